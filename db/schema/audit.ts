/** Rows of what staff saw and what the portal was started with; written as db/schema.ts says. */

type Instant = string;

/** What staff did or saw that no other table records: a case looked at or unmasked, a list of parties looked at, and the settings of a start where they had changed. */
export type AuditRecordRow = {
  /** aud_ */
  id: string;
  act: "case.viewed" | "case.unmasked" | "list.viewed" | "settings.changed";
  /** What may be recorded once: of a view its sign-in, party or question, and day. Unique. */
  onceKey: string;
  /** Whose case it is; null for lists and settings. */
  partyId: string | null;
  /** The account, or "installation". */
  actorId: string;
  signInId: string | null;
  /** Why, sealed under the party's key; null where no reason is asked, and for a party that is erased. */
  reasonSealed: string | null;
  /** Canonical JSON: of a list what it was asked for, of settings each with its value; secrets are left out. */
  detailJson: string;
  happenedAt: Instant;
  recordedAt: Instant;
};
