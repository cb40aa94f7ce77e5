import { expect, test } from "vitest";
import { scheduleVersion } from "#app/domain/publication/schedule";
import { at, historyOf, propertiesOf } from "#test/support/builders";
import { refusalOf } from "#test/support/refusal";

const OWN = propertiesOf("general-terms");
const ONE = historyOf({ versions: [{ effective: "2026-01-01" }] });
const NOW = "2026-03-01T07:30:00.000Z";
const EARLIEST = "2026-03-31T16:00:00.000Z";

test("a first version is in force at once and owes no notice", () => {
  expect(scheduleVersion({ history: null, own: OWN, effectiveAt: null, now: NOW })).toMatchObject({
    effectiveAt: NOW,
    earliestAt: NOW,
    noticeDays: 0,
    zone: "Asia/Shanghai",
  });
});

test("a first version takes no date", async () => {
  const refusal = await refusalOf(() => scheduleVersion({ history: null, own: OWN, effectiveAt: "2026-04-01T00:00:00.000Z", now: NOW }));
  expect(refusal).toMatchObject({ code: "effective-not-at-once" });
});

test("a later version waits until the notice has run in full days", () => {
  const schedule = scheduleVersion({ history: ONE, own: OWN, effectiveAt: null, now: NOW });
  expect(schedule).toMatchObject({ effectiveAt: EARLIEST, earliestAt: EARLIEST, noticeDays: 30, zone: "Asia/Shanghai" });
});

test("one millisecond before the earliest instant is refused, the instant itself is taken", async () => {
  const early = "2026-03-31T15:59:59.999Z";
  const refusal = await refusalOf(() => scheduleVersion({ history: ONE, own: OWN, effectiveAt: early, now: NOW }));
  expect(refusal).toMatchObject({ code: "effective-too-early", details: { effectiveAt: early, earliestAt: EARLIEST, noticeDays: 30 } });
  expect(scheduleVersion({ history: ONE, own: OWN, effectiveAt: EARLIEST, now: NOW }).effectiveAt).toBe(EARLIEST);
});

test("a version cannot shorten the notice for itself", () => {
  const schedule = scheduleVersion({ history: ONE, own: { ...OWN, noticeDays: 3 }, effectiveAt: null, now: NOW });
  expect(schedule).toMatchObject({ effectiveAt: EARLIEST, noticeDays: 30 });
});

test("a version that promises longer notice gives it", () => {
  const schedule = scheduleVersion({ history: ONE, own: { ...OWN, noticeDays: 60 }, effectiveAt: null, now: NOW });
  expect(schedule).toMatchObject({ effectiveAt: "2026-04-30T16:00:00.000Z", noticeDays: 60 });
});

const PENDING = historyOf({
  versions: [{ effective: "2026-01-01" }, { announced: "2026-02-20", effective: EARLIEST }],
});

test("two versions never take effect at one instant, nor the later one first", async () => {
  const same = await refusalOf(() => scheduleVersion({ history: PENDING, own: OWN, effectiveAt: EARLIEST, now: NOW }));
  expect(same).toMatchObject({ code: "effective-out-of-order", details: { number: 2, otherEffectiveAt: EARLIEST } });
  const after = "2026-03-31T16:00:00.001Z";
  expect(scheduleVersion({ history: PENDING, own: OWN, effectiveAt: after, now: NOW }).effectiveAt).toBe(after);
});

test("without a date, a version announced behind a pending one takes the next local day", () => {
  expect(scheduleVersion({ history: PENDING, own: OWN, effectiveAt: null, now: NOW }).effectiveAt).toBe("2026-04-01T16:00:00.000Z");
});

test("a withdrawn version keeps no date", () => {
  const history = historyOf({
    versions: [{ effective: "2026-01-01" }, { announced: "2026-02-01", effective: "2026-06-01", withdrawn: "2026-02-02" }],
  });
  expect(scheduleVersion({ history, own: OWN, effectiveAt: null, now: NOW }).effectiveAt).toBe(EARLIEST);
});

test("a consent's next version is asked for at once", () => {
  const history = historyOf({ kind: "consent", versions: [{ effective: "2026-01-01" }] });
  const own = { ...OWN, kind: "consent" as const };
  expect(scheduleVersion({ history, own, effectiveAt: null, now: at("2026-03-01") }).effectiveAt).toBe(at("2026-03-01"));
});
