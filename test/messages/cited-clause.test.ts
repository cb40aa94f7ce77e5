import { expect, test } from "vitest";
import { citeClause } from "#app/messages/cited-clause";

test.each([
  ["3.1.", "clause 3.1", "第 3.1 条"],
  ["10", "clause 10", "第 10 条"],
  ["第五条", "第五条", "第五条"],
  ["Article 5.", "Article 5", "Article 5"],
])("the printed number %j is cited within a sentence", (number, english, chinese) => {
  expect(citeClause(number, "en")).toBe(english);
  expect(citeClause(number, "zh-CN")).toBe(chinese);
});
