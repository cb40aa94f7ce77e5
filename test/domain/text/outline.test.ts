import { expect, test } from "vitest";
import { applyManifest, isCovered, readOutline, type Outline } from "#app/domain/text/outline";
import { corpusText, hasCorpus } from "#test/support/corpus";

/** A text's tree in one string: numbers and headings indented by level, what has no number in brackets of its role. */
function treeOf(text: string): string[] {
  return readOutline(text).clauses.map(({ role, level, number, heading, body }) => {
    const words = [number, heading === null ? null : `{${heading}}`, body === "" ? null : body.replace(/\s+/g, " ").slice(0, 24)];
    return `${"  ".repeat(level)}${role === "clause" ? "" : `<${role}> `}${words.filter((word) => word !== null).join(" ")}`;
  });
}

function doubtsOf({ doubts }: Outline): string[] {
  return doubts.map(({ line, code }) => `${line} ${code}`);
}

const seed = hasCorpus ? readOutline(corpusText("seed/general-terms.md")) : readOutline("");

test.skipIf(!hasCorpus)("the seed has 13 articles and 91 numbered clauses on three levels", () => {
  expect(seed).toMatchObject({ topLevel: 13, byLevel: [13, 55, 23], numbered: 91 });
  const articles = seed.clauses.filter(({ level }) => level === 1);
  expect(articles.map(({ number, heading }) => `${number} ${heading}`)).toEqual([
    "1. 签约主体及协议范围", "2. 服务内容", "3. 服务费用", "4. 您的权利和义务", "5. TanCloud 的权利、义务", "6. 用户业务数据", "7. 知识产权",
    "8. 保密条款", "9. 服务的开通、终止与变更", "10. 违约责任", "11. 不可抗力", "12. 法律适用及争议解决", "13. 附则",
  ]);
});

test.skipIf(!hasCorpus)("the seed has title, date line and the marked paragraphs of its preamble", () => {
  expect(seed.title).toBe("TanCloud 通用服务条款");
  expect(seed.dateLine).toBe("本版更新日期：2022 年 02 月 17 日");
  const before = seed.clauses.filter(({ level }) => level === 0);
  expect(before.map(({ role, heading }) => [role, heading])).toEqual([
    ["frontMatter", null], ["date", null], ["preamble", null], ["preamble", null], ["preamble", "审慎阅读"], ["preamble", "签约动作"], ["title", "通用服务条款"],
  ]);
  expect(before[4]?.body).toMatch(/^您在同意本协议之前/);
});

test.skipIf(!hasCorpus)("a heading line glued to its first clause is a clause of its own", () => {
  const [article, first] = seed.clauses.filter(({ number }) => number === "3." || number === "3.1.");
  expect(article).toMatchObject({ heading: "服务费用", body: "", source: "3. 服务费用\n" });
  expect(first?.body).toMatch(/^服务费用将在您订购页面/);
  expect(seed.clauses.find(({ number }) => number === "1.")?.body).toMatch(/^本服务协议是您与/);
});

test.skipIf(!hasCorpus)("the emphasis that the seed promises and nowhere has is told", () => {
  expect(doubtsOf(seed)).toEqual(["13 emphasis-absent"]);
});

test.each([
  ["dotted numbers as plain lines", "服务条款\n1. 甲\n1.1. 一\n1.2. 二\n1.2.1. 三\n2. 乙\n2.1 四", ["<title> {服务条款}", "  1. {甲}", "    1.1. 一", "    1.2. {二}", "      1.2.1. 三", "  2. {乙}", "    2.1 四"]],
  ["chapters, articles, items", "第一章 总则\n\n第一条 目的。\n\n（一）甲；\n\n（二）乙。\n\n第二条 范围。\n\n第二章 附则\n\n第三条 施行。", ["  第一章 {总则}", "    第一条 目的。", "      （一） 甲；", "      （二） 乙。", "    第二条 范围。", "  第二章 {附则}", "    第三条 施行。"]],
  ["CJK numbers in steps", "一、总则\n\n（一）甲：\n\n1、子；\n\n（1）丑；\n\n①寅。\n\n2、卯。\n\n二、附则\n\n本协议有效。", ["  一、 {总则}", "    （一） 甲：", "      1、 子；", "        （1） 丑；", "          ① 寅。", "      2、 卯。", "  二、 {附则} 本协议有效。"]],
  ["items inside items inside articles", "第三条 责任：\n\n（一）甲：\n\n1. 子；\n\n2. 丑；\n\n（二）乙。\n\n第四条 其他。", ["  第三条 责任：", "    （一） 甲：", "      1. 子；", "      2. 丑；", "    （二） 乙。", "  第四条 其他。"]],
  ["markdown headings", "# Terms\n\n## 1. Fees ##\n\nYou pay.\n\n### 1.1 Late fees\n\nMore.\n\n## 2. Law", ["<title> {Terms}", "  1. {Fees} You pay.", "    1.1 {Late fees} More.", "  2. {Law}"]],
  ["headings without numbers, lists with restarting ones", "# Terms\n\n## Account\n\n1. Be human.\n2. Pay.\n\n## Law\n\n1. Ours.", ["<title> {Terms}", "  {Account}", "    1. Be human.", "    2. Pay.", "  {Law}", "    1. Ours."]],
  ["a lazy list", "## A. Definitions\n\n1. One.\n1. Two.\n1. Three.\n\n## B. Law", ["  A. {Definitions}", "    1. One.", "    1. Two.", "    1. Three.", "  B. {Law}"]],
  ["letters and roman numbers", "1. Duties\n\n   (a) You:\n\n      (i) pay;\n\n      (ii) wait;\n\n   (b) We serve.\n\n2. End\n\n   Over.", ["  1. {Duties}", "    (a) You:", "      (i) pay;", "      (ii) wait;", "    (b) We serve.", "  2. {End} Over."]],
  ["the ninth letter is no roman number", "(g) g.\n\n(h) h.\n\n(i) i.\n\n(j) j.".replace("(g)", "(a) a.\n\n(b) b.\n\n(c) c.\n\n(d) d.\n\n(e) e.\n\n(f) f.\n\n(g)"), "abcdefghij".split("").map((letter) => `  (${letter}) ${letter}.`)],
  ["and the first roman one after h is no letter", "(h) ha:\n\n(i) one;\n\n(ii) two.".replace("(h)", "(a) a.\n\n(b) b.\n\n(c) c.\n\n(d) d.\n\n(e) e.\n\n(f) f.\n\n(g) g.\n\n(h)"), [..."abcdefg".split("").map((letter) => `  (${letter}) ${letter}.`), "  (h) ha:", "    (i) one;", "    (ii) two."]],
  ["articles and sections by name", "Article I Services\n\nSection 1.1 Scope.\n\nAll of it.\n\nArticle II Fees\n\nSection 2.1 Rates.\n\nHigh.", ["  Article I {Services}", "    Section 1.1 {Scope.} All of it.", "  Article II {Fees}", "    Section 2.1 {Rates.} High."]],
  ["paragraph signs with letters between", "## § 3 Form\n\n(1) Text.\n\n(2) Mehr.\n\n## § 3a Frist\n\n(1) Kurz.\n\n## § 4 Ende", ["  § 3 {Form}", "    (1) Text.", "    (2) Mehr.", "  § 3a {Frist}", "    (1) Kurz.", "  § 4 {Ende}"]],
  ["full-width digits and marks", "１．总则\n\n１．１　范围。\n\n１．２　定义。\n\n２．附则\n\n无。", ["  １． {总则}", "    １．１ 范围。", "    １．２ 定义。", "  ２． {附则} 无。"]],
  ["bold and escaped numbers", "**1. Fees**\n\n**1.1** You pay.\n\n**1.2 We bill.** Monthly.\n\n**2. Law**\n\n1\\. Ours.", ["  1. {Fees}", "    1.1 You pay.", "    1.2 **We bill.** Monthly.", "  2. {Law}", "    1. Ours."]],
  ["a number before a heading mark", "1. ## Service\n\n    1.1 Access. Yes.\n\n2. ## Law\n\nOurs.", ["  1. {Service}", "    1.1 Access. Yes.", "  2. {Law} Ours."]],
  ["setext headings", "Terms\n=====\n\n1. Fees\n-------\n\nPay.\n\n2. Law\n------\n\nOurs.", ["<title> {Terms}", "  1. {Fees} Pay.", "  2. {Law} Ours."]],
  ["heading levels that shift in the middle", "## 1. A\n\none.\n\n## 2. B\n\ntwo.\n\n### 3. C\n\nthree.\n\n## 4. D\n\nfour.", ["  1. {A} one.", "  2. {B} two.", "  3. {C} three.", "  4. {D} four."]],
  ["numbers under numbered headings of the same style", "## 1. A\n\n### 1. One\n\nx.\n\n### 2. Two\n\ny.\n\n## 2. B\n\n### 1. One\n\nz.", ["  1. {A}", "    1. {One} x.", "    2. {Two} y.", "  2. {B}", "    1. {One} z."]],
  ["a keyword in place of a heading", "第一条 【定义】本协议所称服务。\n\n第二条 【费用】应付。", ["  第一条 {定义} 本协议所称服务。", "  第二条 {费用} 应付。"]],
  ["bold lines as headings", "**Terms of Use**\n\nWelcome.\n\n**Fees**\n\nPay.\n\n**Law**\n\nOurs.", ["<title> {Terms of Use}", "<preamble> Welcome.", "  {Fees} Pay.", "  {Law} Ours."]],
  ["dots without a last one under headings without numbers", "## Fees\n\n1.1 Pay in time.\n\n1.2 Or later.\n\n## Law\n\n2.1 Ours.\n\n2.2 Theirs.", ["  {Fees}", "    1.1 Pay in time.", "    1.2 Or later.", "  {Law}", "    2.1 Ours.", "    2.2 Theirs."]],
  ["flat lists under flat articles", "1. Fees\n\nFirst.\n\n2. Duties\n\n1. You pay,\n\n2. and wait.\n\n3. Law\n\nOurs.", ["  1. {Fees} First.", "  2. {Duties}", "    1. You pay,", "    2. and wait.", "  3. {Law} Ours."]],
  ["two lists in one section", "# T\n\n## Duties\n\nWe will:\n\n1. give,\n2. serve.\n\nYou will:\n\n1. pay.", ["<title> {T}", "  {Duties} We will:", "    1. give,", "    2. serve. You will:", "    1. pay."]],
  ["a bold line between numbered bold ones", "**1. Fees**\n\nPay.\n\n**Please note**\n\nNow.\n\n**2. Law**\n\nOurs.", ["  1. {Fees} Pay.", "    {Please note} Now.", "  2. {Law} Ours."]],
  ["roman articles, lettered sections", "I. General\n\nA. Scope\n\nAll.\n\nB. Terms\n\nThese.\n\nII. Fees\n\nPay.", ["  I. {General}", "    A. {Scope} All.", "    B. {Terms} These.", "  II. {Fees} Pay."]],
  ["front matter in TOML", "+++\ntitle = \"Terms\"\n+++\n\n1. Fees.\n\n2. Law.", ["<frontMatter> +++ title = \"Terms\" +++", "  1. Fees.", "  2. Law."]],
])("%s", (_name, text, tree) => {
  expect(treeOf(text)).toEqual(tree);
});

test.each([
  ["a year", "1. Fees\n\n2019. In that year we began.\n\n2. Law."],
  ["a year without a mark", "1. 费用\n\n2004年8月28日通过。\n\n2. 附则。"],
  ["an amount", "1. Fees\n\n3.5 percent, or\n\n1,000 EUR.\n\n2. Law."],
  ["a cited section", "1. Fees\n\nSection 4.2 applies to them.\n\n2. Law."],
  ["a cited article", "1. 费用\n\n第 9.2.4 条适用。\n\n2. 附则。"],
  ["a day of the month", "1. Fristen\n\n31. Dezember 2001 ist der letzte Tag.\n\n2. Ende."],
  ["bullets and what is in them", "1. Fees\n\n* one\n  1. inner\n- two\n\n2. Law."],
  ["a table", "1. Fees\n\n| 1. | 2. |\n|---|---|\n| 3. | 4. |\n\n2. Law."],
  ["a quote", "1. Fees\n\n> 2. quoted\n> 3. quoted\n\n2. Law."],
  ["code", "1. Fees\n\n```\n2. code\n3. code\n```\n\n2. Law."],
  ["initials", "1. Fees\n\nJ. Smith signs.\n\n2. Law."],
  ["a heading that counts something", "## 1. Fees\n\n## 24 hours\n\nLong.\n\n## 2. Law"],
])("%s is no number of a clause", (_name, text) => {
  expect(readOutline(text).numbered).toBe(2);
});

test("prose that is broken at a margin and goes on with a number is prose", () => {
  const line = "This sentence is long enough to be broken at a margin of the page in";
  const text = Array.from({ length: 12 }, (_, index) => `(${index + 1}) ${line}\n${index + 2}. ${line.toLowerCase()}\n(${index + 2}) ${line.toLowerCase()} the end.`).join("\n\n");
  expect(readOutline(text)).toMatchObject({ numbered: 12, byLevel: [12] });
});

test("a list of contents stands in the preamble although it looks like the headings", () => {
  const text = "目录如下：\n\n一、甲方的权利和义务\n\n二、乙方义务\n\n三、其他\n\n一、甲方的权利和义务\n\n应当。\n\n二、乙方的义务\n\n应当。\n\n三、其他\n\n无。";
  expect(treeOf(text).slice(0, 3)).toEqual(["<preamble> 目录如下：", "<preamble> 一、甲方的权利和义务 二、乙方义务 三、其他", "  一、 {甲方的权利和义务} 应当。"]);
  expect(readOutline(text)).toMatchObject({ topLevel: 3, numbered: 3 });
});

test("a short list that comes twice is no list of contents", () => {
  const list = "1. Name\n2. Address\n3. E-mail";
  expect(readOutline(`## A. You give\n\n${list}\n\n## B. We keep\n\n${list}`)).toMatchObject({ topLevel: 2, numbered: 8 });
});

test("a gap and a repeat are told, and both numbers stay", () => {
  expect(doubtsOf(readOutline("1. a.\n\n2. b.\n\n4. d.\n\n4. d again."))).toEqual(["5 number-gap", "7 number-repeat"]);
});

test("two agreements in one file are told", () => {
  const text = "---\ntitle: 条款 / Terms of Use\n---\n\n1. 甲。\n\n2. 乙。\n\nTerms of Use\n1. One.\n\n2. Two.";
  const outline = readOutline(text);
  expect(doubtsOf(outline)).toEqual(["9 second-agreement"]);
  expect(outline.byLevel).toEqual([4]);
});

test("a number that fits nowhere stays in its clause and is told", () => {
  const outline = readOutline("1. a.\n\n2. b.\n\n700. Seven hundred of them.");
  expect(outline.numbered).toBe(2);
  expect(doubtsOf(outline)).toEqual(["5 number-unplaced"]);
});

test("a list before the first heading stays in the preamble and is told", () => {
  const outline = readOutline("# Terms\n\nYou agree to:\n\n1. this,\n2. that.\n\n## A. One\n\nx.\n\n## B. Two\n\ny.\n\n## C. Three\n\nz.");
  expect(outline).toMatchObject({ topLevel: 3, numbered: 3 });
  expect(doubtsOf(outline)).toEqual(["5 number-in-preamble"]);
});

test.each([
  ["a comment above a paragraph", "# T\n\n<!-- note -->\nWelcome.\n\n1. Pay.", ["<title> {T}", "<preamble> Welcome.", "  1. Pay."]],
  ["lists of the preamble", "# T\n\nYou may:\n\n- read,\n\n- print.\n\nEnd.\n\n---\n\n1. Pay.", ["<title> {T}", "<preamble> You may: - read, - print", "<preamble> End. ---", "  1. Pay."]],
  ["a block of short lines with the date", "# T\n\nVersion 2\nEffective date: 2024-05-01\nExample Ltd.\n\n1. Pay.", ["<title> {T}", "<preamble> Version 2", "<date> Effective date: 2024-05-", "<preamble> Example Ltd.", "  1. Pay."]],
  ["a date within prose", `# T\n\nThese terms replace those of an earlier time that were\nlast updated on May 1, 2020 and which are no longer the ones that\nbind.\n\n1. Pay.`, ["<title> {T}", "<preamble> These terms replace thos", "  1. Pay."]],
])("%s in what stands before the clauses", (_name, text, tree) => {
  expect(treeOf(text)).toEqual(tree);
});

test("a line broken by two spaces stays broken, with any line ending", () => {
  for (const ending of ["\n", "\r\n"]) {
    expect(readOutline(`1. These are the first words;  ${ending}   and these the second.`).clauses[0]?.body).toBe("These are the first words;  \nand these the second.");
  }
});

test("offsets are bytes of the file as it is, BOM and CRLF counted", () => {
  const { clauses } = readOutline("\uFEFF# 条款\r\n\r\n1. 甲。\r\n\r\n2. 乙。\r\n");
  expect(clauses.map(({ start, end }) => [start, end])).toEqual([[0, 15], [15, 28], [28, 39]]);
  expect(clauses.map(({ body }) => body)).toEqual(["", "甲。", "乙。"]);
});

test("ids come from the text: they survive renumbering, and equal texts count up", () => {
  const before = readOutline("1. Pay.\n\n2. Wait.\n\n3. Pay.").clauses.map(({ id }) => id);
  const after = readOutline("1. New.\n\n2. Pay.\n\n3. Wait.\n\n4. Pay.").clauses.map(({ id }) => id);
  expect(after.slice(1)).toEqual(before);
  expect(before[2]).toBe(`${before[0]}-2`);
  expect(before[0]).toMatch(/^c-[0-9a-f]{10}$/);
});

test("a manifest gives its ids to preamble and clauses, in order", () => {
  const outline = readOutline("# Terms\n\nWelcome.\n\n1. Pay.\n\n2. Wait.");
  const fit = applyManifest(outline, ["welcome", "pay", "wait"]);
  if (!fit.fits) throw new Error("it fits");
  expect(fit.outline.clauses.map(({ id }) => id)).toEqual(["title", "welcome", "pay", "wait"]);
  expect(fit.outline.clauses.filter(isCovered)).toHaveLength(3);
});

test("a manifest that does not fit says where", () => {
  const outline = readOutline("1. Pay\n\nNow.\n\n2. Wait.");
  expect(applyManifest(outline, ["pay"])).toEqual({
    fits: false, reason: "count", ids: 1, clauses: 2, at: { index: 1, id: null, number: "2.", heading: null },
  });
  expect(applyManifest(outline, ["pay", "wait", "law"])).toMatchObject({ reason: "count", at: { index: 2, id: "law", number: null } });
  expect(applyManifest(readOutline("# T\n\n1. Pay."), ["title"])).toMatchObject({ reason: "duplicate-id", at: { index: 0, id: "title" } });
  expect(applyManifest(outline, ["pay", "pay"])).toMatchObject({ reason: "duplicate-id", at: { index: 1, id: "pay" } });
});

test("a text without a title, numbers or words is one paragraph, and nothing is nothing", () => {
  expect(treeOf("just some words that go on, and on.")).toEqual(["<preamble> just some words that go "]);
  expect(readOutline("\n \n").clauses).toMatchObject([{ role: "preamble", source: "\n \n" }]);
  expect(readOutline("").clauses).toEqual([]);
});
