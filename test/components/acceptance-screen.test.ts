import { expect, test } from "vitest";
import type { ConsentScreen, ScreenText } from "#app/domain/acceptance/screen";
import { sha256Of } from "#app/domain/digest";
import { renderConsentScreen, renderTermsScreen } from "#app/http/acceptance/screen.server";
import { consentScreenMessages, SCREEN_WORDING, termsScreenMessages } from "#app/messages/acceptance-screen";
import { LANGUAGES } from "#app/messages/catalogue";

const HASH = "0".repeat(64);

function textOf(changes: Partial<ScreenText["line"]> = {}): ScreenText {
  return {
    line: {
      agreementId: "agr_1", slug: "general-terms", versionId: "ver_1", number: 2, manifestSha256: HASH, language: "en", shownSha256: HASH,
      bindingLanguage: "zh-CN", bindingSha256: HASH, precedence: 30, status: "in force", effectiveAt: "2026-03-31T16:00:00.000Z",
      zone: "Asia/Shanghai", isOwed: true, binds: null, coming: [], conspicuous: [], ...changes,
    },
    title: "General Terms",
    file: "en.md",
    offeror: { name: { text: "Example Ltd", language: "en" }, contact: "legal@example.com" },
    clauses: [],
  };
}

const CLAUSE = { id: "liability", number: "10.5.", sha256: HASH, heading: null, article: { number: "10.", heading: "Breach" }, html: "<p>All of it.</p>" };

test.each(LANGUAGES)("the sentence quotes the button's own label (%s)", (language) => {
  const html = renderTermsScreen({ language, texts: [textOf()] });
  const words = termsScreenMessages[language];
  const label = /<button[^>]*value="accept">([^<]*)<\/button>/.exec(html)?.[1] ?? "";
  expect(label).toBe(words.accept);
  expect(words.sentence("x")).toMatch(new RegExp(`[“‘]${label}[”’]`));
  expect(html).toContain(words.sentence(words.and([words.cited("General Terms", 2)])));
});

test.each(LANGUAGES)("each sentence of a consent quotes the button that it is about (%s)", (language) => {
  const words = consentScreenMessages[language];
  expect(words.giveSentence).toContain(`“${words.give}”`);
  expect(words.withdrawSentence).toContain(`“${words.withdraw}”`);
});

test("the box is unticked, box and buttons belong to the form outside, and nothing is hidden in the fragment", () => {
  const html = renderTermsScreen({ language: "en", texts: [textOf()] });
  expect(html.match(/<input[^>]*>/g)).toHaveLength(1);
  expect(html).not.toMatch(/checked|type="hidden"|<form|<script|style=|nonce/);
  expect(html.match(/form="act"/g)).toHaveLength(3);
});

test("links and consequences come before the buttons, and the two buttons are last", () => {
  const html = renderTermsScreen({ language: "en", texts: [{ ...textOf(), clauses: [CLAUSE] }] });
  const order = ["/agreements/general-terms/versions/2\"", "en.md", "/versions/2/clauses?lang=en&amp;from=acceptance", "All of it.", 'type="checkbox"', "If you decline", "By pressing", 'value="accept"', 'value="decline"'];
  const places = order.map((piece) => html.indexOf(piece));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("conspicuous clauses are shown in full, under their article, with a link to their place in the text", () => {
  const html = renderTermsScreen({ language: "en", texts: [{ ...textOf(), clauses: [CLAUSE, { ...CLAUSE, id: "other", number: "10.6." }] }] });
  expect(html.match(/10\. Breach/g)).toHaveLength(1);
  expect(html).toContain('href="/agreements/general-terms/versions/2?lang=en#c-liability"');
});

test.each([
  ["in force, asked, nothing binds", {}, "You cannot use the services"],
  ["in force, an earlier version binds", { binds: 1 }, "Version 1 of “General Terms” goes on binding you"],
  ["announced, nothing binds", { status: "announced" as const }, "Once version 2 of “General Terms” takes effect"],
  ["announced, an earlier version binds", { status: "announced" as const, binds: 1 }, "Version 1 of “General Terms” goes on binding you"],
  ["not asked", { isOwed: false }, "accepting “General Terms” is your own choice"],
])("what declining means is said: %s", (_name, line, expected) => {
  expect(renderTermsScreen({ language: "en", texts: [textOf(line)] })).toContain(expected);
});

test("the same screen has the same bytes, another language others", () => {
  const render = (language: "en" | "zh-CN") => renderTermsScreen({ language, texts: [textOf()] });
  expect(render("en")).toBe(render("en"));
  expect(render("zh-CN")).not.toBe(render("en"));
});

test("a translation says which text binds; a text in no other language says so", () => {
  expect(renderTermsScreen({ language: "en", texts: [textOf()] })).toContain("The Chinese text binds and prevails");
  expect(renderTermsScreen({ language: "en", texts: [textOf({ language: "zh-CN" })] })).toContain("This version exists in Chinese only");
  expect(renderTermsScreen({ language: "zh-CN", texts: [textOf({ language: "zh-CN" })] })).toContain("您阅读的是中文文本，该文本具有约束力");
});

test("titles, names and contacts cannot break out of the fragment", () => {
  const hostile = { ...textOf(), title: '"><script>alert(1)</script>', offeror: { name: { text: "<img src=x>", language: "en" }, contact: "javascript:alert(1)" } };
  const html = renderTermsScreen({ language: "en", texts: [hostile] });
  expect(html).not.toMatch(/<script|<img|href="javascript/);
});

const CONSENT: ConsentScreen = {
  language: "en",
  line: { ...consentLine(), answers: ["give", "refuse"] },
  agreementTitle: "Consent",
  title: { text: "News", language: "en" },
  description: { text: "One mail a month", language: "en" },
  offeror: { name: { text: "Example Ltd", language: "en" }, contact: "legal@example.com" },
};

function consentLine(): Omit<ConsentScreen["line"], "answers"> {
  const { agreementId, slug, versionId, number, manifestSha256, language, shownSha256, bindingLanguage, bindingSha256, precedence } = textOf().line;
  return { agreementId, slug, versionId, number, manifestSha256, language, shownSha256, bindingLanguage, bindingSha256, precedence, purpose: "news", state: "open", isFormer: false };
}

test("giving and refusing a consent are two buttons of the same kind; withdrawing is one press", () => {
  const [give, refuse] = renderConsentScreen(CONSENT).match(/<button[^>]*>/g) ?? [];
  expect(give?.replace("give", "")).toBe(refuse?.replace("refuse", ""));
  const given = renderConsentScreen({ ...CONSENT, line: { ...CONSENT.line, state: "given", answers: ["withdraw"] } });
  expect(given.match(/<button[^>]*>/g)).toHaveLength(1);
  expect(given).not.toContain("<input");
});

/** The words that a person reads on the screens of this file, in both languages. */
function wordsShown(): string {
  const lines = [{}, { binds: 1 }, { status: "announced" as const }, { isOwed: false }, { language: "zh-CN", coming: [{ number: 3, effectiveAt: "2026-06-01T00:00:00.000Z" }] }];
  const answers = [["give", "refuse"], ["withdraw"]] as const;
  const fragments = LANGUAGES.flatMap((language) => [
    ...lines.map((line) => renderTermsScreen({ language, texts: [textOf(line), { ...textOf(), clauses: [CLAUSE] }] })),
    ...answers.map((each) => renderConsentScreen({ ...CONSENT, language, line: { ...CONSENT.line, answers: [...each] } })),
  ]);
  return fragments.join("\n").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

test("the number of the wording is raised with its words (then write the new hash here)", () => {
  expect([SCREEN_WORDING, sha256Of(wordsShown()).slice(0, 16)]).toEqual(["1", "ed6e5bca0d4202c3"]);
});
