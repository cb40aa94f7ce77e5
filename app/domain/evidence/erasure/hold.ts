import type { Instant } from "#app/domain/instant";
import type { HoldRow } from "#db/schema/erasure";

/** Why nothing of a party may be removed. */
export const HOLD_REASONS = ["dispute", "authority", "inquiry", "other"] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export function isHoldReason(text: string): text is HoldReason {
  return HOLD_REASONS.some((reason) => reason === text);
}

/** A hold that stands; `untilAt` null: until it is lifted. */
export type OpenHold = { id: string; reason: HoldReason; untilAt: Instant | null; placedAt: Instant };

/** The holds that stand at the instant: placed, not lifted, and not over. */
export function openHolds(rows: readonly Omit<HoldRow, "wordsSealed">[], now: Instant): OpenHold[] {
  const lifted = new Set(rows.filter(({ act }) => act === "lifted").map(({ holdId }) => holdId));
  return rows
    .filter(({ id, act, untilAt }) => act === "placed" && !lifted.has(id) && (untilAt === null || untilAt > now))
    .map(({ id, reason, untilAt, happenedAt }) => ({ id, reason: isHoldReason(reason) ? reason : "other", untilAt, placedAt: happenedAt }));
}
