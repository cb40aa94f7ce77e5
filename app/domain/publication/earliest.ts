import { Temporal } from "temporal-polyfill";
import type { Instant } from "#app/domain/instant";

const HOUR = 3_600_000;

/**
 * The earliest instant at which an announced version may take effect: N full days after the day of the announcement.
 * The day of the announcement does not count and the last day counts to its end, so it is the local midnight that
 * begins day D+N+1, but never less than N × 24 hours after the announcement (a change of clocks can shorten a day).
 * Where that midnight does not exist, the day begins at its first instant.
 */
export function earliestEffectiveAt(announcedAt: Instant, zone: string, noticeDays: number): Instant {
  const announced = Temporal.Instant.from(announcedAt);
  const firstDayAfter = announced
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: noticeDays + 1 })
    .toZonedDateTime(zone);
  const byHours = announced.epochMilliseconds + noticeDays * 24 * HOUR;
  return new Date(Math.max(firstDayAfter.epochMilliseconds, byHours)).toISOString();
}
