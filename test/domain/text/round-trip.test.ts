import fc from "fast-check";
import { expect, test } from "vitest";
import { readOutline, type Outline } from "#app/domain/text/outline";

/** Lines of every kind that agreements are made of, and some that none is. */
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("", "", "  ", "\t", "　") },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      "1. Fees", "2. Law", "1.1. You pay.", "1.2 We bill:", "1.2.1. monthly;", "3. 服务费用", "3.1. 您应当付费。", "第一章 总则", "第一条 目的", "第二条 【定义】本协议。",
      "（一）甲；", "（二）乙。", "一、总则", "二、附则", "1、子；", "（1）丑；", "① 寅", "(a) this;", "(b) that;", "(i) one", "(ii) two", "a. x", "i. y", "§ 3 Form",
      "§ 3a Frist", "Article 1 Scope", "Section 2: Fees", "I. One", "1\\. escaped", "**1. Bold**", "**1.1** x", "１．全角", "1. ## Inner", "99. far", "2019. year", "1. two spaces  ",
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom("# Title", "## A. Part", "## Heading", "### 1. Sub", "## Closed ##", "###### deep", "**Bold line**", "Setext", "=====", "-----", "#无空格") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "---", "+++", "title: Terms", "```", "~~~", "<!-- note", "-->", "> quote", "> 更新日期：2024 年 1 月 1 日", "| a | b |", "|---|---|", "* bullet", "  - inner", "<table>",
      "</table>", "[^1]: note", "[x]: https://a.example", "目录", "## Contents", "Last updated: May 1, 2024", "\u200b1. hidden", "\uFEFF", "\u2028", "\u0000", "\ud800",
    ),
  },
  { weight: 3, arbitrary: fc.string({ maxLength: 30 }) },
);

const text = fc.record({ bom: fc.constantFrom("", "\uFEFF"), lines: fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\n", "\r\n", "\r", "    \n")), { maxLength: 40 }) });

function joined({ bom, lines }: { bom: string; lines: [string, string][] }): string {
  return bom + lines.map(([words, ending], index) => (index === lines.length - 1 ? words : words + ending)).join("");
}

test("the clauses of any text, joined, are the text; their offsets are its bytes", () => {
  fc.assert(
    fc.property(text, (parts) => {
      const source = joined(parts);
      const { clauses } = readOutline(source);
      expect(clauses.map((clause) => clause.source).join("")).toBe(source);
      const bounds = clauses.flatMap(({ start, end }) => [start, end]);
      const ends = clauses.map((_, index) => Buffer.byteLength(clauses.slice(0, index + 1).map((clause) => clause.source).join("")));
      expect(bounds).toEqual(ends.flatMap((end, index) => [ends[index - 1] ?? 0, end]));
    }),
    { numRuns: 1500 },
  );
});

test("ids are unique, levels grow by one, and counts are those of the clauses", () => {
  fc.assert(
    fc.property(text, (parts) => {
      const outline = readOutline(joined(parts));
      expect(new Set(outline.clauses.map(({ id }) => id)).size).toBe(outline.clauses.length);
      const levels = outline.clauses.filter(({ role }) => role === "clause").map(({ level }) => level);
      expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
      expect(outline.byLevel.reduce((sum, count) => sum + count, 0)).toBe(outline.numbered);
      expect(outline.clauses.filter(({ number }) => number !== null)).toHaveLength(outline.numbered);
    }),
    { numRuns: 500 },
  );
});

test("BOM and line endings change no clause", () => {
  fc.assert(
    fc.property(fc.array(line.filter((words) => !/[\r\n\uFEFF]/.test(words)), { maxLength: 40 }), (lines) => {
      fc.pre(lines.join("").trim() !== "");
      expect(readableOf(readOutline(`\uFEFF${lines.join("\r\n")}`))).toEqual(readableOf(readOutline(lines.join("\n"))));
    }),
    { numRuns: 500 },
  );
});

function readableOf({ clauses, doubts, title, dateLine }: Outline) {
  return { title, dateLine, doubts, clauses: clauses.map(({ id, role, level, number, heading, body }) => ({ id, role, level, number, heading, body })) };
}

const HOSTILE: [string, string][] = [
  ["200 nested lists", Array.from({ length: 200 }, (_, depth) => `${"   ".repeat(depth)}1. x`).join("\n")],
  ["10,000 identical clauses", "1. Pay.\n\n".repeat(10_000)],
  ["10,000 numbered clauses", Array.from({ length: 10_000 }, (_, index) => `${index + 1}. Pay.`).join("\n\n")],
  ["100,000 brackets", "[".repeat(100_000)],
  ["5 MB in one line", "条".repeat(1_700_000)],
  ["5 MB in one heading", `## 1. ${"#".repeat(5_000_000)}`],
  ["5 MB of white space", " ".repeat(5_000_000)],
  ["5 MB of tags", "<a ".repeat(1_700_000)],
  ["300,000 lines", "\n".repeat(300_000)],
  ["40,000 numbers and nothing", "1.\n2.\n".repeat(20_000)],
  ["30,000 headings", "# A\n".repeat(30_000)],
  ["20,000 bold lines", "**A**\n\n".repeat(20_000)],
  ["20,000 letters that may be roman", "i. x\n\n".repeat(20_000)],
  ["a list of contents without end", `${"1. A\n\n".repeat(20_000)}${"2. B\n\n".repeat(20_000)}`],
  ["50,000 table rows", "| 1. | 2. |\n".repeat(50_000)],
  ["an open fence", `\`\`\`\n${"1. x\n".repeat(100_000)}`],
];

test.each(HOSTILE)("%s come back whole", (_name, source) => {
  expect(readOutline(source).clauses.map((clause) => clause.source).join("") === source).toBe(true);
});
