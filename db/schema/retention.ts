/** Rows of plans of what goes at the end of its period; written as db/schema.ts says. */

type Instant = string;

/** The kinds of data that go only by a plan that two people made. */
export type PlannedKind = "evidence" | "notices" | "correspondence";

/** A list of what is due, for a second person to approve. */
export type RetentionPlanRow = {
  /** rpl_ */
  id: string;
  /** The plan before it; "" for the first. Unique, so that two cannot race. */
  followsId: string;
  /** The periods by which it was made. */
  rulesJson: string;
  /** How many by kind and agreement, how many are held, and how many an agreement keeps that still runs. */
  countsJson: string;
  /** SHA-256 of the list, a line for each item. */
  listSha256: string;
  items: number;
  /** Until when (not including) it can be approved. */
  expiresAt: Instant;
  actorId: string;
  signInId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A record in a plan. */
export type RetentionItemRow = {
  planId: string;
  /** From 0. */
  position: number;
  kind: PlannedKind;
  recordId: string;
  partyId: string;
  agreementId: string | null;
  /** From when its period counted. */
  sinceAt: Instant;
};

/** What was decided about a plan, and that it was carried out to the end. */
export type RetentionStepRow = {
  /** rst_ */
  id: string;
  planId: string;
  /** "" for the decision; of "finished" the approval. Unique with the plan, so that two cannot race. */
  followsId: string;
  act: "approved" | "rejected" | "withdrawn" | "finished";
  reason: string;
  /** Of "finished": how many by outcome. */
  resultJson: string | null;
  /** The account, or "installation". */
  actorId: string;
  signInId: string | null;
  happenedAt: Instant;
  recordedAt: Instant;
};

/**
 * What became of a record in an approved plan. Skipped: its party is held, its agreement runs again, the rules are others than those of the plan;
 * "gone": something else had removed it.
 */
export type RetentionOutcomeRow = {
  planId: string;
  position: number;
  recordId: string;
  outcome: "removed" | "held" | "running" | "rules" | "gone";
  /** The round that removed it, by which the ledger names its entries; null where it was not removed. */
  sweepId: string | null;
  recordedAt: Instant;
};
