import fc from "fast-check";
import { expect, test } from "vitest";
import { earliestEffectiveAt } from "#app/domain/publication/earliest";

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
const SINCE_2000 = { min: new Date("2000-01-01T00:00:00Z"), max: new Date("2040-01-01T00:00:00Z"), noInvalidDate: true };

test("in every zone the notice is never shorter than its days in hours, nor does it end before the day after the last", () => {
  const cases = [fc.constantFrom(...ZONES), fc.date(SINCE_2000), fc.integer({ min: 0, max: 90 })] as const;
  fc.assert(
    fc.property(...cases, (zone, announced, days) => {
      const earliest = new Date(earliestEffectiveAt(announced.toISOString(), zone, days));
      const counted = Date.parse(civilDay(earliest, zone)) - Date.parse(civilDay(announced, zone));
      expect(earliest.getTime() - announced.getTime()).toBeGreaterThanOrEqual(days * 86_400_000);
      expect(counted).toBeGreaterThanOrEqual((days + 1) * 86_400_000);
    }),
    { numRuns: 500 },
  );
});

function civilDay(instant: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(instant);
}
