import type { Block, Letter, Link, MarkedClause, Row, Words } from "#app/domain/notice/texts/letter";
import type { Mark } from "#app/domain/text/words";
import type { Language } from "#app/messages/catalogue";
import { compareMessages } from "#app/messages/compare";

/** The letter as plain text: nothing of it stands in the HTML alone, and deleted and inserted words are named as such. */
export function plainText(letter: Letter): string {
  const { title, lead, blocks, foot, language } = letter;
  const parts = [ruled(own(title), "="), ...lead.map(own), ...blocks.map((block) => blockText(block, language)), `--\n${foot.map(own).join("\n")}`];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function blockText(block: Block, language: Language): string {
  switch (block.kind) {
    case "heading":
      return ruled(own(block.text), "-");
    case "paragraph":
      return own(block.text);
    case "quote":
      return own(block.text).split("\n").map((line) => `> ${line}`.trimEnd()).join("\n");
    case "said":
      return `> ${filled(block.text)}`;
    case "rows":
      return block.rows.map((row) => rowText(row, language)).join("\n");
    case "list":
      return block.items.map((item) => `- ${own(item)}`).join("\n");
    case "links":
      return block.links.map((link) => linkText(link, language)).join("\n");
    case "clause":
      return clauseText(block.clause, language);
    case "verbatim":
      return filled(block.text);
  }
}

function rowText({ label, value }: Row, language: Language): string {
  return `${own(label)}${colon(language)}${filled(value)}`;
}

/** The address on a line of its own, so that no mark sticks to it. */
function linkText({ label, url }: Link, language: Language): string {
  return `${own(label)}${colon(language).trimEnd()}\n  ${filled(url)}`;
}

function clauseText({ name, fates, note, heading, words }: MarkedClause, language: Language): string {
  const head = `* ${own(name)}${language === "en" ? ` (${own(fates.join("; "))})` : `（${own(fates.join("；"))}）`}`;
  const lines = [note, markedText(heading, language), markedText(words, language)].filter((line) => line !== "");
  return [head, ...lines].join("\n");
}

function markedText(marks: readonly Mark[], language: Language): string {
  const { heard } = compareMessages[language];
  return marks.map(({ op, text }) => (op === "keep" ? own(text) : `${heard[op][0]}${own(text)}${heard[op][1]}`)).join("");
}

function colon(language: Language): string {
  return language === "en" ? ": " : "：";
}

function filled(words: Words): string {
  return typeof words === "string" ? own(words) : `{{${words.fill}}}`;
}

/** Braces of a title or a clause are not to be filled in, and no control character but the end of a line stays. */
function own(text: string): string {
  return text.replaceAll("{{", "{ {").replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "");
}

function ruled(text: string, mark: string): string {
  const width = Array.from(text).reduce((sum, character) => sum + (/[\u1100-\uFFE6]/.test(character) ? 2 : 1), 0);
  return `${text}\n${mark.repeat(Math.min(width, 72))}`;
}
