/** Rows of exports, of those that wait for a second person and of what that person decided; written as db/schema.ts says. */

type Instant = string;

/** What somebody wants to take out: which rows, in which form, with or without what names persons. */
type ExportOrder = {
  dataSet: string;
  format: "csv" | "jsonl" | "parquet" | "bag";
  /** Canonical JSON, and its SHA-256. */
  filterJson: string;
  filterSha256: string;
  mask: "masked" | "unmasked";
  /** Why; "" where none had to be stated. */
  reason: string;
  actorId: string;
  signInId: string;
};

/** An export that was asked for and needs a second person. */
export type ExportRequestRow = ExportOrder & {
  /** xrq_ */
  id: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** What a second person decided about a request, or that it was taken back. */
export type ExportDecisionRow = {
  requestId: string;
  act: "approved" | "rejected" | "withdrawn";
  reason: string;
  actorId: string;
  signInId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** An export that was made: the right to fetch these rows at this checkpoint. */
export type ExportRow = ExportOrder & {
  /** xpt_ */
  id: string;
  /** The request behind it; null where no second person was needed. Unique. */
  requestId: string | null;
  approverId: string | null;
  /** Version of the data set's columns. */
  columnsVersion: number;
  /** Rows of the entries of this ledger below this index, and of all ledgers before it. */
  ledgerNumber: number;
  size: number;
  /** The signed checkpoint over that size. */
  checkpoint: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** Somebody fetches the file of an export: written before the first byte is sent. */
export type ExportFetchRow = {
  /** xft_ */
  id: string;
  exportId: string;
  /** The row behind which it goes on, as it was asked for; "" from the beginning. */
  afterRow: string;
  actorId: string;
  signInId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** How a fetch ended. Where there is none it goes on, or the portal stopped meanwhile. */
export type ExportFetchEndRow = {
  fetchId: string;
  outcome: "sent" | "cutShort";
  /** What was handed over, its length and its SHA-256; of what was cut short at most this was. */
  bytes: number;
  sha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};
