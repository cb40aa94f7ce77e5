import { expect, test } from "vitest";
import { markLines, type MarkSide } from "#app/domain/text/mark-lines";
import { markWords } from "#app/domain/text/words";

const SIGNS = { keep: ["", ""], remove: ["[-", "-]"], insert: ["{+", "+}"] } as const;

function lines(before: string, after: string, side: MarkSide = "both"): string[] {
  return markLines(markWords(before, after), side).map((line) => line.map(({ op, text }) => `${SIGNS[op][0]}${text}${SIGNS[op][1]}`).join(""));
}

test.each([
  ["a word in the second line", "One.\nTwo fees.", "One.\nTwo rates.", ["One.", "Two [-fees-]{+rates+}."]],
  ["a line that comes", "One.\nThree.", "One.\nTwo.\nThree.", ["One.", "{+Two.+}", "Three."]],
  ["a line that goes", "One.\nTwo.\nThree.", "One.\nThree.", ["One.", "[-Two.-]", "Three."]],
  ["a line cut in two", "One. Two.", "One.\nTwo.", ["One.[- -]{+¶+}", "Two."]],
  ["two lines joined", "One.\nTwo.", "One. Two.", ["One.[-¶-]{+ +}Two."]],
  ["nothing", "", "", []],
])("%s is marked in its line", (_, before, after, expected) => {
  expect(lines(before, after)).toEqual(expected);
});

test("read in one of the texts, only what that text has is shown", () => {
  expect(lines("One fee.\nTwo.", "One rate.\nTwo.\nThree.", "old")).toEqual(["One [-fee-].", "Two."]);
  expect(lines("One fee.\nTwo.", "One rate.\nTwo.\nThree.", "new")).toEqual(["One {+rate+}.", "Two.", "{+Three.+}"]);
});
