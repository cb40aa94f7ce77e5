import { Temporal } from "temporal-polyfill";
import type { Instant } from "#app/domain/instant";

const HOUR = 3_600_000;

/** How a notice was counted. Local times are ISO 8601 with offset and zone. */
export type CountedNotice = {
  announcedAt: Instant;
  announcedLocal: string;
  zone: string;
  noticeDays: number;
  /** The local midnight that begins day D+N+1. */
  byCalendar: Instant;
  byCalendarLocal: string;
  /** The announcement + N × 24 hours. */
  byHours: Instant;
  /** The later of the two. */
  earliestAt: Instant;
  earliestLocal: string;
  /** Release of the time zone data that counted, such as "2025c". */
  timeZoneData: string;
};

/**
 * The earliest instant at which an announced version may take effect: N full days after the day of the announcement.
 * The day of the announcement does not count and the last day counts to its end, so it is the local midnight that
 * begins day D+N+1, but never less than N × 24 hours after the announcement (a change of clocks can shorten a day).
 * Where that midnight does not exist, the day begins at its first instant.
 */
export function earliestEffectiveAt(announcedAt: Instant, zone: string, noticeDays: number): Instant {
  return countNotice(announcedAt, zone, noticeDays).earliestAt;
}

/** The earliest instant with its working. */
export function countNotice(announcedAt: Instant, zone: string, noticeDays: number): CountedNotice {
  const announced = Temporal.Instant.from(announcedAt).toZonedDateTimeISO(zone);
  const firstDayAfter = announced.toPlainDate().add({ days: noticeDays + 1 }).toZonedDateTime(zone);
  const byHours = announced.epochMilliseconds + noticeDays * 24 * HOUR;
  const earliestAt = instantAt(Math.max(firstDayAfter.epochMilliseconds, byHours));
  return {
    announcedAt,
    announcedLocal: announced.toString(),
    zone,
    noticeDays,
    byCalendar: instantAt(firstDayAfter.epochMilliseconds),
    byCalendarLocal: firstDayAfter.toString(),
    byHours: instantAt(byHours),
    earliestAt,
    earliestLocal: Temporal.Instant.from(earliestAt).toZonedDateTimeISO(zone).toString(),
    timeZoneData: timeZoneData(),
  };
}

/** The first instant of a day in the zone, or of one so many days later; null for what is no day written YYYY-MM-DD. */
export function beginningOfDay(day: string, zone: string, daysLater = 0): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day) return null;
  return instantAt(Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime(zone).epochMilliseconds);
}

/** The calendar day of an instant in the zone, YYYY-MM-DD. */
export function dayIn(instant: Instant, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** How far a zone was ahead of UTC from an instant on. */
export type ZoneOffset = { from: Instant; minutes: number };

/** The offsets of a zone between two instants, the newest first; the last one is that of the first instant, and stands for all before it. */
export function zoneOffsets(zone: string, { from, until }: { from: Instant; until: Instant }): ZoneOffset[] {
  const found: ZoneOffset[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.from(from).toZonedDateTimeISO(zone);
  for (; at !== null && at.epochMilliseconds <= Date.parse(until); at = at.getTimeZoneTransition("next")) {
    found.unshift({ from: instantAt(at.epochMilliseconds), minutes: at.offsetNanoseconds / 60_000_000_000 });
  }
  return found;
}

/** Release of the time zone data of this program. */
export function timeZoneData(): string {
  return process.versions.tz ?? "unknown";
}

function instantAt(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}
