/** Rows of parties that left; written as db/schema.ts says. */

type Instant = string;

/** That a party left: all its agreements ended for it at this instant. A party leaves once. */
export type LeavingRow = {
  /** lvg_ */
  id: string;
  partyId: string;
  actorId: string;
  delegationId: string | null;
  signInId: string;
  /** JSON list: each agreement that bound the party, with the version, the acceptance and the clauses that go on binding. */
  agreementsJson: string;
  /** Why, in the party's own words, sealed under its key; null where it said nothing. */
  reasonSealed: string | null;
  /** Until when its data can be fetched by signing in. */
  dataUntil: Instant;
  /** The request for erasure that was made with it; null for an organisation, and where another was open. */
  requestId: string | null;
  /** How many acts of the party were read: with one more the commit is refused. */
  acts: number;
  happenedAt: Instant;
  recordedAt: Instant;
};
