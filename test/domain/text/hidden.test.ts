import { expect, test } from "vitest";
import { findHiddenCharacters } from "#app/domain/text/hidden";

test.each([
  ["a zero-width space in an amount", "500\u200B0 元", "invisible", 3, "U+200B"],
  ["an override of direction", "退款\u202E不予", "direction", 2, "U+202E"],
  ["a byte order mark inside the text", "a\uFEFFb", "invisible", 1, "U+FEFF"],
  ["a control character", "a\u0007b", "control", 1, "U+0007"],
  ["a tag character outside the basic plane", "a\u{E0041}b", "invisible", 1, "U+E0041"],
  ["a Cyrillic letter in a Latin word", "the p\u0430yment", "lookAlike", 5, "U+0430 in p\u0430yment"],
])("%s is found", (_, text, kind, at, name) => {
  expect(findHiddenCharacters(text)).toEqual([{ kind, at, name }]);
});

test.each([
  ["plain Chinese and English", "本协议 means this agreement.\n\t第一条"],
  ["a byte order mark at the start", "\uFEFF第一条"],
  ["whole words of other scripts", "Договор и α-тест, see Договор"],
  ["an emoji of several parts", "👩\u200D💻"],
])("%s is nothing to report", (_, text) => {
  expect(findHiddenCharacters(text)).toEqual([]);
});

test("a long word of one script costs no more than its length", () => {
  expect(findHiddenCharacters("a".repeat(200_000))).toEqual([]);
});
