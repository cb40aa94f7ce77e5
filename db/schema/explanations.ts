/** Rows of questions about clauses and of their answers; written as db/schema.ts says. */

type Instant = string;

/** What a party asked about one clause of one version. The words are a personal value. */
export type QuestionRow = {
  /** qst_ */
  id: string;
  agreementId: string;
  versionId: string;
  clauseId: string;
  /** The language of the text that was read. */
  language: string;
  partyId: string;
  actorId: string;
  /** From which page: that of the text, or on the way to accept. */
  channel: "reading" | "acceptance";
  /** The act by which the party had accepted this version before it asked; null where it had not. */
  acceptedActId: string | null;
  /** SHA-256 of a random key of the form: a form that is sent twice asks once. */
  formSha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** An answer to a question; a later one of the same question takes the place of the one before it. */
export type ExplanationRow = {
  /** exp_ */
  id: string;
  questionId: string;
  /** The answer before this one; "" for the first. Unique with the question, so that two cannot race. */
  followsId: string;
  /** The words where everybody may read them; null where they are for the asker alone: then they are a personal value of the party that asked. */
  answer: string | null;
  answerSha256: string;
  /** The question in words that name nobody, for the note at the clause; null where everybody is not told. */
  publicQuestion: string | null;
  actorId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};
