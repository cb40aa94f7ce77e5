import fc from "fast-check";
import { expect, test } from "vitest";
import { markWords, wordsOf } from "#app/domain/text/words";
import { marked } from "#test/support/marks";

test.each([
  ["期满前7天内支付续费款项。", "期满前15天内支付续费款项。", "期满前<del>7</del><ins>15</ins>天内支付续费款项。"],
  ["我们提前30天公告。", "我们提前30天公告并发送邮件。", "我们提前30天公告<ins>并发送邮件</ins>。"],
  ["You may end the agreement.", "You may not end the agreement.", "You may <ins>not </ins>end the agreement."],
  ["Fees are due in 14 days.", "Fees are due in 30 days.", "Fees are due in <del>14</del><ins>30</ins> days."],
  ["", "新增一条。", "<ins>新增一条。</ins>"],
  ["删去一条。", "", "<del>删去一条。</del>"],
  ["不变。", "不变。", "不变。"],
])("%s → %s", (oldText, newText, expected) => {
  expect(marked(oldText, newText)).toBe(expected);
});

test("a word is never cut, whatever the letters in common", () => {
  expect(marked("the contract ends", "the contact ends")).toBe("the <del>contract</del><ins>contact</ins> ends");
});

test("kept and removed runs give the old text, kept and inserted ones the new", () => {
  const text = fc.array(fc.constantFrom("本协议", "the ", "fee", "。", "\n", "30", "𠮷", " ", "é"), { maxLength: 60 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (oldText, newText) => {
      const marks = markWords(oldText, newText);
      expect(marks.filter(({ op }) => op !== "insert").map((mark) => mark.text).join("")).toBe(oldText);
      expect(marks.filter(({ op }) => op !== "remove").map((mark) => mark.text).join("")).toBe(newText);
    }),
  );
});

test("words joined give the text back, surrogate pairs whole at the seams", () => {
  const text = "𠮷".repeat(5_000);
  expect(wordsOf(text).join("")).toBe(text);
  expect(wordsOf(text).every((word) => word.isWellFormed())).toBe(true);
});

test("a text rewritten beyond the bound is one removal and one insertion", () => {
  const oldText = Array.from({ length: 20_000 }, (_, i) => `alt${i}`).join(" ");
  const newText = Array.from({ length: 20_000 }, (_, i) => `neu${i}`).join(" ");
  expect(markWords(oldText, newText).map(({ op }) => op)).toEqual(["remove", "insert"]);
});

test("a long text with one line changed is marked at that line, and one changed all over counts as rewritten", () => {
  const long = Array.from({ length: 60_000 }, (_, i) => `word${i}`);
  const one = markWords(long.join("\n"), long.with(30_000, "other").join("\n"));
  expect(one.filter(({ op }) => op !== "keep")).toEqual([{ op: "remove", text: "word30000" }, { op: "insert", text: "other" }]);
  const all = markWords(long.join("\n"), long.map((word, i) => (i % 9 === 0 ? "other" : word)).join("\n"));
  expect(all.slice(0, 2).map(({ op }) => op)).toEqual(["remove", "insert"]);
  expect(all.length).toBeLessThan(4);
});
