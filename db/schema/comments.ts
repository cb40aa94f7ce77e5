/** Rows of public comment periods, what readers said in them, and what was answered; written as db/schema.ts says. */

type Instant = string;

/** Since when and until when readers may comment on a draft. The latest of a draft decides. */
export type CommentPeriodRow = {
  /** cpd_ */
  id: string;
  draftId: string;
  act: "opened" | "moved";
  /** The step before this one; "" for the first. Unique with the draft, so that two cannot race. */
  followsId: string;
  closesAt: Instant;
  actorId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** That a reader said something about a draft as it was then. The words are a personal value. */
export type ReaderCommentRow = {
  /** rcm_ */
  id: string;
  draftId: string;
  /** The state of the draft that was read. */
  counter: number;
  /** Null for the draft as a whole. */
  clauseId: string | null;
  partyId: string;
  actorId: string;
  /** SHA-256 of a random key of the form and of what it said: a form that is sent twice comments once. */
  formSha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** An answer to a reader's comment; a later one takes the place of the one before it. */
export type CommentAnswerRow = {
  /** can_ */
  id: string;
  commentId: string;
  /** The answer before this one; "" for the first. Unique with the comment, so that two cannot race. */
  followsId: string;
  /** The words where they are shown to everybody; null where they are for the commenter alone: then they are a personal value of the commenter. */
  answer: string | null;
  /** Whether comment and answer are shown to everybody, without a name. */
  isShown: 0 | 1;
  actorId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};
