import { expect, test } from "vitest";
import { answersAt, stackOf, type AnsweredLine, type BoundFacts, type When } from "#app/domain/compliance/bound-at";
import type { AgreementHistory } from "#app/domain/publication/history";
import { at, CONSUMER, historyOf, lineOf } from "#test/support/builders";

const LATER = at("2027-01-01");

type Answer = Parameters<typeof lineOf>[1] & { recorded?: string };

function answered(history: AgreementHistory, answer: Answer): AnsweredLine {
  const line = lineOf(history, answer);
  return { ...line, language: "zh-CN", shownSha256: "00", actorId: "usr_1", delegationId: null, isAddressConfirmed: 1, grade: "", recordedAt: answer.recorded ? at(answer.recorded) : line.happenedAt };
}

function facts(histories: readonly AgreementHistory[], lines: readonly AnsweredLine[], left: BoundFacts["left"] = null): BoundFacts {
  return { histories, lines, partyId: "pty_1", party: CONSUMER, left };
}

function numbers(about: BoundFacts, when: When, known = LATER): string[] {
  return stackOf(answersAt(about, { when, known })).map(({ slug, version }) => `${slug} ${version.number}`);
}

const TERMS = historyOf({ versions: [{ effective: "2026-01-01" }, { announced: "2026-02-01", effective: "2026-03-09T16:00:00Z" }] });

test("a version accepted ahead binds from its effective instant, and the former one until then", () => {
  const about = facts([TERMS], [answered(TERMS, { number: 1, kind: "acceptance", on: "2026-01-05" }), answered(TERMS, { number: 2, kind: "acceptance", on: "2026-02-20" })]);
  expect(numbers(about, { instant: at("2026-01-04") })).toEqual([]);
  expect(numbers(about, { instant: at("2026-03-09T15:59:59.999Z") })).toEqual(["general-terms 1"]);
  expect(numbers(about, { instant: at("2026-03-09T16:00:00Z") })).toEqual(["general-terms 2"]);
});

test("a day is that of the agreement's zone, told as at its end, with the instant at which the answer changed within it", () => {
  const about = facts([TERMS], [answered(TERMS, { number: 1, kind: "acceptance", on: "2026-01-05T03:00:00Z" })]);
  const [answer] = answersAt(about, { when: { day: "2026-01-05" }, known: LATER });
  expect(answer).toMatchObject({ zone: "Asia/Shanghai", from: at("2026-01-04T16:00:00Z"), at: at("2026-01-05T15:59:59.999Z"), changes: [at("2026-01-05T03:00:00Z")] });
  expect(answersAt(about, { when: { day: "2026-01-06" }, known: LATER })[0]?.changes).toEqual([]);
});

test("an acceptance that was brought in later bound from when it happened, and was not known before it was recorded", () => {
  const about = facts([TERMS], [answered(TERMS, { number: 1, kind: "acceptance", on: "2026-01-05", method: "imported", recorded: "2026-06-01" })]);
  expect(numbers(about, { instant: at("2026-02-01") })).toEqual(["general-terms 1"]);
  expect(numbers(about, { instant: at("2026-02-01") }, at("2026-05-31"))).toEqual([]);
  expect(numbers(about, { instant: at("2026-02-01") }, at("2026-06-01"))).toEqual(["general-terms 1"]);
});

test("decline and objection leave what binds as it is", () => {
  const first = answered(TERMS, { number: 1, kind: "acceptance", on: "2026-01-05" });
  for (const kind of ["decline", "objection"] as const) {
    expect(numbers(facts([TERMS], [first, answered(TERMS, { number: 2, kind, on: "2026-02-20" })]), { instant: at("2026-04-01") })).toEqual(["general-terms 1"]);
  }
});

test("a clause found void had no effect from the beginning, once that is known", () => {
  const mark = { id: "mrk_1", versionId: "ver_general-terms1", clauseId: "c-2", kind: "void" as const, parties: null, ground: {}, sinceAt: null, happenedAt: at("2026-05-01"), recordedAt: at("2026-05-01") };
  const about = facts([{ ...TERMS, marks: [mark, { ...mark, id: "mrk_2", sinceAt: at("2026-02-01") }] }], [answered(TERMS, { number: 1, kind: "acceptance", on: "2026-01-05" })]);
  const marksOf = (instant: string, known: string) => stackOf(answersAt(about, { when: { instant: at(instant) }, known: at(known) }))[0]?.marks.map(({ id }) => id);
  expect(marksOf("2026-01-10", "2026-04-30")).toEqual([]);
  expect(marksOf("2026-01-10", "2026-05-01")).toEqual(["mrk_1"]);
  expect(marksOf("2026-02-10", "2026-05-01")).toEqual(["mrk_1", "mrk_2"]);
});

test("after the end, or after the party left, what bound is told with that", () => {
  const ending = {
    id: "end_1", versionId: "ver_general-terms1", parties: ["pty_1"], ground: {}, refund: {}, dataUntil: null, surviving: ["c-2"], effectiveAt: at("2026-04-01"), earliestAt: at("2026-04-01"),
    noticeDays: 30, zone: "UTC", happenedAt: at("2026-02-20"), recordedAt: at("2026-02-20"),
  };
  const lines = [answered(TERMS, { number: 1, kind: "acceptance", on: "2026-01-05" })];
  const told = (about: BoundFacts, instant: string) => stackOf(answersAt(about, { when: { instant: at(instant) }, known: LATER }))[0];
  const ended = facts([{ ...TERMS, endings: [ending] }], lines);
  expect(told(ended, "2026-03-31")).toMatchObject({ ended: null, leftAt: null });
  expect(told(ended, "2026-04-01")).toMatchObject({ ended: { surviving: ["c-2"] } });
  const left = facts([TERMS], lines, { happenedAt: at("2026-03-01"), recordedAt: at("2026-03-01") });
  expect(told(left, "2026-02-28")).toMatchObject({ leftAt: null });
  expect(told(left, "2026-03-01")).toMatchObject({ leftAt: at("2026-03-01"), ended: null });
});

test("what binds is told in the order of precedence of the versions that bind", () => {
  const order = historyOf({ slug: "order-terms", versions: [{ effective: "2026-01-01" }] });
  const [version] = order.versions;
  if (!version) throw new Error("one version");
  const first = { ...order, versions: [{ ...version, manifest: { ...version.manifest, agreement: { ...version.manifest.agreement, precedence: 10 } } }] };
  const about = facts([TERMS, first], [answered(TERMS, { number: 1, kind: "acceptance", on: "2026-01-05" }), answered(first, { number: 1, kind: "acceptance", on: "2026-01-06" })]);
  expect(numbers(about, { instant: at("2026-02-01") })).toEqual(["order-terms 1", "general-terms 1"]);
});

test("a day that is none is refused", () => {
  expect(() => answersAt(facts([TERMS], []), { when: { day: "2026-02-30" }, known: LATER })).toThrow(RangeError);
});
