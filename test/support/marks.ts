import { compareOutlines } from "#app/domain/text/comparison";
import { textOf } from "#app/domain/text/identity";
import { readOutline } from "#app/domain/text/outline";
import { markWords } from "#app/domain/text/words";

/** A change as one readable string: `<del>` what went, `<ins>` what came. */
export function marked(oldText: string, newText: string): string {
  const tags = { keep: ["", ""], remove: ["<del>", "</del>"], insert: ["<ins>", "</ins>"] };
  return markWords(oldText, newText)
    .map(({ op, text }) => `${tags[op][0]}${text}${tags[op][1]}`)
    .join("");
}

/** Every change between two texts as one line: kind, marks, numbers, words. Unchanged clauses in place are left out. */
export function redline(oldText: string, newText: string): string[] {
  const { changes } = compareOutlines(readOutline(oldText), readOutline(newText));
  return changes
    .filter(({ kind, isMoved, isRenumbered }) => kind !== "unchanged" || isMoved || isRenumbered)
    .map(({ kind, isMoved, isRenumbered, old, new: fresh }) => {
      const numbers = [old, fresh].map((clauses) => clauses.map(({ number }) => number ?? "–").join("+"));
      const words = [kind, ...(isMoved ? ["moved"] : []), ...(isRenumbered ? ["renumbered"] : [])].join(" ");
      const text = marked(old.map(textOf).join("\n"), fresh.map(textOf).join("\n"));
      return `${words} ${numbers.join("→")}: ${text.replaceAll("\n", "⏎")}`;
    });
}
