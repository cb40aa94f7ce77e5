import fc from "fast-check";
import { expect, test } from "vitest";
import { compareOutlines } from "#app/domain/text/comparison";
import { readOutline } from "#app/domain/text/outline";
import { applyPatch, toPatch, type Patch } from "#app/domain/text/patch";

/** The patch as a program gets it: through JSON. */
function patchBetween(before: string, after: string): Patch {
  return JSON.parse(JSON.stringify(toPatch(compareOutlines(readOutline(before), readOutline(after)))));
}

function rebuilt(before: string, after: string): string {
  return Buffer.from(applyPatch(Buffer.from(before), patchBetween(before, after))).toString();
}

const words = fc.constantFrom("本协议", "服务费用", "应当", "提前三十日", "the ", "fee ", "is paid ", "。", "；", "𠮷", "é", "<b>", "**", "\t", "Section 3.1 ");
const sentence = fc.array(words, { minLength: 1, maxLength: 14 }).map((parts) => parts.join(""));
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom("1.", "1.1.", "1.2.", "2.", "2.1.", "第一条", "第二条", "（一）", "（二）", "## 3.", "- ", "(a)", ""), sentence).map(([number, text]) => `${number} ${text}`) },
  { weight: 1, arbitrary: fc.constantFrom("---", "# Title", "2026 年 1 月 1 日", "| a | b |", "> quoted", "```", "", "   ") },
);
const text = fc
  .record({ lines: fc.array(line, { maxLength: 20 }), newline: fc.constantFrom("\n", "\r\n", "\n\n"), bom: fc.constantFrom("", "\uFEFF"), end: fc.constantFrom("", "\n") })
  .map(({ lines, newline, bom, end }) => `${bom}${lines.join(newline)}${end}`);

test("whatever two texts hold, the new one comes out of the old one and the patch alone", () => {
  fc.assert(fc.property(text, text, (before, after) => rebuilt(before, after) === after), { numRuns: 400 });
});

test("a text whose lines are shuffled, lost and repeated comes out of the first one and the patch alone", () => {
  const edited = fc.array(line, { minLength: 1, maxLength: 25 }).chain((lines) =>
    fc.tuple(fc.constant(lines), fc.array(fc.constantFrom(...lines), { maxLength: 30 })),
  );
  fc.assert(
    fc.property(edited, ([before, after]) => rebuilt(before.join("\n\n"), after.join("\n\n")) === after.join("\n\n")),
    { numRuns: 400 },
  );
});

test("the patch of a text with itself names each clause by its bytes and repeats no word", () => {
  fc.assert(
    fc.property(text, (same) => {
      const { clauses } = patchBetween(same, same);
      expect(clauses.flatMap(({ parts }) => parts).filter((part) => typeof part === "string")).toEqual([]);
      expect(clauses.every(({ kind }) => kind === "unchanged")).toBe(true);
    }),
  );
});

test("offsets are bytes of the old file as it is, with its BOM and its line endings", () => {
  const before = "\uFEFF1. 费用\r\n\r\n1.1. 先付费。\r\n";
  const { clauses } = patchBetween(before, "\uFEFF1. 费用\r\n\r\n1.1. 先付费，后服务。\r\n");
  expect(clauses.map(({ kind, parts }) => [kind, parts])).toEqual([
    ["unchanged", [[0, 16]]],
    ["changed", [[16, 30], "，后服务", [30, 35]]],
  ]);
});

test("a patch names what became of each clause", () => {
  const { counts, clauses } = patchBetween("1. Fees\n\n1.1. Paid in advance.\n", "1. Fees\n\n1.1. New words come first here.\n\n1.2. Paid in advance.\n");
  expect(counts).toMatchObject({ unchanged: 2, added: 1, renumbered: 1 });
  expect(clauses.map(({ kind, moved, renumbered, old, new: fresh }) => [kind, moved, renumbered, old[0]?.number, fresh[0]?.number])).toEqual([
    ["unchanged", false, false, "1.", "1."],
    ["added", false, false, undefined, "1.1."],
    ["unchanged", false, true, "1.1.", "1.2."],
  ]);
});
