import { linkPassages, type FindPassages, type Passage } from "#app/domain/text/linked";
import { linkTargets, readMarkdown, type LinkTargets } from "#app/domain/text/markdown";
import type { Alignment, Block, Inline, ListItem } from "#app/domain/text/nodes";
import type { Clause, Outline } from "#app/domain/text/outline";
import { openReferences, type Reference } from "#app/domain/text/references";
import { dateWords } from "#app/domain/text/title";

/** Text as it stands in HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };

/** How words are set: what opens and closes each run of them, and what stands before the first. */
type Setting = { open: string; close: string; lead: string };

const PLAIN: Setting = { open: "", close: "", lead: "" };
/** Bold without a style sheet; the style sheet underlines it. */
const CONSPICUOUS: Setting = { open: '<strong class="conspicuous-text">', close: "</strong>", lead: "" };

/** The HTML of a clause's body. Everything in it is escaped; numbers of lists are text. */
export function renderClauseBody(nodes: readonly Block[]): string {
  return renderBlocks(nodes, PLAIN);
}

/** The same for a conspicuous clause: its words are bold by their elements. */
export function renderConspicuousBody(nodes: readonly Block[]): string {
  return renderBlocks(nodes, CONSPICUOUS);
}

function renderBlocks(blocks: readonly Block[], setting: Setting): string {
  const [first, ...others] = blocks;
  if (setting.lead === "") return blocks.map((block) => renderBlock(block, setting)).join("");
  const { lead } = setting;
  const rest = { ...setting, lead: "" };
  if (first?.type === "paragraph") return `<p>${lead}${wordsOf(first.children, rest)}</p>${renderBlocks(others, rest)}`;
  return `<p>${lead.trimEnd()}</p>${renderBlocks(blocks, rest)}`;
}

function renderBlock(block: Block, setting: Setting): string {
  switch (block.type) {
    case "paragraph":
      return `<p>${wordsOf(block.children, setting)}</p>`;
    case "list":
      return renderList(block.items, setting);
    case "table":
      return renderTable(block, setting);
    case "quote":
      return `<blockquote>${renderBlocks(block.children, setting)}</blockquote>`;
    case "codeBlock":
      return `<pre>${setting.open}<code>${escapeHtml(block.text)}</code>${setting.close}</pre>`;
    case "rule":
      return "<hr>";
  }
}

function renderList(items: readonly ListItem[], setting: Setting): string {
  const isNumbered = items.some(({ marker }) => marker !== null);
  return `<ul${isNumbered ? ' class="numbered"' : ""}>${items.map((item) => `<li>${renderItem(item, setting)}</li>`).join("")}</ul>`;
}

/** An item of one paragraph needs no paragraph. */
function renderItem({ marker, children }: ListItem, setting: Setting): string {
  const number = marker === null ? "" : `<span class="item-number">${escapeHtml(marker)}</span> `;
  const [first, ...others] = children;
  if (first?.type !== "paragraph") return `${number}${renderBlocks(children, setting)}`;
  return `${number}${wordsOf(first.children, setting)}${renderBlocks(others, setting)}`;
}

function renderTable({ align, header, rows }: Extract<Block, { type: "table" }>, setting: Setting): string {
  const head = header.map((cell, column) => `<th scope="col"${alignment(align[column])}>${wordsOf(cell, setting)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell, column) => `<td${alignment(align[column])}>${wordsOf(cell, setting)}</td>`).join("")}</tr>`);
  return `<div class="table-scroll" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

function alignment(side: Alignment | undefined): string {
  return side ? ` class="align-${side}"` : "";
}

function wordsOf(inlines: readonly Inline[], { open, close }: Setting): string {
  return inlines.length === 0 ? "" : `${open}${renderInlines(inlines)}${close}`;
}

function renderInlines(inlines: readonly Inline[]): string {
  return inlines.map(renderInline).join("");
}

function renderInline(inline: Inline): string {
  switch (inline.type) {
    case "text":
      return escapeHtml(inline.text);
    case "strong":
      return `<strong>${renderInlines(inline.children)}</strong>`;
    case "emphasis":
      return `<em>${renderInlines(inline.children)}</em>`;
    case "struck":
      return `<s>${renderInlines(inline.children)}</s>`;
    case "code":
      return `<code>${escapeHtml(inline.text)}</code>`;
    case "link":
      return `<a href="${escapeHtml(inline.href)}">${renderInlines(inline.children)}</a>`;
    case "break":
      return "<br>";
  }
}

export type RenderOptions = {
  /** The accessible name of the link that each clause has to itself, in the language of the interface. */
  linkLabel: (clause: Pick<Clause, "number" | "heading">) => string;
  /** Where one asks what a clause means, and the accessible name of that link; none where nobody can ask. */
  askLink?: (clause: Pick<Clause, "id" | "number" | "heading">) => { href: string; label: string };
};

/** Flags by clause id, as a manifest gives them. */
export type FlagsById = ReadonlyMap<string, readonly string[]>;

/**
 * The HTML of a whole text: one string, valid, escaped, the numbers as printed. Each clause is an element with the id
 * `c-<clause id>`; those flagged conspicuous are bold by their elements and named by a class. Front matter is left out.
 */
export function renderText(outline: Outline, flags: FlagsById, options: RenderOptions): string {
  return renderEach(outline, flags, options).map(({ html }) => html).join("\n");
}

/** The HTML of each clause as it stands in the whole text. */
export function renderEach(outline: Pick<Outline, "clauses">, flags: FlagsById, options: RenderOptions): { id: string; html: string }[] {
  const targets = linkTargets(outline.clauses.map(({ source }) => source).join(""));
  const referencesIn = openReferences(outline.clauses);
  const headed: number[] = [];
  return outline.clauses.flatMap((clause, index) => {
    if (clause.role === "frontMatter") return [];
    while (headed.length > 0 && (headed.at(-1) ?? 0) >= clause.level) headed.pop();
    const rank = Math.min(headed.length + 2, 6);
    if (clause.level > 0 && isHeaded(clause)) headed.push(clause.level);
    const isConspicuous = flags.get(clause.id)?.includes("conspicuous") ?? false;
    const find = (words: string) => passagesOf(referencesIn(index, words));
    return [{ id: clause.id, html: renderClause(clause, { rank, targets, isConspicuous, find, options }) }];
  });
}

/** How a clause stands in its text: rank of its heading (2 to 6), targets of its reference links, whether it must stand out. */
type Standing = { rank: number; targets: LinkTargets; isConspicuous: boolean; find: FindPassages; options: RenderOptions };

/** A citation leads to the first clause that it cites; one that leads nowhere stays text. */
function passagesOf(references: readonly Reference[]): Passage[] {
  return references.flatMap(({ at, text, targets }) => {
    const target = targets.find((id) => id !== null);
    return target === undefined ? [] : [{ at, text, href: `#c-${target}` }];
  });
}

function renderClause(clause: Clause, standing: Standing): string {
  const id = escapeHtml(`c-${clause.id}`);
  if (clause.role === "title") return `<p class="clause level-0 text-title" id="${id}">${escapeHtml(clause.heading ?? "")}</p>`;
  if (clause.role === "date") return `<p class="clause level-0 text-date" id="${id}">${escapeHtml(dateWords(clause.body))}</p>`;
  const names = ["clause", `level-${clause.level}`, ...(standing.isConspicuous ? ["conspicuous"] : [])].join(" ");
  const link = `<a class="clause-link" href="#${id}" aria-label="${escapeHtml(standing.options.linkLabel(clause))}">#</a>`;
  return `<div class="${names}" id="${id}">${link}${askLinkOf(clause, standing)}${clauseParts(clause, standing)}</div>`;
}

function askLinkOf(clause: Clause, { options }: Standing): string {
  const link = options.askLink?.(clause);
  return link ? `<a class="clause-ask" href="${escapeHtml(link.href)}" rel="nofollow" aria-label="${escapeHtml(link.label)}">?</a>` : "";
}

function clauseParts(clause: Clause, { rank, targets, isConspicuous, find }: Standing): string {
  const setting = isConspicuous ? CONSPICUOUS : PLAIN;
  const number = clause.number === null ? "" : `<span class="clause-number">${escapeHtml(clause.number)}</span> `;
  const blocks = linkPassages(readMarkdown(clause.body, targets), find);
  const heading = escapeHtml(clause.heading ?? "");
  if (isHeaded(clause)) {
    const words = blocks.length === 0 ? `${setting.open}${heading}${setting.close}` : heading;
    return `<h${rank} class="clause-heading">${number}${words}</h${rank}>${renderBlocks(blocks, setting)}`;
  }
  return renderBlocks(blocks, { ...setting, lead: `${number}${keyword(clause)}` });
}

/** 【Keyword】 as it stands before its text. */
function keyword({ heading, source }: Clause): string {
  if (heading === null) return "";
  const printed = `【${heading}】`;
  return `<span class="clause-keyword">${escapeHtml(printed)}</span>${source.includes(`${printed} `) ? " " : ""}`;
}

/** A keyword in 【】 stands in the line of its text; other headings stand above theirs. */
function isHeaded({ heading, source }: Clause): boolean {
  return heading !== null && !source.includes(`【${heading}】`);
}

export type ContentsEntry = Pick<Clause, "id" | "level" | "number" | "heading">;

/** What a table of contents lists: all clauses of the highest level, and those below that have a heading. */
export function contents(outline: Outline): ContentsEntry[] {
  const entries = outline.clauses.filter((clause) => clause.level === 1 || (clause.level > 1 && isHeaded(clause)));
  return entries.map(({ id, level, number, heading }) => ({ id, level, number, heading }));
}
