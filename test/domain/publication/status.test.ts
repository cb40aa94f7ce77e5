import { expect, test } from "vitest";
import { announcedAt, inForceAt, inPrecedence, versionsAt } from "#app/domain/publication/status";
import { at, historyOf } from "#test/support/builders";

const TWO_PENDING = historyOf({
  versions: [
    { effective: "2026-01-01" },
    { announced: "2026-02-01", effective: "2026-04-01T00:00:00+08:00" },
    { announced: "2026-02-10", effective: "2026-05-01T00:00:00+08:00" },
  ],
});

function statuses(history: Parameters<typeof versionsAt>[0], instant: string): string {
  return versionsAt(history, at(instant)).map(({ version, status }) => `${version.number} ${status}`).join(", ");
}

test.each([
  ["2025-12-31T23:59:59.999Z", ""],
  ["2026-01-01T00:00:00.000Z", "1 in force"],
  ["2026-01-31T23:59:59.999Z", "1 in force"],
  ["2026-02-01T00:00:00.000Z", "1 in force, 2 announced"],
  ["2026-02-10T00:00:00.000Z", "1 in force, 2 announced, 3 announced"],
  ["2026-03-31T15:59:59.999Z", "1 in force, 2 announced, 3 announced"],
  ["2026-03-31T16:00:00.000Z", "1 superseded, 2 in force, 3 announced"],
  ["2026-04-30T15:59:59.999Z", "1 superseded, 2 in force, 3 announced"],
  ["2026-04-30T16:00:00.000Z", "1 superseded, 2 superseded, 3 in force"],
])("at %s the versions are: %s", (instant, expected) => {
  expect(statuses(TWO_PENDING, instant)).toBe(expected);
});

test("a version is in force from the very millisecond of its effective instant", () => {
  expect(inForceAt(TWO_PENDING, "2026-03-31T15:59:59.999Z")?.version.number).toBe(1);
  expect(inForceAt(TWO_PENDING, "2026-03-31T16:00:00.000Z")?.version.number).toBe(2);
});

test("before the first version nothing is in force", () => {
  expect(inForceAt(TWO_PENDING, at("2025-12-31"))).toBeNull();
  expect(announcedAt(TWO_PENDING, at("2025-12-31"))).toEqual([]);
});

test("several announced versions are told in the order in which they take effect, with their dates", () => {
  const announced = announcedAt(TWO_PENDING, at("2026-03-01"));
  expect(announced.map(({ version, announcedAt: on, effectiveAt }) => [version.number, on, effectiveAt])).toEqual([
    [2, "2026-02-01T00:00:00.000Z", "2026-03-31T16:00:00.000Z"],
    [3, "2026-02-10T00:00:00.000Z", "2026-04-30T16:00:00.000Z"],
  ]);
});

test("a withdrawn version never takes effect, and was announced until it was withdrawn", () => {
  const history = historyOf({
    versions: [{ effective: "2026-01-01" }, { announced: "2026-02-01", effective: "2026-04-01", withdrawn: "2026-03-01" }],
  });
  expect(statuses(history, "2026-02-28T23:59:59.999Z")).toBe("1 in force, 2 announced");
  expect(statuses(history, "2026-03-01")).toBe("1 in force, 2 withdrawn");
  expect(statuses(history, "2026-06-01")).toBe("1 in force, 2 withdrawn");
});

test("a postponed version takes effect on the later date, announced since the first announcement", () => {
  const history = historyOf({
    versions: [
      { effective: "2026-01-01" },
      { announced: "2026-02-01", effective: "2026-04-01", postponed: { on: "2026-03-01", to: "2026-05-01" } },
    ],
  });
  expect(inForceAt(history, at("2026-04-01"))?.version.number).toBe(1);
  expect(versionsAt(history, at("2026-02-15")).at(-1)?.effectiveAt).toBe(at("2026-04-01"));
  expect(inForceAt(history, at("2026-05-01"))).toMatchObject({ version: { number: 2 }, announcedAt: at("2026-02-01") });
});

test("what was announced later does not change the answer about an earlier day", () => {
  expect(statuses(TWO_PENDING, "2026-02-05")).toBe("1 in force, 2 announced");
});

test("a change of precedence counts from the instant at which its version takes effect", () => {
  const usual = historyOf({ slug: "general-terms", versions: [{ effective: "2026-01-01" }] });
  const rising = historyOf({ slug: "special-terms", versions: [{ effective: "2026-01-01" }, { announced: "2026-02-01", effective: "2026-04-01" }] });
  const stated = [40, 20];
  const versions = rising.versions.map((version, index) => {
    const agreement = { ...version.manifest.agreement, precedence: stated[index] ?? 0 };
    return { ...version, manifest: { ...version.manifest, agreement } };
  });
  const histories = [{ ...rising, versions }, usual];
  const slugsAt = (instant: string) => inPrecedence(histories, at(instant)).map(({ slug }) => slug);
  expect(slugsAt("2026-03-31T23:59:59.999Z")).toEqual(["general-terms", "special-terms"]);
  expect(slugsAt("2026-04-01")).toEqual(["special-terms", "general-terms"]);
});
