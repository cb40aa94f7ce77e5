import { plusMilliseconds, type Instant } from "#app/domain/instant";

const MINUTE = 60_000;

/** How long after each attempt that was not taken the next one follows; the last one repeats. */
const PAUSES = [2, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE);

/** A notice that no server would take for so long is given up by its channel. */
const GIVEN_UP_AFTER = 72 * 60 * MINUTE;

/**
 * When a delivery is tried again after so many attempts; null when it is given up. `chance` (0 to 1) stretches the pause by up to a half, so that what
 * was refused together does not come back together.
 */
export function nextAttempt({ attempts, queuedAt }: { attempts: number; queuedAt: Instant }, now: Instant, chance: number): Instant | null {
  const pause = PAUSES[Math.min(Math.max(attempts, 1), PAUSES.length) - 1] ?? GIVEN_UP_AFTER;
  const at = plusMilliseconds(now, Math.round(pause * (1 + chance / 2)));
  return at > plusMilliseconds(queuedAt, GIVEN_UP_AFTER) ? null : at;
}
