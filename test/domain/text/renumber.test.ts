import { expect, test } from "vitest";
import { followReferences, rewriteBody } from "#app/domain/text/follow-references";
import { readNumber } from "#app/domain/text/numbering";
import { readOutline, type Clause } from "#app/domain/text/outline";
import { printNumber } from "#app/domain/text/print-number";
import { planNumbers } from "#app/domain/text/renumber";

test.each([
  ["3.2.1.", [3, 3, 1], "3.3.1."],
  ["３．２", [4, 1], "４．１"],
  ["第三条", [12], "第十二条"],
  ["第十条", [20], "第二十条"],
  ["第一百零九条", [110], "第一百一十条"],
  ["第9条", [10], "第10条"],
  ["（二）", [11], "（十一）"],
  ["(b)", [3], "(c)"],
  ["(iv)", [5], "(v)"],
  ["IV.", [9], "IX."],
  ["①", [3], "③"],
  ["Article 5", [6], "Article 6"],
  ["Section 4.2", [5, 1], "Section 5.1"],
  ["§ 3a", [4.01], "§ 4a"],
  ["第三条之一", [4.01], "第四条之一"],
  ["一、", [2], "二、"],
])("%s with the values %j is %s", (printed, values, expected) => {
  const [reading] = readNumber(printed, "heading");
  expect(reading && printNumber(printed, reading, values)).toBe(expected);
});

test("a way of numbering that ends has no further number", () => {
  const [letter] = readNumber("(z)", "heading");
  expect(letter && printNumber("(z)", letter, [27])).toBeNull();
});

function clausesIn(text: string): Clause[] {
  return readOutline(text).clauses.filter(({ role }) => role === "clause");
}

/** The numbers after taking away the clauses with these numbers, counting anew everywhere. */
function numbersWithout(text: string, ...gone: string[]): (string | null)[] {
  const before = clausesIn(text);
  const left = before.filter(({ number }) => !gone.includes(number ?? ""));
  const numbers = planNumbers(before, left, new Set([null, ...left.map(({ id }) => id)]));
  return left.map(({ id, number }) => numbers.get(id) ?? number);
}

const DOTTED = "# T\n\n1. A\n\n1.1. one\n\n1.2. two\n\n2. B\n\n2.1. three\n\n2.2. four\n\n3. C\n\n3.1. five\n";

test("numbers close up and children follow their parents", () => {
  expect(numbersWithout(DOTTED, "1.", "1.1.", "1.2.")).toEqual(["1.", "1.1.", "1.2.", "2.", "2.1."]);
  expect(numbersWithout(DOTTED, "2.1.")).toEqual(["1.", "1.1.", "1.2.", "2.", "2.1.", "3.", "3.1."]);
});

test("articles that count through the chapters go on doing so", () => {
  const text = "# 条款\n\n## 第一章 总则\n\n第一条 目的在此。\n\n第二条 范围在此。\n\n## 第二章 服务\n\n第三条 服务在此。\n\n第四条 费用在此。\n";
  expect(numbersWithout(text, "第二条")).toEqual(["第一章", "第一条", "第二章", "第二条", "第三条"]);
});

test("items that begin again under each parent begin again", () => {
  const text = "# 条款\n\n第一条 甲事如下：\n\n（一）壹；\n\n（二）贰。\n\n第二条 乙事如下：\n\n（一）叁；\n\n（二）肆。\n";
  expect(numbersWithout(text, "第一条")).toHaveLength(5);
  expect(numbersWithout(text).slice(3)).toEqual(["第二条", "（一）", "（二）"]);
});

test("where nothing was touched, gaps made by hand stay", () => {
  const before = clausesIn("# T\n\n1. A\n\n1.1. one\n\n1.3. three\n\n2. B\n\n2.1. four\n");
  expect(planNumbers(before, before, new Set([before[3]?.id ?? ""]))).toEqual(new Map());
});

test.each([
  ["见第 2.1 条和第 3 条。", "见第 1.1 条和第 2 条。"],
  ["见第2.2条。", "见第1.2条。"],
  ["see clause 2.1 and clauses 3.1 to 3.1.", "see clause 1.1 and clauses 2.1 to 2.1."],
  ["依照《民法典》第 3 条。", "依照《民法典》第 3 条。"],
  ["see section 9.", "see section 9."],
])("%s follows to %s", (citing, expected) => {
  const before = clausesIn(`${DOTTED}\n3.2. ${citing}\n`);
  const left = before.filter(({ number }) => !["1.", "1.1.", "1.2."].includes(number ?? ""));
  const numbers = planNumbers(before, left, new Set([null]));
  const after = left.map((clause) => ({ ...clause, number: numbers.get(clause.id) ?? clause.number }));
  const last = before.at(-1);
  expect(rewriteBody(last?.body ?? "", followReferences(before, after).get(last?.id ?? "") ?? [])).toBe(expected);
});

test("a citation by article and item follows both", () => {
  const text = "# 条款\n\n第一条 甲事在此。\n\n第二条 乙事如下：\n\n（一）壹；\n\n（二）贰。\n\n第三条 见第二条第（二）项。\n";
  const before = clausesIn(text);
  const left = before.filter(({ number }) => number !== "第一条" && number !== "（一）");
  const numbers = planNumbers(before, left, new Set([null, ...left.map(({ id }) => id)]));
  const after = left.map((clause) => ({ ...clause, number: numbers.get(clause.id) ?? clause.number }));
  const last = before.at(-1);
  expect(after.map(({ number }) => number)).toEqual(["第一条", "（一）", "第二条"]);
  expect(rewriteBody(last?.body ?? "", followReferences(before, after).get(last?.id ?? "") ?? [])).toBe("见第一条第（一）项。");
});
