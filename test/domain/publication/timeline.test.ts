import { expect, test } from "vitest";
import { shownAt, timelineAt } from "#app/domain/publication/timeline";
import { at, historyOf } from "#test/support/builders";

const THREE = historyOf({
  versions: [
    { announced: "2026-01-01", effective: "2026-02-01" },
    { announced: "2026-03-01", effective: "2026-05-01", postponed: { on: "2026-04-01", to: "2026-06-01" } },
    { announced: "2026-04-01", effective: "2026-07-01" },
  ],
});

test("the newest version stands first, with all that was published about it so far", () => {
  const timeline = timelineAt(THREE, at("2026-04-02"));
  expect(timeline.map(({ version, status }) => [version.number, status])).toEqual([
    [3, "announced"],
    [2, "announced"],
    [1, "in force"],
  ]);
  expect(timeline[1]?.acts.map(({ act }) => act)).toEqual(["announced", "postponed"]);
});

test("what was not announced yet is not known", () => {
  expect(timelineAt(THREE, at("2026-02-15")).map(({ version }) => version.number)).toEqual([1]);
  expect(timelineAt(THREE, at("2026-03-15"))[0]?.effectiveAt).toBe(at("2026-05-01"));
});

test("a superseded version ends when the next one began", () => {
  const ends = timelineAt(THREE, at("2026-08-01")).map(({ supersededAt }) => supersededAt);
  expect(ends).toEqual([null, at("2026-07-01"), at("2026-06-01")]);
});

test("a withdrawn version supersedes nothing", () => {
  const history = historyOf({
    versions: [{ effective: "2026-02-01" }, { announced: "2026-03-01", effective: "2026-05-01", withdrawn: "2026-04-01" }, { announced: "2026-04-02", effective: "2026-06-01" }],
  });
  const timeline = timelineAt(history, at("2026-07-01"));
  expect(timeline.map(({ status }) => status)).toEqual(["in force", "withdrawn", "superseded"]);
  expect(timeline[2]?.supersededAt).toBe(at("2026-06-01"));
});

test("whoever asks is shown the version in force up to the very instant at which the next takes effect", () => {
  expect(shownAt(THREE, at("2026-05-31T23:59:59.999Z"))?.version.number).toBe(1);
  expect(shownAt(THREE, at("2026-06-01"))?.version.number).toBe(2);
});

test("before anything is in force the next text announced is shown", () => {
  expect(shownAt(THREE, at("2026-01-15"))).toMatchObject({ status: "announced", version: { number: 1 } });
  expect(shownAt(THREE, at("2025-12-31"))).toBeNull();
});

test("an agreement whose only version was withdrawn shows nothing", () => {
  const history = historyOf({ versions: [{ announced: "2026-01-01", effective: "2026-02-01", withdrawn: "2026-01-15" }] });
  expect(shownAt(history, at("2026-03-01"))).toBeNull();
});
