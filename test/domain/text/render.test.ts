import { expect, test } from "vitest";
import { applyManifest, readOutline, type Outline } from "#app/domain/text/outline";
import { contents, escapeHtml, renderText } from "#app/domain/text/render";
import { corpusFiles, corpusText, hasCorpus } from "#test/support/corpus";

const NO_FLAGS = new Map<string, string[]>();

function linkLabel({ number, heading }: { number: string | null; heading: string | null }): string {
  return `Link to ${number ?? heading ?? "this paragraph"}`;
}

function withIds(text: string, ids: string[]): Outline {
  const fit = applyManifest(readOutline(text), ids);
  if (!fit.fits) throw new Error(JSON.stringify(fit));
  return fit.outline;
}

function htmlOf(text: string, ids: string[], flags: Map<string, string[]> = NO_FLAGS): string {
  return renderText(withIds(text, ids), flags, { linkLabel });
}

test("an article is a heading, its clauses are paragraphs that begin with their number as printed", () => {
  expect(htmlOf("3. 服务费用\n3.1. 应付。\n\n3.2. **预付，**不退。", ["fees", "due", "prepaid"]).split("\n")).toEqual([
    '<div class="clause level-1" id="c-fees"><a class="clause-link" href="#c-fees" aria-label="Link to 3.">#</a><h2 class="clause-heading"><span class="clause-number">3.</span> 服务费用</h2></div>',
    '<div class="clause level-2" id="c-due"><a class="clause-link" href="#c-due" aria-label="Link to 3.1.">#</a><p><span class="clause-number">3.1.</span> 应付。</p></div>',
    '<div class="clause level-2" id="c-prepaid"><a class="clause-link" href="#c-prepaid" aria-label="Link to 3.2.">#</a><p><span class="clause-number">3.2.</span> <strong>预付，</strong>不退。</p></div>',
  ]);
});

test("a conspicuous clause is bold by its elements, in every paragraph, item and cell", () => {
  const html = htmlOf("1. Liability is capped.\n\n   More.\n\n   - item\n\n   | a |\n   |---|\n   | b |", ["cap"], new Map([["cap", ["conspicuous", "liability"]]]));
  expect(html).toContain('<div class="clause level-1 conspicuous" id="c-cap">');
  expect(html).toContain('<p><span class="clause-number">1.</span> <strong class="conspicuous-text">Liability is capped.</strong></p><p><strong class="conspicuous-text">More.</strong></p>');
  expect(html).toContain('<li><strong class="conspicuous-text">item</strong></li>');
  expect(html).toContain('<td><strong class="conspicuous-text">b</strong></td>');
});

test("a conspicuous clause that is a heading and nothing else has its heading stand out", () => {
  expect(htmlOf("## 1. No warranty", ["none"], new Map([["none", ["conspicuous"]]]))).toContain(
    '<h2 class="clause-heading"><span class="clause-number">1.</span> <strong class="conspicuous-text">No warranty</strong></h2>',
  );
});

test("keywords stand in the line of their text, headings of the text rank below the page's", () => {
  const html = htmlOf("# Terms\n\n> Last updated: May 1, 2024\n\n【Careful reading】 Read.\n\n第一条 【定义】本协议。\n\n## A. Fees\n\n### 1. Late\n\nPay.", ["read", "terms", "fees", "late"]);
  expect(html).toContain('<p class="clause level-0 text-title" id="c-title">Terms</p>');
  expect(html).toContain('<p class="clause level-0 text-date" id="c-date">Last updated: May 1, 2024</p>');
  expect(html).toContain('<p><span class="clause-keyword">【Careful reading】</span> Read.</p>');
  expect(html).toContain('<p><span class="clause-number">第一条</span> <span class="clause-keyword">【定义】</span>本协议。</p>');
  expect(html).toMatch(/<h2[^>]*><span class="clause-number">A\.<\/span> Fees<\/h2>[\s\S]*<h3[^>]*><span class="clause-number">1\.<\/span> Late<\/h3><p>Pay\.<\/p>/);
});

test("ranks of headings leave none out where a level has no headings", () => {
  const html = renderText(readOutline("1. We do the following for you and for all others:\n\n   (a) Access\n\n   We give it.\n\n2. End."), NO_FLAGS, { linkLabel });
  expect(html.match(/<h\d/g)).toEqual(["<h2"]);
});

test("a clause that begins with a list or has no words keeps its number", () => {
  expect(htmlOf("1. Fees\n\n1.1. \n\n* a\n* b\n\n1.2. Law.", ["fees", "list", "law"])).toContain('<p><span class="clause-number">1.1.</span></p><ul><li>a</li><li>b</li></ul>');
});

test("front matter is not shown, and nothing in a text is markup", () => {
  const html = renderText(readOutline("---\ntitle: <b>x</b>\n---\n\n# <script>1</script> & \"x\"\n\n## 1. <img src=x onerror=y>\n\n<script>alert(1)</script> [a](javascript:b)"), NO_FLAGS, { linkLabel: () => "\"><script>" });
  expect(html.match(/<(?!\/?(p|div|a|h2|span)\b)/g)).toBeNull();
  expect(html).not.toContain("title:");
  expect(html).not.toMatch(/href="javascript|<script|<img/);
});

test("escaping covers text and quoted attributes", () => {
  expect(escapeHtml(`<a href="x" b='y'>&amp;`)).toBe("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
});

test("contents lists the highest level and whatever has a heading below it", () => {
  const outline = withIds("# T\n\n## 1. Fees\n\n1.1. Pay.\n\n### 1.2. Late\n\nx.\n\n## 2. Law\n\n2.1. 【Forum】Ours.", ["fees", "pay", "late", "law", "forum"]);
  expect(contents(outline)).toEqual([
    { id: "fees", level: 1, number: "1.", heading: "Fees" },
    { id: "late", level: 2, number: "1.2.", heading: "Late" },
    { id: "law", level: 1, number: "2.", heading: "Law" },
  ]);
});

/** Elements that close, opened and closed in order; what may stand in a paragraph stands there. */
function faultsOf(html: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [tag, slash, name = ""] of html.matchAll(/<(\/?)([a-z0-9]+)(?:\s[^<>]*)?>/g)) {
    if (name === "br" || name === "hr") continue;
    if (slash === "/" && open.pop() !== name) faults.push(tag);
    if (slash === "") {
      if (open.includes("p") && /^(p|div|ul|li|table|blockquote|pre|h\d)$/.test(name)) faults.push(`${tag} in a paragraph`);
      if (open.includes("a") && name === "a") faults.push("a link in a link");
      open.push(name);
    }
  }
  return [...faults, ...open.map((name) => `${name} left open`)];
}

test.skipIf(!hasCorpus)("every text of the corpus is valid HTML with an id of its own for each clause", () => {
  for (const file of corpusFiles()) {
    const outline = readOutline(corpusText(file));
    const flags = new Map(outline.clauses.map(({ id }) => [id, ["conspicuous"]]));
    const html = renderText(outline, flags, { linkLabel });
    expect([file, faultsOf(html)]).toEqual([file, []]);
    const ids = Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
    expect(ids).toEqual(outline.clauses.filter(({ role }) => role !== "frontMatter").map(({ id }) => `c-${id}`));
  }
});

test.skipIf(!hasCorpus)("every letter of the seed is shown, number for number", () => {
  const outline = readOutline(corpusText("seed/general-terms.md"));
  const shown = renderText(outline, NO_FLAGS, { linkLabel: () => "" }).replace(/<a class="clause-link"[^>]*>#<\/a>/g, "").replace(/<[^>]+>/g, "");
  const source = outline.clauses.filter(({ role }) => role !== "frontMatter").map((clause) => clause.source).join("");
  expect(shown.replace(/\s/g, "")).toBe(source.replace(/^> /gm, "").replace(/\s/g, ""));
});

test.each([
  ["a clause that is there", "依照第 1.2 条办理。", '依照<a href="#c-later">第 1.2 条</a>办理。'],
  ["a clause that is not there", "依照第 7.7 条办理。", "依照第 7.7 条办理。"],
  ["a statute", "依照《民法典》第四百九十六条办理。", "依照《民法典》第四百九十六条办理。"],
  ["a clause in code", "见 `第 1.2 条`。", "见 <code>第 1.2 条</code>。"],
  ["a clause inside emphasis", "**依照第 1.2 条**办理。", '<strong>依照<a href="#c-later">第 1.2 条</a></strong>办理。'],
])("a citation of %s", (_, words, html) => {
  const outline = withIds(`1. 费用\n\n1.1. ${words}\n\n1.2. 先付费。\n`, ["fees", "first", "later"]);
  expect(renderText(outline, NO_FLAGS, { linkLabel })).toContain(html);
});
