import type { Instant } from "#app/domain/instant";

/** The most characters (UTF-16 units) of a question and of an answer. */
export const LONGEST_QUESTION = 2000;
export const LONGEST_ANSWER = 5000;

/** Name the places of a question, and of an answer that is for the asker alone, for their seals. */
export const QUESTION_FIELD = "questions.question";
export const EXPLANATION_FIELD = "explanations.answer";

/** What is wrong with a text that a person sends: blank, longer than it may be, or not to be stored as it is; null when it is fit. */
export type TextFault = "missing" | "long" | "unreadable";

/** Checks a text of at most so many characters. */
export function textFault(text: string, most: number): TextFault | null {
  if (text.trim() === "") return "missing";
  if (text.length > most) return "long";
  return text.isWellFormed() && !text.includes("\0") ? null : "unreadable";
}

/** What a person typed as it is kept: lines end in LF, without blanks around. */
export function typedText(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}

/** A clause that is asked about, and where it stands. */
export type AskedClause = {
  id: string;
  number: string | null;
  /** Its heading, or its first words. */
  name: string;
  slug: string;
  /** Title of the text read, and number of its version. */
  title: string;
  version: number;
  language: string;
  zone: string;
};

/** A question with its answers, the latest last. */
export type Question = {
  id: string;
  clause: AskedClause;
  channel: "reading" | "acceptance";
  /** Null once the person is erased, or it was removed. */
  question: string | null;
  /** Whether its words were removed at the end of their period. */
  isRemoved: boolean;
  /** Whether the party had accepted the version before it asked. */
  isAfterAcceptance: boolean;
  askedAt: Instant;
  answers: Explanation[];
};

export type Explanation = {
  id: string;
  /** Null once the asker is erased, or it was removed. */
  answer: string | null;
  /** Whether it was removed at the end of its period. */
  isRemoved: boolean;
  publicQuestion: string | null;
  answeredAt: Instant;
};

/** A question and its answer as everybody may read them at a clause. */
export type Note = { id: string; clauseId: string; question: string; answer: string; language: string; answeredAt: Instant };

/** What mails call a clause: "3.1. Fees" or its first words. */
export function clauseLabel({ number, name }: Pick<AskedClause, "number" | "name">): string {
  return number === null ? name : `${number} ${name}`;
}
