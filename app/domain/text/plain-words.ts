import { readMarkdown, type LinkTargets } from "#app/domain/text/markdown";
import type { Block, Inline } from "#app/domain/text/nodes";
import type { Clause } from "#app/domain/text/outline";

/** What a clause says, without its markup. */
export type PlainClause = {
  /** As it stands in the text, a keyword in its brackets; empty where there is none. */
  heading: string;
  /** Paragraphs, items and rows of tables on lines of their own. */
  words: string;
  /** The words with each link's target behind it. */
  linkedWords: string;
  /** Where its links lead, in order. */
  targets: string[];
};

/** Reads a clause's heading and body as plain words. `references` are the targets of its text's reference links. */
export function plainClause({ role, heading, body, source }: Clause, references: LinkTargets): PlainClause {
  if (role === "frontMatter") return { heading: "", words: body, linkedWords: body, targets: [] };
  const blocks = readMarkdown(body, references);
  const targets: string[] = [];
  const withTarget: LinkWords = (href, words) => {
    targets.push(href);
    return words === href ? words : `${words} <${href}>`;
  };
  return {
    heading: heading !== null && source.includes(`【${heading}】`) ? `【${heading}】` : (heading ?? ""),
    words: linesOf(blocks, (_href, words) => words).join("\n"),
    linkedWords: linesOf(blocks, withTarget).join("\n"),
    targets,
  };
}

/** What stands for a link. */
type LinkWords = (href: string, words: string) => string;

function linesOf(blocks: readonly Block[], linkWords: LinkWords): string[] {
  return blocks.flatMap((block) => linesOfBlock(block, linkWords));
}

function linesOfBlock(block: Block, linkWords: LinkWords): string[] {
  switch (block.type) {
    case "paragraph":
      return inlineText(block.children, linkWords).split("\u2028").map(withoutWraps);
    case "list":
      return block.items.flatMap(({ marker, children }) => {
        const [first = "", ...rest] = linesOf(children, linkWords);
        return [`${marker ?? "•"} ${first}`.trimEnd(), ...rest];
      });
    case "table":
      return [block.header, ...block.rows].map((row) => row.map((cell) => withoutWraps(inlineText(cell, linkWords))).join(" | "));
    case "quote":
      return linesOf(block.children, linkWords);
    case "codeBlock":
      return block.text.split("\n");
    case "rule":
      return [];
  }
}

/** The words of a run; a line separator stands where the text breaks its line. */
function inlineText(inlines: readonly Inline[], linkWords: LinkWords): string {
  return inlines.map((inline) => {
    switch (inline.type) {
      case "text":
      case "code":
        return inline.text;
      case "break":
        return "\u2028";
      case "link":
        return linkWords(inline.href, inlineText(inline.children, linkWords));
      case "strong":
      case "emphasis":
      case "struck":
        return inlineText(inline.children, linkWords);
    }
  }).join("");
}

/** A line on one line: where it is wrapped in the source, a space, and nothing between Chinese characters. */
function withoutWraps(line: string): string {
  return line.replace(/(\S)[ \t]*[\r\n]\s*(?=(\S))/gu, (_, before: string, after: string) => (isWide(before) && isWide(after) ? before : `${before} `)).trim();
}

function isWide(character: string): boolean {
  return /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u.test(character);
}
