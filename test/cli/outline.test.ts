import { expect, test } from "vitest";
import { outlineJson, outlineText } from "#app/cli/outline";
import { readOutline } from "#app/domain/text/outline";

const outline = readOutline("---\ntitle: 条款\n---\n\n> 更新日期：2024 年 1 月 1 日\n\n欢迎。\n\n【必读】请以粗体下划线标识。\n\n1. 费用\n1.1. 应付。\n\n3. 不退。\n");

test("people are told title, date, preamble, counts, articles and doubts", () => {
  expect(outlineText(outline)).toBe(
    [
      "Title:     条款",
      "Date:      更新日期：2024 年 1 月 1 日",
      "Preamble:  2 paragraphs with 【必读】",
      "Articles:  2",
      "Numbered:  3 (by level: 2 + 1)",
      "",
      "  1. 费用",
      "  3. 不退。",
      "",
      "Confidence: 83 of 100",
      "Doubts: 2",
      "  line 9: emphasis is promised here, but nothing is emphasised: 以粗体下划线标识",
      "  line 14: a number is missing before this one: 3. 不退。",
      "",
    ].join("\n"),
  );
});

test("programs get the spans with their byte offsets", () => {
  const { clauses, ...rest } = outlineJson(outline);
  expect(rest).toEqual({ title: "条款", topLevel: 2, byLevel: [2, 1], numbered: 3, doubts: outline.doubts });
  expect(Object.keys(clauses[0] ?? {})).toEqual(["id", "level", "number", "heading", "start", "end"]);
  expect(clauses.at(-2)).toMatchObject({ level: 2, number: "1.1.", heading: null });
});
