import type { LevelReport, Report } from "#app/messages/verify-report";

/** A piece of a page as plain data, so that the server and the browser's script set the same one. Texts are texts, never markup. */
export type Block = {
  tag: "div" | "h2" | "h3" | "p" | "ol" | "li" | "dl" | "dt" | "dd" | "span" | "details" | "summary" | "pre" | "code";
  className?: string;
  children: readonly (Block | string)[];
};

/** The report as the page shows it. */
export function reportBlocks({ verdict, title, trust, levels, facts, notes, entry }: Report): Block[] {
  return [
    block("div", `verdict verdict-${verdict}`, block("h2", "", title), ...trust.map((sentence) => block("p", "", sentence))),
    block("ol", "levels", ...levels.map(levelBlock)),
    block("dl", "facts facts-wide verify-facts", ...facts.flatMap(({ name, value, isExact }) => [block("dt", "", name), block("dd", isExact ? "exact" : "", value)])),
    ...notes.map((note) => block("p", "notice notice-quiet", note)),
    ...(entry ? [block("details", "verify-entry", block("summary", "", entry.title), block("pre", "", block("code", "", entry.text)))] : []),
  ];
}

/** What is shown in the place of a report where nothing could be checked. */
export function unreadableBlocks(title: string, sentence: string): Block[] {
  return [block("div", "verdict verdict-fails", block("h2", "", title), block("p", "", sentence))];
}

function levelBlock({ state, word, name, sentence, meaning }: LevelReport): Block {
  return block("li", `level level-${state}`,
    block("h3", "", name, " ", block("span", "level-state", word)),
    block("p", "", sentence),
    block("p", "level-means", meaning));
}

function block(tag: Block["tag"], className: string, ...children: readonly (Block | string)[]): Block {
  return className === "" ? { tag, children } : { tag, className, children };
}
