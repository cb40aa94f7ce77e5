import { expect, test } from "vitest";
import { readOutline } from "#app/domain/text/outline";
import { placesOf } from "#app/domain/text/places";

function places(...lines: string[]): string[] {
  return placesOf(readOutline(`${lines.join("\n\n")}\n`).clauses).filter((place) => place !== "");
}

test.each([
  ["numbers that hold those above them", ["1. Fees", "1.1. Paid ahead.", "1.1.1. By card."], ["1", "1.1", "1.1.1"]],
  ["items of an article", ["第一章 总则", "第五条 下列行为：", "（一）转让；", "（二）出租。", "第二章 附则", "第六条 施行。"], ["第一章", "第五条", "第五条（一）", "第五条（二）", "第二章", "第六条"]],
  ["numbers under letters", ["## D. Content", "### 1. Yours", "You own it.", "### 2. Ours", "We own it."], ["D", "D.1", "D.2"]],
  ["letters under numbers", ["## 8. Liability", "1. In general:", "    a. direct loss;", "    b. indirect loss."], ["8", "8.1", "8.1.a", "8.1.b"]],
  ["nothing where nothing is printed", ["## Scope", "All services."], []],
])("a place is cited with %s", (_, lines, expected) => {
  expect(places(...lines)).toEqual(expected);
});
