import { expect, test } from "vitest";
import { findMisfits } from "#app/domain/publication/drafting/misfit";
import { readOutline } from "#app/domain/text/outline";

const BINDING = readOutline("# 条款\n\n序言。\n\n1. 甲\n\n1.1. 一。\n\n1.2. 二。\n\n2. 乙\n\n2.1. 三。\n");
const TRANSLATION = "# Terms\n\nPreamble.\n\n1. A\n\n1.1. One.\n\n1.2. Two.\n\n2. B\n\n2.1. Three.\n";

function misfits(text: string) {
  return findMisfits(BINDING, readOutline(text));
}

test("a translation with the same clauses at the same levels fits, however it words them", () => {
  expect(misfits(TRANSLATION)).toEqual([]);
});

test("a clause left out is named by the number of the binding text", () => {
  expect(misfits(TRANSLATION.replace("1.2. Two.\n\n", ""))).toEqual([{ code: "missing", number: "1.2." }]);
});

test("a clause too many is named by its number and line", () => {
  expect(misfits(`${TRANSLATION}\n2.2. Four.\n`)).toEqual([{ code: "extra", number: "2.2.", line: 15 }]);
});

test("several places are all named, in the order of the text", () => {
  const text = TRANSLATION.replace("Preamble.\n\n", "").replace("2. B", "1.3. More.\n\n2. B");
  expect(misfits(text)).toEqual([{ code: "missing", number: null }, { code: "extra", number: "1.3.", line: 9 }]);
});

test("a translation that numbers in its own way is set side by side by level", () => {
  const text = "# Terms\n\nPreamble.\n\n## Article 1 A\n\n(1) One.\n\n## Article 2 B\n\n(1) Three.\n";
  const found = misfits(text);
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ code }) => code === "missing" || code === "level" || code === "extra")).toBe(true);
});

test("an empty text misses everything", () => {
  expect(misfits("# Terms\n").map(({ code }) => code)).toEqual(Array.from({ length: 6 }, () => "missing"));
});
