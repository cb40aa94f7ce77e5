import { expect, test } from "vitest";
import { lintOutline, type LintContext } from "#app/domain/text/lint";
import { readOutline } from "#app/domain/text/outline";

function lint(text: string, context?: LintContext): string[] {
  return lintOutline(readOutline(text), context).map(({ severity, code, line, number, found }) => `${severity} ${code} line ${line} ${number ?? "–"}: ${found}`);
}

test("a sound text has no findings", () => {
  expect(lint("1. 费用\n\n1.1. 按第 1.2 条支付。\n\n1.2. 先付费。\n")).toEqual([]);
});

test("a hidden character is an error at its line", () => {
  expect(lint("1. 费用\n\n1.1. 违约金为500\u200B0元。\n")).toEqual(["error hidden-character line 3 1.1.: U+200B"]);
});

test("a letter that only looks Latin is an error", () => {
  expect(lint("1. Fees\n\n1.1. The p\u0430yment is due.\n")).toEqual(["error look-alike line 3 1.1.: U+0430 in p\u0430yment"]);
});

test("a citation of a clause that is not there is an error", () => {
  expect(lint("1. 费用\n\n1.1. 依照第 3.4 条办理。\n")).toEqual(["error reference-broken line 3 1.1.: 第 3.4 条"]);
});

test("a citation with a number that no agreement has is a warning", () => {
  expect(lint("1. Notices\n\n1.1. As in section 252.227 thereof.\n")).toEqual(["warning reference-doubtful line 3 1.1.: section 252.227"]);
});

test("a clause without text and without clauses under it is an error", () => {
  expect(lint("## 1. Fees\n\nPaid in advance.\n\n## 2. Data\n")).toEqual(["error empty-clause line 5 2.: 2."]);
});

test("a number that repeats is an error, a gap a warning, a lazy list neither", () => {
  expect(lint("1. A\n\n1.1. x\n\n1.1. y\n\n1.3. z\n")).toEqual([
    "error number-repeated line 5 1.1.: 1.1.",
    "warning number-gap line 7 1.3.: 1.3.",
  ]);
  expect(lint("## Use\n\n1. One thing.\n1. Another thing.\n1. A third thing.\n")).toEqual([]);
});

const PROMISING = "重要条款将以粗体下划线标识。\n\n1. 责任\n\n1.1. 不承担间接损失。\n";

test("emphasis that the text promises and nobody gives is an error, until a clause is flagged", () => {
  expect(lint(PROMISING)).toEqual(["error emphasis-absent line 1 –: 以粗体下划线标识"]);
  expect(lint(PROMISING, { conspicuousIds: new Set(["limit"]) })).toEqual([]);
});

test("a term written like a defined one and never defined is a warning where the text defines others", () => {
  const text = `1. Terms

1.1. “Service” means the site. “Order” means a purchase. “Customer Data” means what you store.

1.2. We keep the Usage Data and the Customer Data; we may share the Usage Data.
`;
  expect(lint(text)).toEqual(["warning term-undefined line 5 1.2.: Usage Data"]);
});

test("a date line that did not move with the words is a warning", () => {
  const before = "> 本版日期：2026 年 1 月 15 日\n\n1. 费用\n\n1.1. 提前 7 日支付。\n";
  const after = before.replace("7 日", "9 日");
  expect(lint(after, { previous: readOutline(before) })).toEqual(["warning date-stale line 1 –: 本版日期：2026 年 1 月 15 日"]);
  expect(lint(before, { previous: readOutline(before) })).toEqual([]);
});

test("a text full of one fault is told of it five hundred times and no more", () => {
  expect(lint(`1. 费用\n\n1.1. ${"依照第 9.9 条。".repeat(2_000)}\n`)).toHaveLength(500);
  expect(lint(`1. 费用\n\n1.1. ${"五\u200B百".repeat(2_000)}\n`)).toHaveLength(500);
});
