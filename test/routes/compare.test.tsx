import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ComparisonPage } from "#app/components/comparison/page";
import { LanguageProvider } from "#app/components/language";
import { signIn } from "#app/domain/access/sign-in.server";
import { loader } from "#app/routes/compare";
import { loader as chooseLoader } from "#app/routes/compare-choice";
import { loader as printLoader } from "#app/routes/compare-print";
import { acceptTerms, publish } from "#test/support/acceptance";
import { openTestBrowser } from "#test/support/exchange";
import { openShippedPortal, requestOf, SECOND_AT, thrownBy } from "#test/support/pages";
import { addPerson, PASSWORD, signUpOf } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { visit } from "#test/support/visit";

type Asked = { slug?: string; range?: string; search?: string; headers?: Record<string, string> };

function exchangeFor(portal: TestPortal, { slug = "general-terms", range = "1...2", search = "", headers = {} }: Asked) {
  const path = `/agreements/${slug}/compare/${range}${search}`;
  return requestOf(portal, { path, params: { slug, range }, headers: { "Accept-Language": "en", ...headers } });
}

async function compare(portal: TestPortal, asked: Asked = {}) {
  const { data, init } = await loader(exchangeFor(portal, asked));
  return { ...data, headers: new Headers(init?.headers) };
}

async function htmlOf(portal: TestPortal, asked: Asked = {}): Promise<string> {
  const { view, redline, language } = await compare(portal, asked);
  return renderToStaticMarkup(<LanguageProvider language={language}><ComparisonPage view={view} redline={redline} /></LanguageProvider>);
}

test("what a version changes is told in its own words, in counts, and clause by clause", async () => {
  const portal = await openShippedPortal();
  const { view, redline } = await compare(portal);
  expect(view).toMatchObject({ from: { number: 1, status: "in force" }, to: { number: 2, status: "announced" }, layout: "inline" });
  expect(view.steps.map(({ number }) => number)).toEqual([2]);
  expect(redline.counts).toMatchObject({ added: 3, removed: 2, moved: 1, headingOnly: 1 });
  const html = await htmlOf(portal);
  expect(html).toContain("<h1>Version 1 → 2</h1>");
  expect(html).toContain("3 added, 2 removed, and 1 moved");
  expect(html).toContain("You can end the service at any time");
});

test("a changed precedence or audience is shown beside the text, though no word of it changed", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal);
  await publish(portal, { number: 2, properties: { precedence: 10, audience: { who: "kind", kinds: ["consumer"] } } });
  const html = await htmlOf(portal);
  expect(html).toMatch(/Precedence<\/th><td>30<\/td><td><strong>10<\/strong>/);
  expect(html).toMatch(/Audience<\/th><td>everyone<\/td><td><strong>consumers<\/strong>/);
  expect(await htmlOf(await openShippedPortal())).not.toContain("beside its text");
});

test("what went is struck, what came is underlined, and both are told to those who hear the page", async () => {
  const html = await htmlOf(await openShippedPortal());
  const heard = (words: string) => `<span class="visually-hidden heard" lang="en">${words}</span>`;
  expect(html).toContain(`<del>${heard("[deleted: ")}15${heard("]")}</del><ins>${heard("[inserted: ")}10${heard("]")}</ins>`);
});

test("each change has its fragment, its fate in words, and the way to its neighbours and to the whole text", async () => {
  const html = await htmlOf(await openShippedPortal());
  const change = html.slice(html.indexOf('id="c-auto-renewal"'), html.indexOf('id="c-arrears"'));
  expect(change).toContain('<li class="tag">added</li>');
  expect(change).toContain("read with care");
  expect(change).toContain('href="#c-renewal-in-time"');
  expect(change).toContain('href="#c-arrears"');
  expect(change).toContain('href="/agreements/general-terms/versions/2?lang=en#c-auto-renewal"');
  expect(html).toContain("moved here from 4.5");
  expect(html).toMatch(/renumbered 6\.4 → 6\.5/);
});

test("a clause that went leads to the former text", async () => {
  const html = await htmlOf(await openShippedPortal());
  expect(html).toMatch(/href="\/agreements\/general-terms\/versions\/1\?lang=en#c-[a-z-]+"/);
});

test("unchanged clauses are folded under their numbers", async () => {
  expect(await htmlOf(await openShippedPortal())).toContain("<summary>Unchanged: Preamble – 3.2.1 · 14 clauses</summary>");
});

test("side by side, each version has its column with its own words", async () => {
  const html = await htmlOf(await openShippedPortal(), { search: "?view=side" });
  const [, before = "", after = ""] = html.slice(html.indexOf('id="c-refunds"')).split('class="change-side"');
  expect(before).toMatch(/Version 1.*<del>/);
  expect(before).not.toContain("<ins>");
  expect(after.slice(0, after.indexOf("change-steps"))).toMatch(/Version 2.*<ins>/);
  expect(html).toContain("Not in version 1");
});

test("backwards, the page says so and leads to the other direction", async () => {
  const portal = await openShippedPortal();
  const { view, redline } = await compare(portal, { range: "2...1" });
  expect(redline.counts).toMatchObject({ added: 2, removed: 3 });
  expect(view.steps).toEqual([]);
  expect(await htmlOf(portal, { range: "2...1" })).toContain('href="/agreements/general-terms/compare/1...2"');
});

test("a version and itself have nothing to compare", async () => {
  const html = await htmlOf(await openShippedPortal(), { range: "2...2" });
  expect(html).toContain("there is nothing to compare");
  expect(html.match(/SHA-256/g)).toHaveLength(1);
  expect(html).not.toContain('class="change');
});

test("the texts are compared in the language asked for, and translations are called so", async () => {
  const portal = await openShippedPortal();
  expect((await compare(portal, { search: "?lang=zh-CN" })).view.to.text).toMatchObject({ language: "zh-CN", isBinding: true });
  expect(await htmlOf(portal)).toContain("The Chinese texts bind.");
  expect(await htmlOf(portal, { search: "?lang=zh-CN" })).toContain('<div class="change-words" lang="zh-CN">');
  expect(await thrownBy(loader(exchangeFor(portal, { search: "?lang=ja" })))).toMatchObject({ status: 404, data: { code: "text-unknown" } });
});

test("where one version lacks the language, the page says which, and in what it compares", async () => {
  const portal = await openTestPortal({ at: "2026-01-15" });
  await publish(portal);
  await publish(portal, { number: 2, texts: { "zh-CN": "# 通用条款\n\n1. 范围\n\n1.1. 适用于全部服务。\n" } });
  expect(await htmlOf(portal)).toContain("Version 2 has no English text. Both versions are compared in Chinese.");
});

/** A person who accepted version 1, when version 2 is in force and version 3 announced; signed in. */
async function openLater(): Promise<{ portal: TestPortal; token: string }> {
  const portal = await openShippedPortal();
  const person = await addPerson(portal);
  await acceptTerms(portal, person, { set: "general-terms" });
  portal.clock.set(SECOND_AT);
  await publish(portal, { slug: "general-terms", number: 3 });
  const { address } = signUpOf();
  const signedIn = await signIn(portal, { address, password: PASSWORD, client: "192.0.2.1", formerToken: null });
  if (signedIn.outcome !== "signed-in") throw new Error(`sign-in: ${signedIn.outcome}`);
  return { portal, token: signedIn.token };
}

test("whoever accepted a version is offered the way from it first", async () => {
  const { portal, token } = await openLater();
  const headers = { Cookie: `concordat=${token}` };
  const { view } = await compare(portal, { range: "2...3", headers });
  expect(view.choices.map(({ reason, from, to }) => [reason, from, to])).toEqual([["accepted", 1, 3], ["inForce", 2, 3]]);
  expect(view.steps.map(({ number }) => number)).toEqual([3]);
  expect((await compare(portal, { range: "1...3", headers })).view.steps.map(({ number }) => number)).toEqual([2, 3]);
  expect((await compare(portal, { range: "2...3" })).view.choices.map(({ reason }) => reason)).toEqual(["inForce"]);
});

test("markup and scripts in a text are told as words", async () => {
  const portal = await openTestPortal({ at: "2026-01-15" });
  const text = (words: string) => ({ texts: { "zh-CN": `# 条款\n\n1. 范围\n\n1.1. 见 ${words} 一节。\n` } });
  await publish(portal, text("旧"));
  await publish(portal, { number: 2, ...text('<script>alert(1)</script><img src=x onerror=alert(1)> [点此](javascript:alert(1))') });
  const html = await htmlOf(portal);
  expect(html).toContain("&lt;script&gt;");
  expect(html).not.toMatch(/<script>|<img|href="javascript:/);
});

test("the page is asked about again at each visit, and is another when its layout or a status is", async () => {
  const portal = await openShippedPortal();
  const first = await compare(portal);
  expect(first.headers.get("ETag")).toBe((await compare(portal)).headers.get("ETag"));
  expect(first.headers.get("Cache-Control")).toBe("no-cache");
  expect(first.headers.get("ETag")).not.toBe((await compare(portal, { search: "?view=side" })).headers.get("ETag"));
  portal.clock.set(SECOND_AT);
  expect((await compare(portal)).headers.get("ETag")).not.toBe(first.headers.get("ETag"));
});

test.each([
  [{ range: "1..2" }, 400, "range-invalid"],
  [{ range: "one...two" }, 400, "range-invalid"],
  [{ range: "1...9" }, 404, "version-unknown"],
  [{ slug: "no-such-terms" }, 404, "agreement-unknown"],
])("%j answers %i", async (asked, status, code) => {
  expect(await thrownBy(loader(exchangeFor(await openShippedPortal(), asked)))).toMatchObject({ status, data: { code } });
});

async function choose(portal: TestPortal, search: string, token?: string) {
  const browser = openTestBrowser(portal);
  if (token !== undefined) browser.cookies.set("concordat", token);
  return visit(browser, chooseLoader, { path: `/agreements/general-terms/compare${search}`, params: { slug: "general-terms" } });
}

test("the form leads to the comparison of what was chosen", async () => {
  expect(await choose(await openShippedPortal(), "?from=2&to=1")).toMatchObject({ status: 302, location: "/agreements/general-terms/compare/2...1" });
});

test("without a first version the way starts at the one that binds the reader, else at the one in force", async () => {
  const { portal, token } = await openLater();
  expect((await choose(portal, "?to=3", token)).location).toBe("/agreements/general-terms/compare/1...3");
  expect((await choose(portal, "?to=3")).location).toBe("/agreements/general-terms/compare/2...3");
  expect((await choose(portal, "?to=2")).location).toBe("/agreements/general-terms/compare/1...2");
});

test.each(["", "?from=1"])("who names no second version (%j) is led to where one chooses", async (search) => {
  expect((await choose(await openShippedPortal(), search)).location).toBe("/agreements/general-terms/versions");
});

test.each(["?from=1&to=", "?to=x", "?from=//example.com&to=2"])("the choice %j is refused", async (search) => {
  expect(await thrownBy(choose(await openShippedPortal(), search))).toMatchObject({ status: 400, data: { code: "range-invalid" } });
});

test("on paper the margins name both versions, both hashes and the page", async () => {
  const portal = await openShippedPortal();
  const params = { slug: "general-terms", range: "1...2", language: "en" };
  const response = await printLoader(requestOf(portal, { path: "/agreements/general-terms/compare/1...2/en/print.css", params, headers: { "Accept-Language": "en" } }));
  const css = await response.text();
  expect(css).toContain("General Terms of Service · Version 1 → 2");
  expect(css.match(/SHA-256/g)).toHaveLength(2);
});
