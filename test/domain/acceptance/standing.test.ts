import fc from "fast-check";
import { expect, test } from "vitest";
import { lateSubject, type ActLine } from "#app/domain/acceptance/act-line";
import { requiredSets, standingOf } from "#app/domain/acceptance/standing";
import type { AgreementHistory } from "#app/domain/publication/history";
import { at, CONSUMER, historyOf, lineOf } from "#test/support/builders";

/** Version 2, ordinary, announced 1 March for 1 April. */
const TWO = historyOf({ versions: [{ effective: "2026-01-01" }, { announced: "2026-03-01", effective: "2026-04-01" }] });
/** Version 2 changes wording only. */
const EDITED = historyOf({
  versions: [{ effective: "2026-01-01" }, { changeClass: "editorial", announced: "2026-03-01", effective: "2026-04-01" }],
});

function standing(history: AgreementHistory, now: string, lines: ActLine[] = []) {
  return standingOf({ history, lines, party: CONSUMER, now: at(now) });
}

function accepted(history: AgreementHistory, number: number, on: string, more: { follows?: string; method?: ActLine["method"] } = {}): ActLine {
  return lineOf(history, { number, kind: "acceptance", on, ...more });
}

function declined(history: AgreementHistory, number: number, on: string): ActLine {
  return lineOf(history, { number, kind: "decline", on });
}

function objected(history: AgreementHistory, number: number, on: string): ActLine {
  return lineOf(history, { number, kind: "objection", on });
}

type Row = { name: string; history: AgreementHistory; on: string; lines: ActLine[]; expected: [now: string, reason: string, binds: number | null, next: string[]] };

const TABLE: Row[] = [
  { name: "nothing is published", history: historyOf({ versions: [] }), on: "2026-02-01", lines: [], expected: ["none", "not-published", null, []] },
  { name: "the first version is announced", history: historyOf({ versions: [{ announced: "2026-01-01", effective: "2026-02-01" }] }), on: "2026-01-15", lines: [], expected: ["none", "not-yet-in-force", null, ["due"]] },
  { name: "a newcomer meets a version in force", history: TWO, on: "2026-02-01", lines: [], expected: ["required", "first-asked", null, []] },
  { name: "a newcomer during the notice", history: TWO, on: "2026-03-15", lines: [], expected: ["required", "first-asked", null, ["due"]] },
  { name: "the version in force is accepted", history: TWO, on: "2026-02-02", lines: [accepted(TWO, 1, "2026-02-01")], expected: ["accepted", "accepted", 1, []] },
  { name: "a change is announced", history: TWO, on: "2026-03-15", lines: [accepted(TWO, 1, "2026-02-01")], expected: ["accepted", "accepted", 1, ["due"]] },
  { name: "the change is accepted ahead", history: TWO, on: "2026-03-15", lines: [accepted(TWO, 1, "2026-02-01"), accepted(TWO, 2, "2026-03-10")], expected: ["accepted", "accepted", 1, ["accepted"]] },
  { name: "the change accepted ahead took effect", history: TWO, on: "2026-04-01", lines: [accepted(TWO, 1, "2026-02-01"), accepted(TWO, 2, "2026-03-10")], expected: ["accepted", "accepted", 2, []] },
  { name: "the last millisecond before the change", history: TWO, on: "2026-03-31T23:59:59.999Z", lines: [accepted(TWO, 1, "2026-02-01")], expected: ["accepted", "accepted", 1, ["due"]] },
  { name: "the change took effect unanswered", history: TWO, on: "2026-04-01", lines: [accepted(TWO, 1, "2026-02-01")], expected: ["required", "newer-version", 1, []] },
  { name: "the change is accepted ahead by one who owes the first", history: TWO, on: "2026-03-15", lines: [accepted(TWO, 2, "2026-03-10")], expected: ["required", "first-asked", null, ["accepted"]] },
  { name: "the version in force is declined, the former binds", history: TWO, on: "2026-05-01", lines: [accepted(TWO, 1, "2026-02-01"), declined(TWO, 2, "2026-04-02")], expected: ["declined", "declined", 1, []] },
  { name: "the announced version is declined", history: TWO, on: "2026-03-15", lines: [accepted(TWO, 1, "2026-02-01"), declined(TWO, 2, "2026-03-10")], expected: ["accepted", "accepted", 1, ["declined"]] },
  { name: "what was declined while announced took effect", history: TWO, on: "2026-04-01", lines: [accepted(TWO, 1, "2026-02-01"), declined(TWO, 2, "2026-03-10")], expected: ["declined", "declined", 1, []] },
  { name: "the announced version is objected to", history: TWO, on: "2026-03-15", lines: [accepted(TWO, 1, "2026-02-01"), objected(TWO, 2, "2026-03-10")], expected: ["accepted", "accepted", 1, ["objected"]] },
  { name: "what was objected to took effect", history: TWO, on: "2026-04-01", lines: [accepted(TWO, 1, "2026-02-01"), objected(TWO, 2, "2026-03-10")], expected: ["declined", "objected", 1, []] },
  { name: "the objection was lifted", history: TWO, on: "2026-04-01", lines: [accepted(TWO, 1, "2026-02-01"), { ...objected(TWO, 2, "2026-03-10"), liftedAt: at("2026-04-01") }], expected: ["required", "newer-version", 1, []] },
  { name: "the objection came late", history: TWO, on: "2026-04-02", lines: [accepted(TWO, 1, "2026-02-01"), { ...objected(TWO, 2, "2026-04-01"), subject: lateSubject("ver_general-terms2") }], expected: ["required", "newer-version", 1, []] },
  { name: "the first version is declined", history: TWO, on: "2026-02-02", lines: [declined(TWO, 1, "2026-02-01")], expected: ["declined", "declined", null, []] },
  { name: "a decline is thought over", history: TWO, on: "2026-05-01", lines: [declined(TWO, 2, "2026-04-02"), accepted(TWO, 2, "2026-04-03", { follows: declined(TWO, 2, "2026-04-02").actId })], expected: ["accepted", "accepted", 2, []] },
  { name: "the editorial version is announced", history: EDITED, on: "2026-03-15", lines: [accepted(EDITED, 1, "2026-02-01")], expected: ["accepted", "accepted", 1, ["none"]] },
  { name: "the editorial version asks nobody again", history: EDITED, on: "2026-04-01", lines: [accepted(EDITED, 1, "2026-02-01")], expected: ["accepted", "editorial", 1, []] },
  { name: "the editorial version is offered to newcomers", history: EDITED, on: "2026-04-01", lines: [], expected: ["required", "first-asked", null, []] },
  { name: "the editorial version does not ask again who declined", history: EDITED, on: "2026-04-01", lines: [declined(EDITED, 1, "2026-02-01")], expected: ["declined", "declined", null, []] },
  { name: "taken as accepted", history: TWO, on: "2026-05-01", lines: [accepted(TWO, 1, "2026-02-01"), accepted(TWO, 2, "2026-04-02", { method: "deemed" })], expected: ["deemed", "accepted", 2, []] },
];

test.each(TABLE)("standing when $name", ({ history, on, lines, expected }) => {
  const { now, reason, binds, next } = standing(history, on, lines);
  expect([now, reason.code, binds?.version.number ?? null, next.map((each) => each.now)]).toEqual(expected);
});

test("one who accepted version 1 is asked for a wording-only version 3 that keeps a changed version 2", () => {
  const history = historyOf({ versions: [{ effective: "2026-01-01" }, { effective: "2026-02-01" }, { changeClass: "editorial", effective: "2026-03-01" }] });
  expect(standing(history, "2026-04-01", [accepted(history, 1, "2026-01-05")]).reason).toMatchObject({ code: "newer-version", number: 3 });
  expect(standing(history, "2026-04-01", [accepted(history, 2, "2026-02-05")]).reason).toMatchObject({ code: "editorial", number: 3 });
});

test("a version withdrawn before it took effect neither binds nor is due", () => {
  const history = historyOf({ versions: [{ effective: "2026-01-01" }, { announced: "2026-03-01", effective: "2026-04-01", withdrawn: "2026-03-20" }] });
  const lines = [accepted(history, 1, "2026-01-05"), accepted(history, 2, "2026-03-05")];
  const { now, binds, next } = standing(history, "2026-05-01", lines);
  expect([now, binds?.version.number, next]).toEqual(["accepted", 1, []]);
});

test("a postponed version binds who accepted it only from the later date", () => {
  const history = historyOf({
    versions: [{ effective: "2026-01-01" }, { announced: "2026-03-01", effective: "2026-04-01", postponed: { on: "2026-03-20", to: "2026-05-01" } }],
  });
  const lines = [accepted(history, 1, "2026-01-05"), accepted(history, 2, "2026-03-05")];
  expect(standing(history, "2026-04-15", lines).binds?.version.number).toBe(1);
  expect(standing(history, "2026-05-01", lines).binds).toMatchObject({ version: { number: 2 }, since: at("2026-05-01"), acceptedAt: at("2026-03-05") });
});

test("information is never accepted, whatever the records say", () => {
  const history = historyOf({ kind: "information", versions: [{ effective: "2026-01-01" }] });
  expect(standing(history, "2026-02-01", [accepted(history, 1, "2026-01-05")])).toMatchObject({ now: "none", binds: null, reason: { code: "information" } });
});

test("an agreement outside the audience is not owed, but may be accepted and then binds", () => {
  const history = historyOf({ audience: { who: "product", products: ["cloud"] }, versions: [{ effective: "2026-01-01" }] });
  expect(standing(history, "2026-02-01")).toMatchObject({ now: "none", reason: { code: "not-in-audience" } });
  expect(standing(history, "2026-02-01", [accepted(history, 1, "2026-01-05")])).toMatchObject({ now: "accepted", binds: { version: { number: 1 } } });
});

test("a change of an optional agreement asks nothing, and the version accepted goes on binding", () => {
  const history = historyOf({ audience: { who: "optional" }, versions: [{ effective: "2026-01-01" }, { effective: "2026-03-01" }] });
  expect(standing(history, "2026-04-01", [accepted(history, 1, "2026-01-05")])).toMatchObject({
    now: "none", binds: { version: { number: 1 } }, reason: { code: "optional-earlier", number: 2 },
  });
});

test("the gate asks for what is required and for nothing else, in the order given", () => {
  const special = historyOf({ slug: "special", versions: [{ effective: "2026-01-01" }] });
  const consent = historyOf({ slug: "news", kind: "consent", versions: [{ effective: "2026-01-01" }] });
  const standings = [special, consent, TWO].map((history) => standing(history, "2026-02-01"));
  expect(requiredSets(standings).map(({ slug }) => slug)).toEqual(["special", "general-terms"]);
  expect(requiredSets([standing(TWO, "2026-02-01", [declined(TWO, 1, "2026-01-20")])])).toEqual([]);
});

const FOUR = historyOf({
  versions: [
    { effective: "2026-01-01" },
    { announced: "2026-02-01", effective: "2026-03-10" },
    { changeClass: "editorial", announced: "2026-03-01", effective: "2026-04-10" },
    { changeClass: "essential", announced: "2026-05-01", effective: "2026-06-10" },
  ],
});

const someLines = fc
  .uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 4 }), kind: fc.constantFrom("acceptance" as const, "decline" as const), day: fc.integer({ min: 1, max: 28 }), month: fc.integer({ min: 1, max: 7 }) }), { selector: ({ number }) => number })
  .map((answers) => answers.map(({ number, kind, day, month }) => lineOf(FOUR, { number, kind, on: `2026-0${month}-${String(day).padStart(2, "0")}` })));
const someDay = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 28 })).map(([month, day]) => `2026-0${month}-${String(day).padStart(2, "0")}`);

test("declines never change what binds", () => {
  fc.assert(fc.property(someLines, someDay, (lines, day) => {
    const withoutDeclines = lines.filter(({ kind }) => kind === "acceptance");
    expect(standing(FOUR, day, lines).binds).toEqual(standing(FOUR, day, withoutDeclines).binds);
  }));
});

test("the order in which records are read makes no difference", () => {
  fc.assert(fc.property(someLines, someDay, (lines, day) => {
    expect(standing(FOUR, day, [...lines].reverse())).toEqual(standing(FOUR, day, lines));
  }));
});

test("what is done later changes nothing about an earlier day", () => {
  fc.assert(fc.property(someLines, someDay, (lines, day) => {
    expect(standing(FOUR, day, lines)).toEqual(standing(FOUR, day, lines.filter(({ happenedAt }) => happenedAt <= at(day))));
  }));
});

test("what binds never goes back to a lower version, and was always accepted and in effect", () => {
  fc.assert(fc.property(someLines, someDay, someDay, (lines, one, other) => {
    const [earlier, later] = [one, other].sort().map((day) => standing(FOUR, day, lines).binds);
    expect(later?.version.number ?? 0).toBeGreaterThanOrEqual(earlier?.version.number ?? 0);
    if (later) expect(lines.some(({ versionId, kind }) => versionId === later.version.id && kind === "acceptance")).toBe(true);
    if (later) expect(later.since >= later.acceptedAt).toBe(true);
  }));
});

test("who answered the version in force is asked for nothing", () => {
  fc.assert(fc.property(someLines, someDay, (lines, day) => {
    const { now, inForce } = standing(FOUR, day, lines);
    const isAnswered = lines.some(({ versionId, happenedAt }) => versionId === inForce?.version.id && happenedAt <= at(day));
    if (isAnswered) expect(now).not.toBe("required");
  }));
});
