import { expect, test } from "vitest";
import { noticeDaysFor, noticeFor } from "#app/domain/publication/notice-rule";
import { scheduleVersion } from "#app/domain/publication/schedule";
import { at, historyOf, propertiesOf } from "#test/support/builders";

const NOW = "2026-03-01T07:30:00.000Z";
const THIRTY = propertiesOf("general-terms");
const ASSIGNING = propertiesOf("general-terms", { noticeRules: { assign: 60, startCharging: 10 } });

test("a reason with a rule of its own asks for the longer of that and the general one", () => {
  expect(noticeDaysFor(ASSIGNING, ["amend"])).toBe(30);
  expect(noticeDaysFor(ASSIGNING, ["amend", "assign"])).toBe(60);
  expect(noticeDaysFor(ASSIGNING, ["startCharging"])).toBe(30);
});

test("the working lists every rule considered and the one that ends last governs", () => {
  const own = { ...THIRTY, noticeDays: 5, zone: "UTC" };
  expect(noticeFor({ announcedAt: NOW, reasons: ["assign"], inForce: ASSIGNING, own })).toEqual({
    announcedAt: NOW,
    reasons: ["assign"],
    considered: [
      { source: "in force", noticeDays: 60, zone: "Asia/Shanghai", earliestAt: "2026-04-30T16:00:00.000Z" },
      { source: "own", noticeDays: 5, zone: "UTC", earliestAt: "2026-03-07T00:00:00.000Z" },
    ],
    noticeDays: 60,
    zone: "Asia/Shanghai",
    earliestAt: "2026-04-30T16:00:00.000Z",
    timeZoneData: expect.stringMatching(/^20\d\d[a-z]$/),
  });
});

test("for deeming a party, the rule of the version that binds it counts too", () => {
  const notice = noticeFor({ announcedAt: NOW, reasons: ["amend"], inForce: THIRTY, own: THIRTY, binds: { ...THIRTY, noticeDays: 45 } });
  expect(notice).toMatchObject({ noticeDays: 45, earliestAt: "2026-04-15T16:00:00.000Z" });
});

const SHORTER = { ...THIRTY, noticeDays: 3 };

/** Version 2 shortens the notice to three days and takes effect on 1 April in Shanghai. */
function shortened() {
  const history = historyOf({ versions: [{ effective: "2026-01-01" }, { announced: "2026-02-20", effective: "2026-03-31T16:00:00.000Z" }] });
  const versions = history.versions.map((version) =>
    version.number === 2 ? { ...version, manifest: { ...version.manifest, agreement: SHORTER } } : version,
  );
  return { ...history, versions };
}

test("a shorter rule governs only what is announced after it took effect", () => {
  const asked = { history: shortened(), own: SHORTER, effectiveAt: null };
  expect(scheduleVersion({ ...asked, now: "2026-03-31T15:59:59.999Z" })).toMatchObject({ noticeDays: 30 });
  expect(scheduleVersion({ ...asked, now: "2026-03-31T16:00:00.000Z" })).toMatchObject({ noticeDays: 3, earliestAt: "2026-04-04T16:00:00.000Z" });
});

test("the reasons of a version lengthen its notice by the rule in force", () => {
  const history = historyOf({ versions: [{ effective: "2026-01-01" }] });
  const versions = history.versions.map((version) => ({ ...version, manifest: { ...version.manifest, agreement: ASSIGNING } }));
  const asked = { history: { ...history, versions }, own: THIRTY, effectiveAt: null, now: at("2026-03-01") };
  expect(scheduleVersion({ ...asked, reasons: ["assign"] }).noticeDays).toBe(60);
  expect(scheduleVersion(asked).noticeDays).toBe(30);
});
