import { expect, test } from "vitest";
import { formatClock, formatDate, formatInstant, formatUtc } from "#app/messages/time";

const CHINESE = { zone: "Asia/Shanghai", language: "zh-CN" } as const;
const ENGLISH = { zone: "Asia/Shanghai", language: "en" } as const;

test("midnight in Beijing reads as the day that begins", () => {
  expect(formatInstant("2026-03-31T16:00:00.000Z", CHINESE)).toBe("2026 年 4 月 1 日 00:00（北京时间）");
  expect(formatInstant("2026-03-31T16:00:00.000Z", ENGLISH)).toBe("1 April 2026, 00:00 (Beijing time)");
});

test("the day is that of the zone, not of UTC", () => {
  expect(formatDate("2026-03-31T15:59:59.999Z", ENGLISH)).toBe("31 March 2026");
  expect(formatDate("2026-03-31T16:00:00.000Z", ENGLISH)).toBe("1 April 2026");
});

test("seconds are shown when there are any", () => {
  expect(formatClock("2026-03-31T16:00:07.000Z", ENGLISH)).toBe("00:00:07");
  expect(formatClock("2026-03-31T16:05:00.000Z", ENGLISH)).toBe("00:05");
});

test("UTC is exact to the millisecond and short where it can be", () => {
  expect(formatUtc("2026-03-31T16:00:00.000Z")).toBe("2026-03-31 16:00 UTC");
  expect(formatUtc("2026-03-31T16:00:07.000Z")).toBe("2026-03-31 16:00:07 UTC");
  expect(formatUtc("2026-03-31T15:59:59.999Z")).toBe("2026-03-31 15:59:59.999 UTC");
});

test("a zone without a name of ours has the one that people use", () => {
  expect(formatInstant("2026-07-01T10:00:00.000Z", { zone: "Europe/Berlin", language: "en" })).toBe(
    "1 July 2026, 12:00 (Central European Time)",
  );
  expect(formatInstant("2026-07-01T10:00:00.000Z", { zone: "UTC", language: "zh-CN" })).toBe("2026 年 7 月 1 日 10:00（协调世界时）");
});
