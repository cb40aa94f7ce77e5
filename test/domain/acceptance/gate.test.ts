import { expect, test } from "vitest";
import type { ActLine } from "#app/domain/acceptance/act-line";
import { changeSince } from "#app/domain/acceptance/change-since";
import type { Deeming } from "#app/domain/acceptance/deeming";
import type { Missing } from "#app/domain/acceptance/deeming-finding";
import { askedAtGate, gateFor, withoutPutOff, type Gate, type GateFacts } from "#app/domain/acceptance/gate";
import { standingOf } from "#app/domain/acceptance/standing";
import type { AgreementHistory, Ending } from "#app/domain/publication/history";
import { at, CONSUMER, historyOf, lineOf } from "#test/support/builders";

const USUAL = { announced: "2026-03-01", effective: "2026-04-01" };
const ORDINARY = historyOf({ versions: [{ effective: "2026-01-01" }, USUAL] });
const ESSENTIAL = historyOf({ versions: [{ effective: "2026-01-01" }, { ...USUAL, changeClass: "essential" }] });
const EDITED = historyOf({ versions: [{ effective: "2026-01-01" }, { ...USUAL, changeClass: "editorial" }] });
const THREE = historyOf({ versions: [{ effective: "2026-01-01" }, USUAL, { announced: "2026-03-15", effective: "2026-05-01" }] });
const NOTE = historyOf({ slug: "privacy", kind: "information", versions: [{ effective: "2026-01-01" }] });

const USED = { kind: "continue" as const, at: at("2026-04-02"), actorId: "usr_1", isAuthorised: true };
const DEEMED: Deeming = { outcome: "deemed", grade: "C", use: USED, reasons: [] };
const NOT_REACHED: Missing = { isMet: false, code: "not-reached" };
const CONSUMER_FORBIDS: Missing = { isMet: false, code: "customer-forbids", customerKind: "consumer" };
const PERIOD_RUNS: Missing = { isMet: false, code: "not-used", effectiveAt: at("2026-04-01") };

function notDeemed(missing: Missing[], from: string | null = null): Deeming {
  return { outcome: "not deemed", missing, met: [], from };
}

type Visit = { on: string; lines?: ActLine[]; deeming?: Deeming; leftAt?: string } & Partial<Pick<GateFacts, "lock" | "mayAnswer">>;

function visit(history: AgreementHistory, { on, lines = [], deeming, leftAt, lock = null, mayAnswer = true }: Visit): Gate {
  return gateFor({ agreements: [agreementAt(history, { on, lines, deeming, leftAt })], lock, mayAnswer });
}

function agreementAt(history: AgreementHistory, { on, lines = [], deeming, leftAt }: Visit): GateFacts["agreements"][number] {
  const standing = standingOf({ history, lines, party: CONSUMER, leftAt: leftAt ? at(leftAt) : null, now: at(on) });
  const binds = standing.binds?.version ?? null;
  const changes = new Map(history.versions.map((version) => [version.id, changeSince(history, { binds, version }).changeClass]));
  const current = standing.inForce?.version.id;
  return { standing, changes, deemings: new Map(deeming && current ? [[current, deeming]] : []) };
}

function answered(history: AgreementHistory, number: number, kind: "acceptance" | "decline" | "objection", on: string): ActLine {
  return lineOf(history, { number, kind, on });
}

function accepted(history: AgreementHistory): ActLine {
  return answered(history, 1, "acceptance", "2026-01-05");
}

const ended: Ending = {
  id: "end_1", versionId: "ver_general-terms1", parties: null, ground: {}, refund: {}, dataUntil: null, surviving: [],
  effectiveAt: at("2026-04-05"), earliestAt: at("2026-04-05"), noticeDays: 30, zone: "Asia/Shanghai", happenedAt: at("2026-03-01"), recordedAt: at("2026-03-01"),
};

type Row = { name: string; history: AgreementHistory; visit: Visit; expected: [kind: string, codes: string[]] };

const TABLE: Row[] = [
  { name: "a newcomer has accepted nothing", history: ORDINARY, visit: { on: "2026-02-01" }, expected: ["essential", ["first-asked"]] },
  { name: "the version in force is accepted", history: ORDINARY, visit: { on: "2026-02-01", lines: [accepted(ORDINARY)] }, expected: ["open", ["accepted"]] },
  { name: "the window is open", history: ORDINARY, visit: { on: "2026-03-15", lines: [accepted(ORDINARY)] }, expected: ["announced", ["accepted", "announced"]] },
  { name: "the last millisecond of the window", history: ORDINARY, visit: { on: "2026-03-31T23:59:59.999Z", lines: [accepted(ORDINARY)] }, expected: ["announced", ["accepted", "announced"]] },
  { name: "the window is over, at its very instant", history: ORDINARY, visit: { on: "2026-04-01", lines: [accepted(ORDINARY)] }, expected: ["ordinary", ["change-in-force"]] },
  { name: "the change is essential", history: ESSENTIAL, visit: { on: "2026-04-01", lines: [accepted(ESSENTIAL)] }, expected: ["essential", ["essential-in-force"]] },
  { name: "an essential change cannot be continued past, whatever is judged", history: ESSENTIAL, visit: { on: "2026-04-01", lines: [accepted(ESSENTIAL)], deeming: DEEMED }, expected: ["essential", ["essential-in-force"]] },
  { name: "the change is objected to in time", history: ORDINARY, visit: { on: "2026-03-15", lines: [accepted(ORDINARY), answered(ORDINARY, 2, "objection", "2026-03-10")] }, expected: ["open", ["accepted", "objected"]] },
  { name: "the change objected to took effect", history: ORDINARY, visit: { on: "2026-04-01", lines: [accepted(ORDINARY), answered(ORDINARY, 2, "objection", "2026-03-10")] }, expected: ["open", ["objected"]] },
  { name: "the change is declined", history: ORDINARY, visit: { on: "2026-05-01", lines: [accepted(ORDINARY), answered(ORDINARY, 2, "decline", "2026-04-02")] }, expected: ["open", ["declined"]] },
  { name: "an essential change is declined", history: ESSENTIAL, visit: { on: "2026-05-01", lines: [accepted(ESSENTIAL), answered(ESSENTIAL, 2, "decline", "2026-04-02")] }, expected: ["open", ["declined"]] },
  { name: "the change is accepted ahead", history: ORDINARY, visit: { on: "2026-03-15", lines: [accepted(ORDINARY), answered(ORDINARY, 2, "acceptance", "2026-03-10")] }, expected: ["open", ["accepted", "accepted"]] },
  { name: "the change is taken as accepted", history: ORDINARY, visit: { on: "2026-05-01", lines: [accepted(ORDINARY), { ...answered(ORDINARY, 2, "acceptance", "2026-04-02"), method: "deemed" }] }, expected: ["open", ["deemed"]] },
  { name: "the notice never reached the party", history: ORDINARY, visit: { on: "2026-04-02", lines: [accepted(ORDINARY)], deeming: notDeemed([NOT_REACHED]) }, expected: ["announced", ["not-reached"]] },
  { name: "the notice came late", history: ORDINARY, visit: { on: "2026-04-02", lines: [accepted(ORDINARY)], deeming: notDeemed([PERIOD_RUNS], at("2026-04-20")) }, expected: ["announced", ["told-late"]] },
  { name: "use never counts for a consumer, reached or not", history: ORDINARY, visit: { on: "2026-04-02", lines: [accepted(ORDINARY)], deeming: notDeemed([CONSUMER_FORBIDS, NOT_REACHED]) }, expected: ["ordinary", ["change-in-force"]] },
  { name: "wording alone changes", history: EDITED, visit: { on: "2026-04-02", lines: [accepted(EDITED)] }, expected: ["open", ["accepted"]] },
  { name: "wording alone is about to change", history: EDITED, visit: { on: "2026-03-15", lines: [accepted(EDITED)] }, expected: ["open", ["accepted", "not-asked"]] },
  { name: "the agreement has ended", history: { ...ORDINARY, endings: [ended] }, visit: { on: "2026-04-06", lines: [accepted(ORDINARY)] }, expected: ["open", ["ended"]] },
  { name: "the party left", history: ORDINARY, visit: { on: "2026-04-06", lines: [accepted(ORDINARY)], leftAt: "2026-04-05" }, expected: ["open", ["ended"]] },
  { name: "the party is restricted", history: ESSENTIAL, visit: { on: "2026-04-06", lines: [accepted(ESSENTIAL)], lock: "restricted" }, expected: ["open", ["restricted"]] },
  { name: "the party is erased", history: ORDINARY, visit: { on: "2026-03-15", lines: [accepted(ORDINARY)], lock: "erased" }, expected: ["open", ["erased", "erased"]] },
  { name: "the actor may not accept for the organisation", history: ORDINARY, visit: { on: "2026-04-02", lines: [accepted(ORDINARY)], deeming: DEEMED, mayAnswer: false }, expected: ["ask-owner", ["change-in-force"]] },
  { name: "one who may not accept is shown what is announced", history: ORDINARY, visit: { on: "2026-03-15", lines: [accepted(ORDINARY)], mayAnswer: false }, expected: ["announced", ["accepted", "announced"]] },
  { name: "one change is in force, the next announced", history: THREE, visit: { on: "2026-04-02", lines: [accepted(THREE)] }, expected: ["ordinary", ["change-in-force", "announced"]] },
  { name: "two changes are announced", history: THREE, visit: { on: "2026-03-20", lines: [accepted(THREE)] }, expected: ["announced", ["accepted", "announced", "announced"]] },
  { name: "a party joined meanwhile and accepted the first alone", history: ORDINARY, visit: { on: "2026-03-20", lines: [answered(ORDINARY, 1, "acceptance", "2026-03-20")] }, expected: ["announced", ["accepted", "announced"]] },
  { name: "a newcomer meets both texts", history: ORDINARY, visit: { on: "2026-03-20" }, expected: ["essential", ["first-asked", "not-asked"]] },
  { name: "it only informs", history: NOTE, visit: { on: "2026-03-20" }, expected: ["open", []] },
];

test.each(TABLE)("the gate when $name", ({ history, visit: at, expected }) => {
  const { kind, items } = visit(history, at);
  expect([kind, items.map(({ code }) => code)]).toEqual(expected);
});

test("going on is offered, with what it comes to, where use counts now and to one who may answer", () => {
  const [item] = visit(ORDINARY, { on: "2026-04-02", lines: [accepted(ORDINARY)], deeming: DEEMED }).items;
  expect(item).toMatchObject({ kind: "ordinary", continuing: { effect: "deemed", grade: "C" }, binds: 1 });
  const [other] = visit(ORDINARY, { on: "2026-04-02", lines: [accepted(ORDINARY)], deeming: DEEMED, mayAnswer: false }).items;
  expect(other).toMatchObject({ kind: "ask-owner", continuing: null });
});

test("one told late is told from when use counts", () => {
  const [item] = visit(ORDINARY, { on: "2026-04-02", lines: [accepted(ORDINARY)], deeming: notDeemed([PERIOD_RUNS], at("2026-04-20")) }).items;
  expect(item).toMatchObject({ personalFrom: at("2026-04-20"), missing: [PERIOD_RUNS] });
});

test("one may object until the change takes effect, and only one who may answer", () => {
  const when = { on: "2026-03-15", lines: [accepted(ORDINARY)] };
  expect(visit(ORDINARY, when).items[1]).toMatchObject({ objectUntil: at("2026-04-01") });
  expect(visit(ORDINARY, { ...when, mayAnswer: false }).items[1]).toMatchObject({ objectUntil: null });
});

test("an announced change that was put off opens the gate, and one in force does not", () => {
  const before = visit(ORDINARY, { on: "2026-03-15", lines: [accepted(ORDINARY)] });
  expect(withoutPutOff(before, ["ver_general-terms2"])).toMatchObject({ kind: "open" });
  expect(withoutPutOff(before, ["ver_other"])).toMatchObject({ kind: "announced" });
  const after = visit(ORDINARY, { on: "2026-04-02", lines: [accepted(ORDINARY)] });
  expect(withoutPutOff(after, ["ver_general-terms2"])).toMatchObject({ kind: "ordinary" });
});

test("the most that any agreement asks decides over all", () => {
  const one = historyOf({ slug: "special", versions: [{ effective: "2026-01-01" }, { ...USUAL, changeClass: "essential" }] });
  const open = agreementAt(NOTE, { on: "2026-04-02" });
  const ordinary = agreementAt(ORDINARY, { on: "2026-04-02", lines: [accepted(ORDINARY)] });
  const essential = agreementAt(one, { on: "2026-04-02", lines: [accepted(one)] });
  const gate = gateFor({ agreements: [essential, ordinary, open], lock: null, mayAnswer: true });
  expect(gate.kind).toBe("essential");
  expect(askedAtGate(gate).map(({ slug }) => slug)).toEqual(["special", "general-terms"]);
});

test("a lifted objection asks again", () => {
  const objection = { ...answered(ORDINARY, 2, "objection", "2026-03-10"), liftedAt: at("2026-04-10") };
  const lines = [accepted(ORDINARY), objection];
  expect(visit(ORDINARY, { on: "2026-04-09T23:59:59.999Z", lines }).kind).toBe("open");
  expect(visit(ORDINARY, { on: "2026-04-10", lines }).kind).toBe("ordinary");
});

test("an ordinary change that builds on an essential one the party declined asks as an essential one", () => {
  const history = historyOf({ versions: [{ effective: "2026-01-01" }, { ...USUAL, changeClass: "essential" }, { announced: "2026-05-01", effective: "2026-06-01" }] });
  const [first, second, third] = history.versions;
  if (!first || !second || !third) throw new Error("three versions");
  expect(changeSince(history, { binds: first, version: third })).toEqual({ changeClass: "essential", skipped: [2] });
  expect(changeSince(history, { binds: second, version: third })).toEqual({ changeClass: "ordinary", skipped: [] });
  expect(changeSince(history, { binds: null, version: third })).toEqual({ changeClass: "first", skipped: [1, 2] });
  const lines = [accepted(history), answered(history, 2, "decline", "2026-04-02")];
  expect(visit(history, { on: "2026-06-02", lines })).toMatchObject({ kind: "essential" });
});
