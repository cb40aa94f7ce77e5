import fc from "fast-check";
import { expect, test } from "vitest";
import { linkTargets, readMarkdown } from "#app/domain/text/markdown";
import { nodesText, type Block, type Inline, type Node } from "#app/domain/text/nodes";
import { renderClauseBody } from "#app/domain/text/render";

function html(markdown: string): string {
  return renderClauseBody(readMarkdown(markdown));
}

test.each([
  ["**粗体，**后文", "<strong>粗体，</strong>后文"],
  ["前文**“引号”**文字", "前文<strong>“引号”</strong>文字"],
  ["**“引号”**文字**第二处**", "<strong>“引号”</strong>文字<strong>第二处</strong>"],
  ["（**特别*提示*：**）", "（<strong>特别<em>提示</em>：</strong>）"],
  ["*强调，*后文", "<em>强调，</em>后文"],
  ["***粗斜，***后", "<strong><em>粗斜，</em></strong>后"],
  ["a **b *c*** d", "a <strong>b <em>c</em></strong> d"],
  ["**a `**` b** c", "<strong>a <code>**</code> b</strong> c"],
  ["**a [x](/y) b** c", "<strong>a <a href=\"/y\">x</a> b</strong> c"],
  ["__bold__ and snake_case_word", "<strong>bold</strong> and snake_case_word"],
])("%s is emphasised as it was meant", (markdown, expected) => {
  expect(html(markdown)).toBe(`<p>${expected}</p>`);
});

test.each([
  ["价格*、费用*，见注", "价格*、费用*，见注"],
  ["2 ** 3 ** 4", "2 ** 3 ** 4"],
  ["\\*\\*不是\\*\\*", "**不是**"],
  ["**没有结尾", "**没有结尾"],
  ["1~3年，5~7年", "1~3年，5~7年"],
])("%s has marks of its own and no emphasis", (markdown, expected) => {
  expect(html(markdown)).toBe(`<p>${expected}</p>`);
});

test("markup is text", () => {
  expect(html("<script>alert(1)</script>\n\n<div onclick=\"x\">\n**b**\n</div> <!-- c -->")).toBe(
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>&lt;div onclick=&quot;x&quot;&gt;\n<strong>b</strong>\n&lt;/div&gt; &lt;!-- c --&gt;</p>",
  );
});

test.each([
  ["[x](javascript:alert(1))", "x"],
  ["[x](&#106;avascript:alert(1))", "x"],
  ["[x](data:text/html,y)", "x"],
  ["[x](//elsewhere.example)", "x"],
  ["[x](../other.md)", "x"],
  ["![y](javascript:z)", "y"],
  ["[x](/terms)", "<a href=\"/terms\">x</a>"],
  ["[x](#c-fees)", "<a href=\"#c-fees\">x</a>"],
  ["![logo](https://a.example/b.png)", "<a href=\"https://a.example/b.png\">logo</a>"],
  ["[![logo](/a.png) <https://a.example>](/terms)", "<a href=\"/terms\">logo https://a.example</a>"],
  ["<legal@a.example>", "<a href=\"mailto:legal@a.example\">legal@a.example</a>"],
  ["[x](https://a.example/?a=1&amp;b=%22)", "<a href=\"https://a.example/?a=1&amp;b=%22\">x</a>"],
  ["见https://a.example/条款。", "见<a href=\"https://a.example/\">https://a.example/</a>条款。"],
])("%s links only where it may", (markdown, expected) => {
  expect(html(markdown)).toBe(`<p>${expected}</p>`);
});

test("reference links find what another clause defines", () => {
  const targets = linkTargets("text\n\n[Home Page]: https://a.example\n[bad]: javascript:x\n");
  expect(renderClauseBody(readMarkdown("[here][home page], [bad]", targets))).toBe('<p><a href="https://a.example">here</a>, [bad]</p>');
});

test("numbers of a list stay as they are printed", () => {
  expect(html("1. a\n1. b\n7. c")).toBe(
    '<ul class="numbered"><li><span class="item-number">1.</span> a</li><li><span class="item-number">1.</span> b</li><li><span class="item-number">7.</span> c</li></ul>',
  );
});

test("tables, quotes, code, tasks and footnotes keep their words", () => {
  expect(html("| 项 | 价 |\n|---|--:|\n| a | **1** |")).toContain('<th scope="col" class="align-right">价</th>');
  expect(html("> 引文\n> 续")).toBe("<blockquote><p>引文\n续</p></blockquote>");
  expect(html("```js\n<b>\n```")).toBe("<pre><code>js\n&lt;b&gt;</code></pre>");
  expect(html("- [ ] 未选\n- [x] 已选")).toBe("<ul><li>[ ] 未选</li><li>[x] 已选</li></ul>");
  expect(html("见注[^1]\n\n[^1]: 注文")).toBe("<p>见注[^1]</p><p>[^1]: 注文</p>");
  expect(html("一行  \n二行")).toBe("<p>一行<br>二行</p>");
});

test("references to characters are read, but none that hides something", () => {
  expect(html("&copy; &#167; &lt;b&gt; &amp;amp; &#8203; &#x202e; &bogus;")).toBe(
    "<p>© § &lt;b&gt; &amp;amp; &amp;#8203; &amp;#x202e; &amp;bogus;</p>",
  );
});

const HOSTILE: [string, string][] = [
  ["100,000 brackets", "[".repeat(100_000)],
  ["200 nested lists", Array.from({ length: 200 }, (_, depth) => `${"  ".repeat(depth)}- x`).join("\n")],
  ["60 nested quotes", `${">".repeat(60)} x`],
  ["100,000 openers", "**a ".repeat(100_000)],
  ["a long mail address", `${"a".repeat(200_000)}@`],
  ["20,000 items", "1. x\n".repeat(20_000)],
  ["one line of 5 MB", "条".repeat(1_700_000)],
  ["unclosed links", "[a](b".repeat(20_000)],
];

test.each(HOSTILE)("%s end as text", (_name, markdown) => {
  expect(nodesText(readMarkdown(markdown)).replace(/\W/g, "")).toBe(markdown.replace(/\W/g, ""));
  expect(depthOf(readMarkdown(markdown))).toBeLessThan(60);
});

function depthOf(nodes: readonly Node[]): number {
  return nodes.reduce((deepest, node) => Math.max(deepest, 1 + depthOf(childrenOf(node))), 0);
}

function childrenOf(node: Node): Node[] {
  if (node.type === "list") return node.items.flatMap(({ children }): Node[] => children);
  if (node.type === "table") return [node.header, ...node.rows].flat(2);
  return "children" in node ? [...(node.children as (Block | Inline)[])] : [];
}

/** Pieces of markdown in any order, without link targets and references, whose characters may rightly vanish. */
const piece = fc.constantFrom("*", "**", "***", "_", "`", "~~", "\n", "\n\n", "  \n", " ", "- ", "1. ", "> ", "# ", "|", "<b>", "[", "]", "甲", "乙，", "“丙”", "ab", "3", "。", "\\", "---\n", "!");

test("no letter or digit of a body is ever lost", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const markdown = pieces.join("");
      fc.pre(!/^ {0,3}\[[^\]]*\]:/m.test(markdown));
      expect(lettersOf(nodesText(readMarkdown(markdown)))).toBe(lettersOf(markdown));
    }),
    { numRuns: 2000 },
  );
});

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
