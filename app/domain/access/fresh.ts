import { plusMilliseconds, type Instant } from "#app/domain/instant";

/** How old a sign-in may be behind what must not be done on a machine left open. */
export const FRESH_MINUTES = 15;

/** Whether there is a sign-in and it lies at most so many minutes back. */
export function isFresh(signedInAt: Instant | null, now: Instant, minutes = FRESH_MINUTES): boolean {
  return signedInAt !== null && signedInAt <= now && plusMilliseconds(signedInAt, minutes * 60_000) >= now;
}
