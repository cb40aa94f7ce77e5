/** What a span of the source is. Ids and flags of a manifest cover the roles "preamble" and "clause". */
export type ClauseRole = "frontMatter" | "title" | "date" | "preamble" | "clause";

/** A contiguous span of the source. The spans of an outline, in order, give the source back. */
export type Clause = {
  id: string;
  role: ClauseRole;
  /** 0 for front matter, title, date line and preamble; 1, 2, 3 … for clauses. */
  level: number;
  /** As printed, such as "3.2.1." or "第三条"; data, never counted. */
  number: string | null;
  heading: string | null;
  /** The text without number and heading: markdown. */
  body: string;
  /** Byte offsets into the source (UTF-8). */
  start: number;
  end: number;
  /** The exact text of the span. */
  source: string;
};

export type Doubt = { line: number; code: string; text: string };

export type Outline = {
  title: string | null;
  /** The line that states the date of the text, as written. */
  dateLine: string | null;
  frontMatter: Record<string, string>;
  /** Number of the agreement's own highest units. */
  topLevel: number;
  /** Numbered clauses at level 1, 2, 3 … */
  byLevel: number[];
  /** Every unit that carries a number of its own. */
  numbered: number;
  clauses: Clause[];
  doubts: Doubt[];
};
