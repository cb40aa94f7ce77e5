/** Rows of objections with their answers, and of what use of a service came to; written as db/schema.ts says. */

type Instant = string;
type Flag = 0 | 1;

/** What an objection says besides its act. Why, where the party gave a reason, is a personal value. */
export type ObjectionRow = {
  /** obj_, of its act */
  actId: string;
  partyId: string;
  agreementId: string;
  versionId: string;
  /** 1: it came at or after the instant below, is recorded and answered, and does not count. */
  isLate: Flag;
  /** Until when (not including) it could be made: when the version takes effect, as announced then. */
  untilAt: Instant;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** What staff answered to an objection; a later answer takes the place of the one before it. What the party is told is a personal value. */
export type ObjectionAnswerRow = {
  /** oba_ */
  id: string;
  actId: string;
  partyId: string;
  /** The answer before this one; "" for the first. Unique with the objection, so that two cannot race. */
  followsId: string;
  /** keep: the former version goes on; leave: the party is asked to leave; lift: the version is asked again; reply: words alone, to a late one. */
  answer: "keep" | "leave" | "lift" | "reply";
  /** keep, leave: until when. */
  untilAt: Instant | null;
  actorId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A use of the service that came to a deemed acceptance; others are not kept. */
export type UseRow = {
  /** use_ */
  id: string;
  partyId: string;
  actorId: string;
  actorKind: "account" | "client";
  delegationId: string | null;
  signInId: string | null;
  source: "command" | "gate" | "api";
  happenedAt: Instant;
  recordedAt: Instant;
};

/** What a deemed acceptance rests on. */
export type DeemedActRow = {
  /** acc_, of its act */
  actId: string;
  useId: string;
  partyId: string;
  versionId: string;
  grade: "B" | "C" | "D" | "E";
  /** Every condition with what shows that it was met, as JSON. */
  reasonsJson: string;
  happenedAt: Instant;
  recordedAt: Instant;
};
