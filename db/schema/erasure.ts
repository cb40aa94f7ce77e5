/** Rows of holds, of requests for erasure and of what became of them; written as db/schema.ts says. */

type Instant = string;

/** A hold on a party that was placed, or its end: while it stands nothing of the party is removed. */
export type HoldRow = {
  /** hld_ */
  id: string;
  partyId: string;
  /** The hold that the row is about: its own id where it was placed. */
  holdId: string;
  act: "placed" | "lifted";
  reason: string;
  /** Why, in words, sealed under the party's key. */
  wordsSealed: string;
  /** When it ends by itself; null for never, and where it was lifted. */
  untilAt: Instant | null;
  actorId: string;
  signInId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A request to erase a party. */
export type ErasureRequestRow = {
  /** ers_ */
  id: string;
  partyId: string;
  /** The party's request before this one; "" for the first. Unique with the party, so that two cannot race. */
  followsId: string;
  askedBy: "reader" | "staff";
  ground: string;
  wordsSealed: string | null;
  actorId: string;
  signInId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** What a second person decided about a request, or that it was taken back. */
export type ErasureDecisionRow = {
  requestId: string;
  act: "approved" | "rejected" | "withdrawn";
  /** The hash that was approved, and the plan that it is of; null otherwise. */
  planSha256: string | null;
  planJson: string | null;
  /** Sealed under the party's key. */
  reasonSealed: string | null;
  actorId: string;
  signInId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** What was carried out of an approved request. */
export type ErasureRow = {
  /** era_ */
  id: string;
  requestId: string;
  partyId: string;
  /** What was carried out for the party before this; "" for the first. Unique with the party, so that two cannot race. */
  followsId: string;
  /** "stopped": the facts had changed since the approval, and nothing was done. */
  act: "restricted" | "erased" | "stopped";
  ground: string;
  planJson: string;
  /** Of a restriction, when it may end; null where no date can be told. */
  untilAt: Instant | null;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** What one round of the retention sweep removed. */
export type RetentionSweepRow = {
  /** ret_ */
  id: string;
  /** JSON object: how many, by kind of data. */
  countsJson: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** Where a party stands that was ever held, or asked to be erased: the lock between holds and erasures, and the work still to be done. */
export type PartyStateRow = {
  partyId: string;
  state: "free" | "restricting" | "restricted" | "erasing" | "erased";
  /** Raised at each change. */
  revision: number;
  requestId: string | null;
  untilAt: Instant | null;
  /** When it is to be looked at again; null for never. */
  dueAt: Instant | null;
};
