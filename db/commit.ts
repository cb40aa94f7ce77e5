import type { Insertable, Updateable } from "kysely";
import { BULK_STATEMENTS, type BulkStatement } from "#db/notice/bulk";
import type { ChangingTables, Database } from "#db/schema";

/**
 * A commit as plain data: what one operation wants written, all or nothing. Operations read first, decide, and hand one
 * of these to the writer (db/writer.ts). Its entries go to the end of their ledger, in their order.
 */
export type Commit = { steps: Step[]; entries?: readonly NewEntry[] };

/** An entry of the ledger, finished but for its index, which the writer alone gives. */
export type NewEntry = {
  ledgerNumber: number;
  /** The record that it names. */
  recordId: string;
  /** Canonical JSON: its UTF-8 bytes are the leaf. At most 64 KiB. */
  entryJson: string;
};

/** Tables that only the writer adds to. */
export type LedgerTable = "ledgerEntries" | "ledgerNodes";

type InsertTable = Exclude<keyof Database, LedgerTable>;

export type Step = InsertStep | UpdateStep | DeleteStep | BulkStep;

type InsertStep = {
  op: "insert";
  table: InsertTable;
  row: Record<string, unknown>;
  /** Skip the insert where a row with these values is there already. */
  unless?: Record<string, unknown>;
};

type UpdateStep = {
  op: "update";
  table: keyof ChangingTables;
  set: Record<string, unknown>;
  where: Record<string, unknown>;
  /** How many rows must change, else the commit is refused as stale. */
  expect?: number;
};

type DeleteStep = { op: "delete"; table: keyof ChangingTables; where: Record<string, unknown>; expect?: number };

type BulkStep = {
  op: "bulk";
  table: InsertTable;
  statement: BulkStatement;
  /** What the statement is given, as one JSON object. */
  given: Record<string, unknown>;
  /** How many rows it must give back, else the commit is refused as stale. */
  expect?: number;
};

/** A row to insert. */
export function insertRow<T extends InsertTable>(table: T, row: Insertable<Database[T]>): Step {
  return { op: "insert", table, row };
}

/** A row to insert unless one with the same values in the named columns exists: for content stored once per hash. */
export function insertOnce<T extends InsertTable>(
  table: T,
  row: Insertable<Database[T]>,
  unless: Partial<Insertable<Database[T]>>,
): Step {
  return { op: "insert", table, row, unless };
}

/** Rows to change; `where` compares columns for equality, null included. */
export function updateRows<T extends keyof ChangingTables>(
  table: T,
  change: { set: Updateable<Database[T]>; where: Partial<Insertable<Database[T]>>; expect?: number },
): Step {
  return { op: "update", table, ...change };
}

/** Rows to remove; `where` as in updateRows. */
export function deleteRows<T extends keyof ChangingTables>(
  table: T,
  change: { where: Partial<Insertable<Database[T]>>; expect?: number },
): Step {
  return { op: "delete", table, ...change };
}

/** Work on many rows at once by one of the statements that db/notice/bulk.ts knows. */
export function runBulk(statement: BulkStatement, { given, expect }: { given: Record<string, unknown>; expect?: number }): Step {
  return { op: "bulk", table: BULK_STATEMENTS[statement].table, statement, given, ...(expect === undefined ? {} : { expect }) };
}

/** The commit broke a unique key: somebody else was first. Nothing of it was written. */
export class KeyTakenError extends Error {
  constructor(readonly table: string, readonly columns: string[]) {
    super(`key taken: ${table}(${columns.join(", ")})`);
    this.name = "KeyTakenError";
  }
}

/** The commit broke a rule that the database keeps by itself. Nothing of it was written. */
export class RuleBrokenError extends Error {
  constructor(readonly rule: string) {
    super(`rule broken: ${rule}`);
    this.name = "RuleBrokenError";
  }
}

/** A row that the commit meant to change was no longer as it had been read. Nothing of it was written. */
export class StaleRowError extends Error {
  constructor(readonly table: string) {
    super(`row changed meanwhile: ${table}`);
    this.name = "StaleRowError";
  }
}

/** Commits plain-data commits one batch at a time, in the order in which they were handed in. */
export type Writer = {
  /** Resolves when the commit is durable. Throws KeyTakenError, RuleBrokenError, StaleRowError; anything else is a bug. */
  commit(commit: Commit): Promise<void>;
  /** How many commits were handed in and are not durable yet; a writer that passes commits on need not know. */
  underWay?(): number;
};
