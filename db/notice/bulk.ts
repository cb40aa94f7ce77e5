import { FAN_OUT_STATEMENTS } from "#db/notice/bulk-fan-out";
import { QUEUE_STATEMENTS } from "#db/notice/bulk-queue";

/**
 * Statements that work on many rows inside the database, which the writer runs in the order of their commit. Each takes one JSON object. What
 * they write stays small enough to keep nobody waiting behind it.
 */
export const BULK_STATEMENTS = { ...FAN_OUT_STATEMENTS, ...QUEUE_STATEMENTS } as const;

/** Whether a statement works on a whole page of parties, so that nothing else is made to wait for it in one batch. */
export function isPageWide(statement: BulkStatement): boolean {
  return Object.hasOwn(FAN_OUT_STATEMENTS, statement);
}

export type BulkStatement = keyof typeof BULK_STATEMENTS;
