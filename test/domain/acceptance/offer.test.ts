import { expect, test } from "vitest";
import { chooseOffer, parseAsked, textFor } from "#app/domain/acceptance/offer";
import { standingOf } from "#app/domain/acceptance/standing";
import type { AgreementHistory } from "#app/domain/publication/history";
import { at, CONSUMER, historyOf } from "#test/support/builders";

test.each([
  [null, []],
  ["", []],
  ["terms", [{ slug: "terms", number: null }]],
  ["a-b,c@12", [{ slug: "a-b", number: null }, { slug: "c", number: 12 }]],
])("the set %o is read", (text, expected) => {
  expect(parseAsked(text)).toEqual(expected);
});

test.each(["Terms", "a,,b", "a@", "a@0", "a@-1", "a@1x", "a@1e3", "a b", "a,", "../a", "a@9999999", "<script>", Array.from({ length: 21 }, () => "a").join()])("the set %o is refused", (text) => {
  expect(parseAsked(text)).toBeNull();
});

const GENERAL = historyOf({ versions: [{ effective: "2026-01-01" }, { announced: "2026-03-01", effective: "2026-04-01" }] });
const OPTIONAL = historyOf({ slug: "beta", audience: { who: "optional" }, versions: [{ effective: "2026-01-01" }] });
const COMING = historyOf({ slug: "coming", versions: [{ announced: "2026-03-01", effective: "2026-05-01" }] });

function choose(asked: string, histories: AgreementHistory[] = [GENERAL, OPTIONAL, COMING]) {
  const now = at("2026-03-15");
  const standings = histories.map((history) => standingOf({ history, lines: [], party: CONSUMER, now }));
  const choice = chooseOffer({ standings, lines: [], party: CONSUMER, asked: parseAsked(asked) ?? [] });
  if (choice.outcome !== "chosen") return choice;
  return choice.offered.map(({ version, status, isOwed, coming }) => [`${version.manifest.agreement.slug}@${version.number}`, status, isOwed, coming.map(({ number }) => number)]);
}

test("without a wish all that is required is offered, with what is coming", () => {
  expect(choose("")).toEqual([["general-terms@1", "in force", true, [2]]]);
});

test("optional and announced versions are offered when asked for", () => {
  expect(choose("beta")).toEqual([["beta@1", "in force", false, []]]);
  expect(choose("coming")).toEqual([["coming@1", "announced", true, []]]);
  expect(choose("general-terms@2")).toEqual([["general-terms@2", "announced", true, []]]);
});

test("a version offered along with the one before it is not said to be coming, nor twice", () => {
  expect(choose("general-terms@2,general-terms,general-terms@1")).toEqual([
    ["general-terms@1", "in force", true, []],
    ["general-terms@2", "announced", true, []],
  ]);
});

test("the text shown is that of the language, of a sister language, or the binding one", () => {
  const version = GENERAL.versions[0];
  if (!version) throw new Error("no version");
  const british = { language: "en-GB", revision: 1, isBinding: false, title: "Terms", sha256: "2" };
  const withEnglish = { ...version, texts: [...version.texts, british] };
  expect(textFor(withEnglish, "en").language).toBe("en-GB");
  expect(textFor(version, "en").language).toBe("zh-CN");
});
