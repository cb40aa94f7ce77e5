import fc from "fast-check";
import { expect, test } from "vitest";
import { countNotice, earliestEffectiveAt } from "#app/domain/publication/earliest";

const VECTORS = [
  ["2026-03-01T07:30:00.000Z", "Asia/Shanghai", "2026-03-31T16:00:00.000Z"],
  ["2026-03-01T15:59:59.999Z", "Asia/Shanghai", "2026-03-31T16:00:00.000Z"],
  ["2026-03-01T16:00:00.000Z", "Asia/Shanghai", "2026-04-01T16:00:00.000Z"],
  ["2026-03-01T22:59:00.000Z", "Europe/Berlin", "2026-03-31T22:59:00.000Z"],
  ["2026-10-01T21:59:30.000Z", "Europe/Berlin", "2026-10-31T23:00:00.000Z"],
  ["2026-03-24T10:00:00.000Z", "Africa/Cairo", "2026-04-23T22:00:00.000Z"],
  ["2026-08-06T12:00:00.000Z", "America/Santiago", "2026-09-06T04:00:00.000Z"],
  ["2028-01-29T12:00:00.000Z", "Asia/Shanghai", "2028-02-28T16:00:00.000Z"],
] as const;

test.each(VECTORS)("announced at %s in %s, a version may take effect at %s", (announcedAt, zone, earliest) => {
  expect(earliestEffectiveAt(announcedAt, zone, 30)).toBe(earliest);
});

const ZONES = Intl.supportedValuesOf("timeZone");
const DAY = 86_400_000;
const HOUR = 3_600_000;

function announcements(from: string, to: string) {
  return fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true });
}

/** Twice each zone, whatever chance does. */
function forEveryZone(dates: fc.Arbitrary<Date>, check: (zone: string, announced: Date, days: number) => void): void {
  const pairs = fc.tuple(dates, fc.integer({ min: 0, max: 90 }));
  for (const zone of ZONES) fc.assert(fc.property(pairs, ([announced, days]) => check(zone, announced, days)), { numRuns: 2 });
}

test("in every zone the notice is never shorter than its days in hours, nor does it end before the day after the last", () => {
  forEveryZone(announcements("1975-01-01", "2040-01-01"), (zone, announced, days) => {
    const earliest = new Date(earliestEffectiveAt(announced.toISOString(), zone, days));
    const counted = Date.parse(civilDay(earliest, zone)) - Date.parse(civilDay(announced, zone));
    expect(earliest.getTime() - announced.getTime(), zone).toBeGreaterThanOrEqual(days * DAY);
    expect(counted, zone).toBeGreaterThanOrEqual((days + 1) * DAY);
  });
});

test("in every zone a notice announced from 2000 on is at most 26 hours longer than its days in hours", () => {
  expect(ZONES.length).toBeGreaterThan(300);
  forEveryZone(announcements("2000-01-01", "2040-01-01"), (zone, announced, days) => {
    const earliest = Date.parse(earliestEffectiveAt(announced.toISOString(), zone, days));
    expect(earliest - announced.getTime() - days * DAY, zone).toBeLessThanOrEqual(26 * HOUR);
  });
});

test("the working tells both ways of counting and the later one", () => {
  expect(countNotice("2026-03-01T22:59:00.000Z", "Europe/Berlin", 30)).toMatchObject({
    announcedLocal: "2026-03-01T23:59:00+01:00[Europe/Berlin]",
    byCalendar: "2026-03-31T22:00:00.000Z",
    byCalendarLocal: "2026-04-01T00:00:00+02:00[Europe/Berlin]",
    byHours: "2026-03-31T22:59:00.000Z",
    earliestAt: "2026-03-31T22:59:00.000Z",
  });
});

function civilDay(instant: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(instant);
}
