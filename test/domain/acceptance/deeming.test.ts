import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeDeeming } from "#app/domain/acceptance/deeming";
import { DEEMING_DEFAULTS, NOTICE_CONTENTS, USE_KINDS, type DeemingFacts, type Use } from "#app/domain/acceptance/deeming-facts";
import type { NoticeProof, ProofGrade } from "#app/domain/notice/proof";
import { plusMilliseconds } from "#app/domain/instant";
import { at, propertiesOf } from "#test/support/builders";

const TERMS = propertiesOf("general-terms");
const BUSINESS = { kind: "organisation" as const, customerKind: "business" as const, place: "CN", products: [], joinedAt: at("2026-01-05") };
const VERSION: DeemingFacts["version"] = {
  number: 2, changeClass: "ordinary", reasons: ["amend"], properties: TERMS, announcedAt: at("2026-03-01"), effectiveAt: at("2026-04-10"),
};
const COMPLETE = { noticeId: "ntc_1", says: NOTICE_CONTENTS };
const BINDS = { number: 1, properties: TERMS, changeClauseId: "changes" };
/** The notice was displayed on 1 March in Shanghai, whose thirty full days end with 31 March. */
const DISPLAYED = proof("inbox", "displayed", "2026-03-01T07:30:00Z");
const OVER = "2026-03-31T16:00:00.000Z";

function proof(channel: NoticeProof["channel"], state: NoticeProof["state"], on: string): NoticeProof {
  return { noticeId: "ntc_1", channel, state, at: at(on) };
}

function use(on: string, more: Partial<Use> = {}): Use {
  return { kind: "service", at: at(on), actorId: "per_1", isAuthorised: true, ...more };
}

/** All conditions are met, unless the test says otherwise. */
function facts(other: Partial<DeemingFacts> = {}): DeemingFacts {
  return {
    now: at("2026-08-01"), kind: "terms", rule: DEEMING_DEFAULTS, version: VERSION, inForce: TERMS, endsAt: null, party: BUSINESS,
    binds: BINDS, skipped: [], notices: [COMPLETE], proofs: [DISPLAYED], uses: [use("2026-04-10")], refusals: [], questions: [], ...other,
  };
}

function missing(other: Partial<DeemingFacts>): string[] {
  const judged = judgeDeeming(facts(other));
  return judged.outcome === "deemed" ? [] : judged.missing.map(({ code }) => code);
}

function version(other: Partial<DeemingFacts["version"]>): Partial<DeemingFacts> {
  return { version: { ...VERSION, ...other } };
}

test("a business told in full that uses the service after the period is deemed to accept, with every reason", () => {
  const judged = judgeDeeming(facts());
  expect(judged).toMatchObject({ outcome: "deemed", grade: "C", use: use("2026-04-10") });
  expect(judged.outcome === "deemed" && judged.reasons.map(({ code }) => code)).toEqual([
    "terms", "not-ended", "change-clause", "none-skipped", "agreement-allows", "class-allows", "reasons-allow", "customer-allows", "in-audience",
    "joined-before", "notice-complete", "reached", "proof-suffices", "period-ran", "used", "not-refused", "no-open-question",
  ]);
  expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
});

const QUESTION = { questionId: "qst_1", askedAt: at("2026-03-05"), answeredAt: null, isAboutChangedClause: true };

const MISSING: [name: string, other: Partial<DeemingFacts>, codes: string[]][] = [
  ["it is a consent", { kind: "consent" }, ["consent"]],
  ["it is information", { kind: "information" }, ["information"]],
  ["the agreement has ended", { endsAt: at("2026-08-01") }, ["ended"]],
  ["nothing binds the party", { binds: null }, ["nothing-binds"]],
  ["the version itself binds already", { binds: { ...BINDS, number: 2 } }, ["nothing-binds"]],
  ["the binding version holds no change clause", { binds: { ...BINDS, changeClauseId: null } }, ["change-clause-missing"]],
  ["a version in between was not accepted", { skipped: [2] }, ["versions-skipped"]],
  ["the agreement does not allow it", { rule: { ...DEEMING_DEFAULTS, isOn: false } }, ["agreement-forbids"]],
  ["the change is essential", version({ changeClass: "essential" }), ["class-forbids"]],
  ["the change is editorial", version({ changeClass: "editorial" }), ["class-forbids"]],
  ["it is a first version", version({ changeClass: "first" }), ["class-forbids"]],
  ["it starts to charge", version({ reasons: ["amend", "startCharging"] }), ["reason-forbids"]],
  ["the party is a consumer", { party: { ...BUSINESS, customerKind: "consumer" } }, ["customer-forbids"]],
  ["the party is outside the audience", version({ properties: { ...TERMS, audience: { who: "place", places: ["DE"] } } }), ["not-in-audience"]],
  ["the party joined when it was announced", { party: { ...BUSINESS, joinedAt: VERSION.announcedAt } }, ["joined-after-announcement"]],
  ["the party joined during the period", { party: { ...BUSINESS, joinedAt: at("2026-03-20") } }, ["joined-after-announcement"]],
  ["there was no notice", { notices: [] }, ["notice-missing"]],
  ["the notice did not reach the party", { proofs: [] }, ["not-reached"]],
  ["the proof is of another notice", { proofs: [{ ...DISPLAYED, noticeId: "ntc_2" }] }, ["not-reached"]],
  ["the proof is of an announcement since replaced", { proofs: [{ ...DISPLAYED, at: at("2026-02-28") }] }, ["not-reached"]],
  ["the notice is only delivered", { proofs: [proof("mail", "delivered", "2026-03-01")] }, ["proof-too-weak"]],
  ["the mail came back", { proofs: [proof("mail", "delivered", "2026-03-01"), proof("mail", "bounced", "2026-03-02")] }, ["not-reached"]],
  ["the period has not run before the use", { proofs: [proof("inbox", "displayed", "2026-04-01")] }, ["period-runs"]],
  ["the party is dormant", { uses: [] }, ["not-used"]],
  ["the use came before the effective instant", { uses: [use("2026-04-09T23:59:59.999Z")] }, ["not-used"]],
  ["the actor was not authorised", { uses: [use("2026-04-10", { isAuthorised: false })] }, ["not-used"]],
  ["the use is yet to come", { now: at("2026-04-09") }, ["not-used"]],
  ["the party objected", { refusals: [{ kind: "objection", at: at("2026-03-05") }] }, ["refused"]],
  ["the party declined", { refusals: [{ kind: "decline", at: at("2026-04-11") }] }, ["refused"]],
  ["the party gave notice to leave", { refusals: [{ kind: "leave", at: at("2026-03-05") }] }, ["refused"]],
  ["a question about a changed clause is open", { questions: [QUESTION] }, ["question-open"]],
  ["the question was answered after the last use", { questions: [{ ...QUESTION, answeredAt: at("2026-04-11") }] }, ["not-used-since-answer"]],
  ["the notice is missing and the party is a consumer", { notices: [], party: { ...BUSINESS, customerKind: "consumer" } }, ["customer-forbids", "notice-missing"]],
];

test.each(MISSING)("nothing is deemed when %s", (_name, other, codes) => {
  expect(missing(other)).toEqual(codes);
});

test.each(NOTICE_CONTENTS)("nothing is deemed when the notice does not say %s", (content) => {
  const notices = [{ noticeId: "ntc_1", says: NOTICE_CONTENTS.filter((each) => each !== content) }];
  expect(judgeDeeming(facts({ notices }))).toMatchObject({ missing: [{ code: "notice-incomplete", lacks: [content] }], from: null });
});

test.each(USE_KINDS)("of what a party does, only use of the service and the button of the gate deem: %s", (kind) => {
  const codes = kind === "service" || kind === "continue" ? [] : ["not-used"];
  expect(missing({ uses: [use("2026-04-10", { kind })] })).toEqual(codes);
});

test("signing in to object never deems, nor does use after it", () => {
  const uses = [use("2026-04-10", { kind: "signIn" }), use("2026-04-10T00:01:00Z", { kind: "object" })];
  const refusals = [{ kind: "objection" as const, at: at("2026-04-10T00:01:00Z") }];
  expect(missing({ uses, refusals })).toEqual(["not-used", "refused"]);
  expect(missing({ uses: [...uses, use("2026-04-11")], refusals })).toEqual(["refused"]);
});

const GRADES: [proof: NoticeProof, grade: ProofGrade][] = [
  [proof("inbox", "acknowledged", "2026-03-01"), "B"],
  [proof("inbox", "displayed", "2026-03-01"), "C"],
  [proof("mail", "delivered", "2026-03-01"), "D"],
  [proof("site", "published", "2026-03-01"), "E"],
];

test.each(GRADES)("the grade of a deemed acceptance is that of its proof, row %#", (only, grade) => {
  expect(judgeDeeming(facts({ rule: { ...DEEMING_DEFAULTS, minimumGrade: "E" }, proofs: [only] }))).toMatchObject({ outcome: "deemed", grade });
});

test("a proof after the use does not better its grade", () => {
  const proofs = [DISPLAYED, proof("inbox", "acknowledged", "2026-04-10T00:00:00.001Z")];
  expect(judgeDeeming(facts({ proofs }))).toMatchObject({ outcome: "deemed", grade: "C" });
});

test("no proof at all meets no minimum, not even F", () => {
  expect(missing({ rule: { ...DEEMING_DEFAULTS, minimumGrade: "F" }, proofs: [] })).toEqual(["not-reached"]);
});

test("the period of the party ends to the millisecond at the local midnight after its last day", () => {
  const early = version({ effectiveAt: at("2026-03-31") });
  expect(missing({ ...early, uses: [use(plusMilliseconds(OVER, -1))] })).toEqual(["period-runs"]);
  expect(missing({ ...early, uses: [use(OVER)] })).toEqual([]);
  expect(missing({ uses: [use("2026-04-10")] })).toEqual([]);
});

test("a use counts from the effective instant on, and only once it has happened", () => {
  expect(missing({ now: at("2026-04-10") })).toEqual([]);
  expect(missing({ now: at("2026-04-09T23:59:59.999Z") })).toEqual(["not-used"]);
});

test("told late, the party has its own date and the first use from then on deems", () => {
  const late = { proofs: [proof("inbox", "displayed", "2026-04-20T07:30:00Z")] };
  const from = "2026-05-20T16:00:00.000Z";
  expect(judgeDeeming(facts(late))).toMatchObject({ missing: [{ code: "period-runs" }], from });
  const uses = [use("2026-04-10"), use(from), use("2026-06-01")];
  expect(judgeDeeming(facts({ ...late, uses }))).toMatchObject({ outcome: "deemed", use: use(from) });
});

test("a mail that came back counts for nothing, and the display in the inbox begins the period", () => {
  const proofs = [proof("mail", "delivered", "2026-03-01"), proof("mail", "bounced", "2026-03-02"), proof("inbox", "displayed", "2026-04-20T07:30:00Z")];
  expect(judgeDeeming(facts({ rule: { ...DEEMING_DEFAULTS, minimumGrade: "D" }, proofs }))).toMatchObject({ outcome: "not deemed", from: "2026-05-20T16:00:00.000Z" });
});

test("the longer rule of the version that binds governs the period", () => {
  const binds = { ...BINDS, properties: { ...TERMS, noticeDays: 60 } };
  expect(judgeDeeming(facts({ binds }))).toMatchObject({ missing: [{ code: "period-runs", working: { noticeDays: 60 } }], from: "2026-04-30T16:00:00.000Z" });
});

test("a use after the answer to the last question deems", () => {
  const questions = [{ ...QUESTION, answeredAt: at("2026-04-11") }];
  expect(judgeDeeming(facts({ questions, uses: [use("2026-04-10"), use("2026-04-11")] }))).toMatchObject({ outcome: "deemed", use: use("2026-04-11") });
  expect(missing({ questions: [{ ...QUESTION, isAboutChangedClause: false }] })).toEqual([]);
});

test("an operator may allow consumers and essential changes, but never consents", () => {
  const rule = { ...DEEMING_DEFAULTS, customerKinds: ["consumer" as const], changeClasses: ["essential" as const] };
  const asked = { rule, party: { ...BUSINESS, customerKind: "consumer" as const }, ...version({ changeClass: "essential" }) };
  expect(missing(asked)).toEqual([]);
  expect(missing({ ...asked, kind: "consent" })).toEqual(["consent"]);
});

const someHour = fc.integer({ min: 0, max: 24 * 200 }).map((hours) => plusMilliseconds(at("2026-03-01"), hours * 3_600_000));

test("a later notice never gives an earlier date", () => {
  const fromOf = (told: string) => {
    const judged = judgeDeeming(facts({ now: at("2027-01-01"), uses: [], proofs: [{ ...DISPLAYED, at: told }] }));
    return judged.outcome === "deemed" ? null : judged.from;
  };
  fc.assert(fc.property(someHour, someHour, (one, other) => {
    const [earlier = "", later = ""] = [one, other].sort().map((told) => fromOf(told) ?? "");
    expect(earlier).not.toBe("");
    expect(later >= earlier).toBe(true);
  }));
});

test("what happens later changes nothing about an earlier judgement", () => {
  fc.assert(fc.property(someHour, fc.array(someHour), (now, instants) => {
    const later = instants.map((instant) => plusMilliseconds(instant, 1)).filter((instant) => instant > now);
    const known = { now, uses: [use("2026-04-10")] };
    const more = { uses: [...known.uses, ...later.map((instant) => use(instant))], refusals: later.map((instant) => ({ kind: "objection" as const, at: instant })), proofs: [DISPLAYED, ...later.map((instant) => ({ ...DISPLAYED, at: instant }))] };
    expect(judgeDeeming(facts({ ...known, ...more }))).toEqual(judgeDeeming(facts(known)));
  }));
});

test("whoever is deemed used the service at or after both the effective instant and the end of the period", () => {
  fc.assert(fc.property(someHour, fc.array(someHour), (told, instants) => {
    const judged = judgeDeeming(facts({ now: at("2027-01-01"), proofs: [{ ...DISPLAYED, at: told }], uses: instants.map((instant) => use(instant)) }));
    if (judged.outcome === "not deemed") return;
    expect(judged.use.at >= VERSION.effectiveAt && Date.parse(judged.use.at) - Date.parse(told) >= 30 * 86_400_000).toBe(true);
  }));
});

test("whatever conditions are missing together, nothing is deemed and something is named as missing", () => {
  fc.assert(fc.property(fc.subarray(MISSING, { minLength: 1 }), (several) => {
    const judged = judgeDeeming(facts(Object.assign({}, ...several.map(([, other]) => other))));
    expect(judged.outcome === "not deemed" && judged.missing.length > 0).toBe(true);
  }));
});
