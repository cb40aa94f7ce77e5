import type { Mark } from "#app/domain/text/words";

/** Which text marks are read in: both at once, or one of the two. */
export type MarkSide = "both" | "old" | "new";

/** Stands for a line break that alone came or went. */
const BREAK = "¶";

/**
 * Marks as lines, for one or both of the texts. A break that alone came or went is shown as ¶; read together, one that went does
 * not end its line.
 */
export function markLines(marks: readonly Mark[], side: MarkSide): Mark[][] {
  const lines: Mark[][] = [[]];
  const add = (mark: Mark) => void (mark.text === "" || lines.at(-1)?.push(mark));
  for (const mark of marks.filter(({ op }) => isSeen(op, side))) {
    const isLoneBreak = mark.op !== "keep" && /^\n+$/.test(mark.text);
    if (isLoneBreak) add({ op: mark.op, text: BREAK });
    if (isLoneBreak && mark.op === "remove" && side === "both") continue;
    mark.text.split("\n").forEach((text, index) => {
      if (index > 0) lines.push([]);
      add({ op: mark.op, text });
    });
  }
  return lines.filter((line) => line.length > 0);
}

function isSeen(op: Mark["op"], side: MarkSide): boolean {
  if (side === "both") return true;
  return op !== (side === "old" ? "insert" : "remove");
}
