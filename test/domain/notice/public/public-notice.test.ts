import { expect, test } from "vitest";
import { DEEMING_DEFAULTS } from "#app/domain/acceptance/deeming-facts";
import { effectOf, isOpenToObjection, overtakenBy, pageOfNotices, publicNotices, silenceAfter, type PublicNotice } from "#app/domain/notice/public/public-notice";
import type { AgreementHistory } from "#app/domain/publication/history";
import { at, historyOf } from "#test/support/builders";

const LATER = at("2027-01-01");

/** Version 1, version 2 announced and postponed, version 3 announced and withdrawn. */
function busyHistory(changes: Partial<Parameters<typeof historyOf>[0]["versions"][number]> = {}): AgreementHistory {
  return historyOf({
    versions: [
      { effective: "2026-01-01" },
      { announced: "2026-03-01", effective: "2026-04-10", postponed: { on: "2026-03-20", to: "2026-05-01" }, ...changes },
      { announced: "2026-03-10", effective: "2026-06-01", withdrawn: "2026-04-01" },
    ],
  });
}

function endOf(id: string, parties: string[] | null): AgreementHistory["endings"][number] {
  const dates = { effectiveAt: at("2026-12-01"), earliestAt: at("2026-12-01"), noticeDays: 30, zone: "UTC", happenedAt: at("2026-09-01"), recordedAt: at("2026-09-01") };
  return { id, versionId: "ver_general-terms1", parties, ground: { en: "closing" }, refund: { en: "all" }, dataUntil: null, surviving: [], ...dates };
}

function markOf(id: string, parties: string[] | null): AgreementHistory["marks"][number] {
  return { id, versionId: "ver_general-terms1", clauseId: "c-1", kind: "void", parties, ground: { en: "court" }, sinceAt: null, happenedAt: at("2026-08-01"), recordedAt: at("2026-08-01") };
}

function namesOf(notices: readonly PublicNotice[]): string[] {
  return notices.map(({ kind, version }) => `${kind} ${version.number}`);
}

test("every publication, end and mark for all is a notice, the newest first", () => {
  const history = { ...busyHistory(), endings: [endOf("end_all", null)], marks: [markOf("mrk_all", null)] };
  expect(namesOf(publicNotices([history], LATER))).toEqual(["ended 1", "void 1", "withdrawn 3", "postponed 2", "announced 3", "announced 2", "first 1"]);
});

test("what concerns some parties alone, or comes later, is no public notice", () => {
  const history = { ...busyHistory(), endings: [endOf("end_some", ["pty_a"])], marks: [markOf("mrk_some", ["pty_a"])] };
  expect(namesOf(publicNotices([history], at("2026-03-10")))).toEqual(["announced 3", "announced 2", "first 1"]);
});

test("a second announcement of the same version is one anew, with its former date", () => {
  const history = busyHistory();
  const first = history.publications[1];
  const again = { ...first, id: "pub_again", happenedAt: at("2026-04-02"), effectiveAt: at("2026-09-01") } as AgreementHistory["publications"][number];
  const [newest] = publicNotices([{ ...history, publications: [...history.publications, again] }], LATER);
  expect(newest).toMatchObject({ kind: "announcedAgain", formerEffectiveAt: at("2026-05-01") });
});

test("notices are paged by key, and an unknown key starts at the newest", () => {
  const notices = publicNotices([busyHistory()], LATER);
  const first = pageOfNotices(notices, { after: null, limit: 2 });
  const second = pageOfNotices(notices, { after: first.next, limit: 2 });
  const last = pageOfNotices(notices, { after: second.next, limit: 2 });
  expect([first, second, last].map(({ shown }) => namesOf(shown))).toEqual([["withdrawn 3", "postponed 2"], ["announced 3", "announced 2"], ["first 1"]]);
  expect([last.next, last.isFirst, first.isFirst]).toEqual([null, false, true]);
  expect(pageOfNotices(notices, { after: "pub_unknown", limit: 2 })).toEqual(first);
});

test("a notice is overtaken by the newest of the same version, and by no other", () => {
  const notices = publicNotices([busyHistory()], LATER);
  const [withdrawn, postponed, announced3, announced2, first] = notices;
  expect([announced2, announced3, postponed, withdrawn, first].map((notice) => notice && (overtakenBy(notice, notices)?.id ?? null)))
    .toEqual([postponed?.id, withdrawn?.id, null, null, null]);
});

test("one may object to a change of terms until it takes effect, not to a first version or a withdrawal", () => {
  const notices = publicNotices([busyHistory()], LATER);
  expect(notices.filter(isOpenToObjection).map(({ kind }) => kind)).toEqual(["postponed", "announced", "announced"]);
  const consents = publicNotices([{ ...busyHistory(), kind: "consent" }], LATER);
  expect(consents.some(isOpenToObjection)).toBe(false);
  expect(notices.map(effectOf)).toEqual([null, at("2026-05-01"), at("2026-06-01"), at("2026-04-10"), at("2026-01-01")]);
});

/** With a change clause in version 1. */
function withChangeClause(history: AgreementHistory): AgreementHistory {
  const clause = { id: "c-1", level: 1, number: "13.2.", heading: null, sha256: "00", flags: ["changeClause" as const] };
  return { ...history, versions: history.versions.map((version) => ({ ...version, clauses: [clause] })) };
}

test.each([
  ["ordinary", true, "business"], ["ordinary", false, "click"], ["essential", true, "click"], ["editorial", true, "editorial"],
] as const)("of an %s change, with a change clause: %s, silence means: %s", (changeClass, hasClause, silence) => {
  const history = busyHistory({ changeClass });
  const [, announced] = publicNotices([hasClause ? withChangeClause(history) : history], at("2026-03-01")).toReversed();
  expect(announced && silenceAfter(announced)).toBe(silence);
});

test("what the rule forbids is not announced as an effect of silence", () => {
  const [, announced] = publicNotices([withChangeClause(busyHistory())], LATER).toReversed();
  const rules = [{ isOn: false }, { customerKinds: [] }, { changeClasses: [] }, { customerKinds: ["consumer", "business"] as const }];
  expect(rules.map((rule) => announced && silenceAfter(announced, { ...DEEMING_DEFAULTS, ...rule }))).toEqual(["click", "click", "click", "everybody"]);
  const [withdrawn] = publicNotices([busyHistory()], LATER);
  expect(withdrawn && silenceAfter(withdrawn)).toBe("withdrawn");
});
