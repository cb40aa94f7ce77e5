import { expect, test } from "vitest";
import type { ActLine } from "#app/domain/acceptance/act-line";
import { standingOf } from "#app/domain/acceptance/standing";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { Purpose } from "#app/domain/publication/manifest";
import { at, CONSUMER, historyOf, lineOf } from "#test/support/builders";

function purpose(code: string, description = "usual"): Purpose {
  return { code, title: { "zh-CN": code, en: code }, description: { "zh-CN": description, en: description } };
}

type Change = { changeClass?: "editorial" | "ordinary" | "essential"; purposes: Purpose[] };

/** A consent whose version 1 asks for news, and whose version 2 is as told. */
function consentWith(second?: Change): AgreementHistory {
  const versions = [{ effective: "2026-01-01", purposes: [purpose("news")] }, ...(second ? [{ effective: "2026-03-01", ...second }] : [])];
  return historyOf({ slug: "marketing", kind: "consent", audience: { who: "optional" }, versions });
}

function answer(history: AgreementHistory, kind: ActLine["kind"], more: { on: string; follows?: ActLine; number?: number; purpose?: string }): ActLine {
  return lineOf(history, { number: more.number ?? 1, kind, on: more.on, purpose: more.purpose ?? "news", follows: more.follows?.actId });
}

function purposes(history: AgreementHistory, on: string, lines: ActLine[] = []) {
  const standing = standingOf({ history, lines, party: CONSUMER, now: at(on) });
  return standing.purposes.map(({ purpose: { code }, state, isAsked, isFormer }) => [code, state, ...(isAsked ? ["asked"] : []), ...(isFormer ? ["former"] : [])].join(" "));
}

test("a purpose never answered is open and asked, and the agreement itself is never required", () => {
  expect(purposes(consentWith(), "2026-02-01")).toEqual(["news open asked"]);
  const { now, binds, reason } = standingOf({ history: consentWith(), lines: [], party: CONSUMER, now: at("2026-02-01") });
  expect([now, binds, reason]).toEqual(["none", null, { code: "consents", given: 0, open: 1 }]);
});

test("a consent given stands until it is withdrawn, and may be given again", () => {
  const history = consentWith();
  const given = answer(history, "consent", { on: "2026-01-10" });
  const withdrawn = answer(history, "withdrawal", { on: "2026-01-20", follows: given });
  const again = answer(history, "consent", { on: "2026-01-30", follows: withdrawn });
  expect(purposes(history, "2026-02-01", [given])).toEqual(["news given"]);
  expect(purposes(history, "2026-02-01", [again, withdrawn, given])).toEqual(["news given"]);
  expect(purposes(history, "2026-02-01", [given, withdrawn])).toEqual(["news withdrawn"]);
  expect(purposes(history, "2026-01-15", [given, withdrawn, again])).toEqual(["news given"]);
});

test("a refusal is not asked about again", () => {
  const history = consentWith({ changeClass: "essential", purposes: [purpose("news", "more")] });
  expect(purposes(history, "2026-04-01", [answer(history, "refusal", { on: "2026-01-10" })])).toEqual(["news refused"]);
});

test.each([
  ["a purpose new in a later version asks", { purposes: [purpose("news"), purpose("profiling")] }, ["news given", "profiling open asked"]],
  ["other words of the purpose ask again", { purposes: [purpose("news", "and partners")] }, ["news given asked"]],
  ["other words in an editorial version ask nobody", { changeClass: "editorial" as const, purposes: [purpose("news", "usual!")] }, ["news given"]],
  ["an essential change asks again", { changeClass: "essential" as const, purposes: [purpose("news")] }, ["news given asked"]],
  ["a purpose dropped later may still be withdrawn", { purposes: [purpose("other")] }, ["other open asked", "news given former"]],
])("%s", (_name, second, expected) => {
  const history = consentWith(second);
  expect(purposes(history, "2026-04-01", [answer(history, "consent", { on: "2026-01-10" })])).toEqual(expected);
});

test("a purpose dropped and refused, or withdrawn, is gone", () => {
  const history = consentWith({ purposes: [purpose("other")] });
  expect(purposes(history, "2026-04-01", [answer(history, "refusal", { on: "2026-01-10" })])).toEqual(["other open asked"]);
});

test("a party outside the audience is asked nothing, but sees what it gave", () => {
  const history = historyOf({ slug: "marketing", kind: "consent", audience: { who: "place", places: ["DE"] }, versions: [{ effective: "2026-01-01", purposes: [purpose("news"), purpose("ads")] }] });
  expect(purposes(history, "2026-02-01")).toEqual([]);
  expect(purposes(history, "2026-02-01", [answer(history, "consent", { on: "2026-01-10" })])).toEqual(["news given"]);
});
