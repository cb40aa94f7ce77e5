import type { Instant } from "#app/domain/instant";
import type { ErasureDecisionRow, ErasureRow } from "#db/schema/erasure";

/** The rows of one party in their order: each follows the one before. */
export function inChainOrder<T extends { id: string; followsId: string }>(rows: readonly T[]): T[] {
  const next = new Map(rows.map((row) => [row.followsId, row]));
  const ordered: T[] = [];
  for (let row = next.get(""); row && !ordered.includes(row); row = next.get(row.id)) ordered.push(row);
  return ordered;
}

/** Where a request for erasure stands. */
export type RequestStatus =
  | { state: "waiting" }
  | { state: "rejected" | "withdrawn"; at: Instant }
  /** Approved, and not carried out to the end yet. */
  | { state: "under way"; at: Instant }
  /** The facts had changed since the approval: nothing was done. */
  | { state: "stopped"; at: Instant }
  | { state: "restricted"; at: Instant; untilAt: Instant | null }
  | { state: "erased"; at: Instant };

/** The status, from what was decided about the request and what was carried out of it, oldest first. */
export function requestStatus(decision: Pick<ErasureDecisionRow, "act" | "happenedAt"> | null, done: readonly ErasureRow[]): RequestStatus {
  const last = done.at(-1);
  if (last?.act === "restricted") return { state: "restricted", at: last.happenedAt, untilAt: last.untilAt };
  if (last) return { state: last.act, at: last.happenedAt };
  if (!decision) return { state: "waiting" };
  return { state: decision.act === "approved" ? "under way" : decision.act, at: decision.happenedAt };
}

/** Whether a new request may be made after one of this status. */
export function isSettled({ state }: RequestStatus): boolean {
  return state === "rejected" || state === "withdrawn" || state === "stopped";
}
