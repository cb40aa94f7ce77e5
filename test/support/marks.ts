import { markWords } from "#app/domain/text/words";

/** A change as one readable string: `<del>` what went, `<ins>` what came. */
export function marked(oldText: string, newText: string): string {
  const tags = { keep: ["", ""], remove: ["<del>", "</del>"], insert: ["<ins>", "</ins>"] };
  return markWords(oldText, newText)
    .map(({ op, text }) => `${tags[op][0]}${text}${tags[op][1]}`)
    .join("");
}
