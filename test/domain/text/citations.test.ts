import { expect, test } from "vitest";
import { findCitations } from "#app/domain/text/citations";

function cited(text: string): string[] {
  return findCitations(text).filter(({ isForeign }) => !isForeign).map((citation) => citation.text);
}

function paths(text: string): string[] {
  return findCitations(text).flatMap(({ targets }) =>
    targets.map(({ base, steps }) => [base, ...steps.map(({ unit, values }) => `${unit ?? ""}${values.join(".")}`)].join(" ")),
  );
}

test.each([
  ["按第 9.2.4 条办理", ["text 条9.2.4"]],
  ["依照第九条第二款第（一）项", ["text 条9 款2 项1"]],
  ["违反前款规定的", ["previous"]],
  ["本条第（二）项", ["ownArticle 项2"]],
  ["第三条、第五条至第七条", ["text 条3", "text 条5", "text 条7"]],
  ["第二十条第一项和第三项", ["text 条20 项1", "text 条20 项3"]],
  ["see Section 4.2", ["text section4.2"]],
  ["under clauses 3 to 5", ["text clause3", "text clause5"]],
  ["Sections 4.1, 4.2 and 5(b)", ["text section4.1", "text section4.2", "text section5 2"]],
  ["nach § 3a", []],
])("%s points at %j", (text, expected) => {
  expect(paths(text)).toEqual(expected);
});

test.each([
  ["本条款及本项目的款项", []],
  ["依据《民法典》第四百九十六条，本协议第三条", ["第三条"]],
  ["Article 6 of the GDPR and Article 6 of this Agreement", ["Article 6"]],
  ["under 15 U.S.C. § 7001 and Section 2", ["Section 2"]],
  ["第 2 版、2026 年、30 天", []],
  ["Section A.2 and Article IV", ["Section A.2", "Article IV"]],
])("in %s the citations of this text are %j", (text, expected) => {
  expect(cited(text)).toEqual(expected);
});

test("a long text without citations, and one of nothing but their beginnings, cost no more than their length", () => {
  expect(findCitations("本协议".repeat(200_000))).toEqual([]);
  expect(findCitations("第".repeat(200_000))).toEqual([]);
  expect(findCitations("section ".repeat(50_000))).toEqual([]);
});

test("a bare plural cites nothing", () => {
  expect(cited("The clauses below. Clauses of this kind; SECTION 3 and Sections 4 and 5")).toEqual(["SECTION 3", "Sections 4 and 5"]);
});
