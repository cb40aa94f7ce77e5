import { expect, test } from "vitest";
import { dayIn, runsOf, siteGaps } from "#app/domain/notice/public/site-gaps";
import { at } from "#test/support/builders";

/** Announced on the evening of 1 March in Beijing, for the midnight that begins 6 March. */
const TIME = { announcedAt: at("2026-03-01T14:00:00Z"), untilAt: at("2026-03-05T16:00:00Z"), zone: "Asia/Shanghai" };
const AFTER = at("2026-04-01");

function seen(...instants: string[]) {
  return instants.map((instant) => ({ happenedAt: at(instant), status: 200 }));
}

test("days are those of the zone", () => {
  expect([dayIn("Asia/Shanghai", "2026-03-01T15:59:59.999Z"), dayIn("Asia/Shanghai", "2026-03-01T16:00:00.000Z"), dayIn("UTC", "2026-03-01T16:00:00.000Z")])
    .toEqual(["2026-03-01", "2026-03-02", "2026-03-01"]);
});

test("every day after the announcement until the effect needs a good check", () => {
  expect(siteGaps(TIME, [], AFTER)).toEqual(["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]);
  expect(siteGaps(TIME, seen("2026-03-02T00:00:00Z", "2026-03-03T15:59:59Z", "2026-03-04T15:00:00Z"), AFTER)).toEqual(["2026-03-05"]);
});

test("a check is of its day to the millisecond", () => {
  const others = seen("2026-03-03T08:00:00Z", "2026-03-04T08:00:00Z", "2026-03-05T08:00:00Z");
  expect(siteGaps(TIME, [...others, ...seen("2026-03-01T15:59:59.999Z")], AFTER)).toEqual(["2026-03-02"]);
  expect(siteGaps(TIME, [...others, ...seen("2026-03-01T16:00:00.000Z")], AFTER)).toEqual([]);
});

test.each([0, 301, 404, 500, 503])("an answer %i is no good check", (status) => {
  const checks = seen("2026-03-03T08:00:00Z", "2026-03-04T08:00:00Z", "2026-03-05T08:00:00Z");
  expect(siteGaps(TIME, [...checks, { happenedAt: at("2026-03-02T08:00:00Z"), status }], AFTER)).toEqual(["2026-03-02"]);
});

test("a day on which one check failed and another did not is no gap", () => {
  const checks = [{ happenedAt: at("2026-03-02T08:00:00Z"), status: 503 }, ...seen("2026-03-02T09:00:00Z")];
  expect(siteGaps(TIME, checks, at("2026-03-03T08:00:00Z"))).toEqual([]);
});

test("a day is a gap only when it is over", () => {
  expect(siteGaps(TIME, [], at("2026-03-02T15:59:59.999Z"))).toEqual([]);
  expect(siteGaps(TIME, [], at("2026-03-02T16:00:00.000Z"))).toEqual(["2026-03-02"]);
  expect(siteGaps(TIME, [], at("2026-03-05T15:59:59.999Z"))).toEqual(["2026-03-02", "2026-03-03", "2026-03-04"]);
  expect(siteGaps(TIME, [], at("2026-03-05T16:00:00.000Z"))).toEqual(["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]);
});

test("a change of clocks neither adds nor drops a day", () => {
  const time = { announcedAt: at("2026-03-27T12:00:00Z"), untilAt: at("2026-03-30T22:00:00Z"), zone: "Europe/Berlin" };
  expect(siteGaps(time, [], AFTER)).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
});

test("days that follow one another are told as one run", () => {
  expect(runsOf(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-03"])).toEqual([{ from: "2026-02-27", to: "2026-03-01" }, { from: "2026-03-03", to: "2026-03-03" }]);
  expect(runsOf([])).toEqual([]);
});
