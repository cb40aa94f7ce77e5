import { plusMilliseconds, type Instant } from "#app/domain/instant";

/** How old a sign-in may be behind what must not be done on a machine left open. */
export const FRESH_MINUTES = 15;

/** Whether a sign-in lies at most so many minutes back. */
export function isFresh({ signedInAt, now }: { signedInAt: Instant; now: Instant }, minutes = FRESH_MINUTES): boolean {
  return signedInAt <= now && plusMilliseconds(signedInAt, minutes * 60_000) >= now;
}
