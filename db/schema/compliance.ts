/** Rows that are counted from evidence, to be read quickly: they may be made anew at any time. Written as db/schema.ts says. */

/** By how much the answers of one sort grew or fell on one day (in the zone of the version), among the lines of one fold. */
export type AnswerTotalRow = {
  /** The fold that counted it: the first of its lines, by their place in the table. */
  firstRow: number;
  /** 2026-03-01 */
  day: string;
  versionId: string;
  kind: string;
  method: string;
  /** "" where the method has none. */
  grade: string;
  language: string;
  /** Of the party; "" where there is none any more. */
  partyKind: string;
  customerKind: string;
  /** Ends of chains that began to be of this sort, less those that ceased to. */
  change: number;
};

/**
 * Which lines of acts were counted, and when the first and the last of them were recorded; the first line is unique, so that two processes do not count the
 * same lines.
 */
export type AnswerFoldRow = { firstRow: number; lastRow: number; firstRecordedAt: string; lastRecordedAt: string };
