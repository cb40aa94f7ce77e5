/** Rows of drafting and of what follows an announcement; written as db/schema.ts says. */

type Instant = string;

/** A draft as it was saved once; every state can be brought back. */
export type DraftStateRow = {
  draftId: string;
  counter: number;
  contentJson: string;
  actorId: string;
  /** What was done, in words for programs: "started", "edited", "restored 4". */
  note: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

export type DraftCommentRow = {
  /** cmt_ */
  id: string;
  draftId: string;
  /** The state of the draft that was commented on. */
  counter: number;
  clauseId: string | null;
  answersId: string | null;
  body: string;
  actorId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A step of review: it holds for one state of the draft, and any edit leaves it behind. */
export type ApprovalRow = {
  /** apr_ */
  id: string;
  draftId: string;
  counter: number;
  act: "submitted" | "approved" | "rejected";
  /** The step before this one; "" for the first. Unique with the draft, so that two cannot race. */
  followsId: string;
  /** SHA-256 over all that the step is about. */
  approvalSha256: string;
  actorId: string;
  /** The sign-in behind an approval. */
  signInId: string | null;
  /** Of a submission why warnings stay, of an approval why a lesser class, of a rejection why. */
  reason: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** An act that waits for a second person. */
export type ProposalRow = {
  /** prp_ */
  id: string;
  kind: "clauseMark" | "ending";
  slug: string;
  contentJson: string;
  authorId: string;
  createdAt: Instant;
  decidedAt: Instant | null;
  outcome: "approved" | "rejected" | null;
  reason: string | null;
};

/** One clause of one version that has no effect, or on which the operator will not rely. */
export type ClauseMarkRow = {
  /** mrk_ */
  id: string;
  agreementId: string;
  versionId: string;
  clauseId: string;
  kind: "void" | "undertaking";
  /** JSON array of party ids; null for all. */
  partiesJson: string | null;
  /** Ground or statement by language. */
  groundJson: string;
  /** Null: from the beginning. */
  sinceAt: Instant | null;
  authorId: string;
  approverId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** The end of an agreement for all, for a list, or for one party. */
export type EndingRow = {
  /** end_ */
  id: string;
  agreementId: string;
  /** The version in force when it was announced. */
  versionId: string;
  /** JSON array of party ids; null for all. */
  partiesJson: string | null;
  groundJson: string;
  /** What is paid back, by language. */
  refundJson: string;
  /** Last instant at which data can be fetched; null where there is none. */
  dataUntil: Instant | null;
  /** JSON array of the ids of the clauses that survive. */
  survivingJson: string;
  effectiveAt: Instant;
  earliestAt: Instant;
  noticeDays: number;
  zone: string;
  ruleJson: string;
  authorId: string;
  approverId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** What an operation refused, to whom, and why. */
export type RefusalRow = {
  /** rfs_ */
  id: string;
  operation: string;
  /** A slug or a draft. */
  subject: string;
  code: string;
  detailsJson: string;
  actorId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

export type DraftRow = {
  /** drf_ */
  id: string;
  agreementId: string | null;
  slug: string;
  /** Raised at each save. */
  counter: number;
  /** Texts by language, manifest, origin. */
  contentJson: string;
  authorId: string;
  createdAt: Instant;
  updatedAt: Instant;
  /** The version that it was published as; null while it may be edited. */
  versionId: string | null;
};
