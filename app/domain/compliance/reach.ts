import type { Instant } from "#app/domain/instant";

/** Lines of acts that were counted ahead as one, by their places in the table, and when the first and the last of them were recorded. */
export type Fold = { firstRow: number; lastRow: number; firstRecordedAt: Instant; lastRecordedAt: Instant };

/** Lines by their places: after one, up to another. */
export type Rows = { after: number; through: number };

/** After every line. */
export const LAST_ROW = Number.MAX_SAFE_INTEGER;

/**
 * How far what was counted ahead may be relied on for what had been recorded by an instant: up to `counted`. The lines of `rows` are to be read; all others
 * were recorded later. Folds follow one another without a gap.
 */
export function reachOf(folds: readonly Fold[], known: Instant): { counted: number; rows: Rows[] } {
  const unknown = folds.findIndex(({ lastRecordedAt }) => lastRecordedAt > known);
  const counted = (unknown === -1 ? folds.at(-1) : folds[unknown - 1])?.lastRow ?? 0;
  const partly = folds.findLast(({ firstRecordedAt }) => firstRecordedAt <= known)?.lastRow ?? 0;
  const folded = folds.at(-1)?.lastRow ?? 0;
  const rest = { after: folded, through: LAST_ROW };
  if (partly <= counted) return { counted, rows: [rest] };
  return { counted, rows: partly === folded ? [{ after: counted, through: LAST_ROW }] : [{ after: counted, through: partly }, rest] };
}
