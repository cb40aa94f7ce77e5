import { Lexer, Marked, type Links, type Token, type Tokens } from "marked";
import { emphasisAt } from "#app/domain/text/emphasis";
import { decodeEntities } from "#app/domain/text/entities";
import type { Block, Inline, ListItem } from "#app/domain/text/nodes";

/** Targets of reference links, by label in lower case. */
export type LinkTargets = Readonly<Record<string, string>>;

/** Longer bodies, deeper nesting and more marks than any clause needs are shown as plain paragraphs. */
const MAX_LENGTH = 256 * 1024;
const MAX_LEAD = 80;
const MAX_WORK = 40_000_000;
/** Nodes deeper than this become the text that they were. */
const MAX_DEPTH = 24;

const SAFE_TARGET = /^(?:https?:\/\/[^\s]|mailto:[^\s]|\/(?![/\\])|#)/i;
/** "[label]: target" at the beginning of a line. */
const DEFINITION = "^ {0,3}\\[([^[\\]]{1,200})\\]:[ \\t]*<?([^\\s<>]{1,2000})";
const BARE_URL = /^https?:\/\/[a-z0-9][!#-;=?-_a-z~]{0,2000}/i;

const reader = new Marked({ gfm: true });
reader.use({
  tokenizer: {
    html: none,
    tag: none,
    code: none,
    lheading: none,
    def: (text: string) => (isTargetDefinition(text) ? false : undefined),
    emStrong: starEmphasis,
    del: (text: string) => (text.startsWith("~~") ? false : undefined),
    url: bareUrl,
    inlineText: plainRun,
  },
});

function none(): undefined {
  return undefined;
}

/** "[label]: https://…" is not shown; a footnote looks the same but is text. */
function isTargetDefinition(text: string): boolean {
  const [, label = "^", target = ""] = new RegExp(DEFINITION).exec(text.slice(0, 2300)) ?? [];
  return !label.startsWith("^") && SAFE_TARGET.test(target);
}

/** False leaves the text to the library's own rule. */
function starEmphasis(this: { lexer: Lexer }, text: string, maskedText: string): Tokens.Strong | Tokens.Em | undefined | false {
  if (!text.startsWith("*")) return false;
  const found = emphasisAt(text, maskedText.slice(maskedText.length - text.length));
  if (!found) return false;
  const { stars, length, inner } = found;
  const raw = text.slice(0, length);
  const tokens = this.lexer.inlineTokens(inner);
  if (stars === 1) return { type: "em", raw, text: inner, tokens };
  if (stars === 2) return { type: "strong", raw, text: inner, tokens };
  return { type: "strong", raw, text: inner, tokens: [{ type: "em", raw: inner, text: inner, tokens }] };
}

/** An address in running text ends where its own characters do: Chinese may follow it without a space. */
function bareUrl(text: string): Tokens.Link | undefined {
  const found = BARE_URL.exec(text.slice(0, 2100))?.[0].replace(/[.,;:!?'*_]+$/, "");
  const raw = found?.endsWith(")") && !found.includes("(") ? found.slice(0, -1) : found;
  if (raw === undefined) return undefined;
  return { type: "link", raw, text: raw, href: raw, title: null, autolink: true, tokens: [{ type: "text", raw, text: raw }] };
}

/** The text up to what may begin something else. The library's own rule looks for mail addresses at a quadratic cost. */
function plainRun(text: string): Tokens.Text {
  const special = /[\\<!`*_~[\n]|https?:\/\//g;
  special.lastIndex = 1;
  let end = text.length;
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const isHardBreak = found[0] === "\n" && text.slice(Math.max(0, found.index - 2), found.index) === "  ";
    end = isHardBreak ? text.slice(0, found.index).trimEnd().length : found.index;
    if (found[0] !== "\n" || (isHardBreak && end > 0)) break;
    end = text.length;
  }
  const raw = text.slice(0, end);
  return { type: "text", raw, text: raw };
}

/** Reads the markdown of a clause's body. Never throws: what is too large or too deep comes back as plain paragraphs. */
export function readMarkdown(body: string, targets: LinkTargets = {}): Block[] {
  if (isBeyondBounds(body)) return plainParagraphs(body);
  const lexer = new Lexer(reader.defaults);
  lexer.tokens.links = linksFrom(targets);
  return blocksOf(lexer.lex(body), 0);
}

function linksFrom(targets: LinkTargets): Links {
  const links: Links = Object.create(null);
  for (const [label, href] of Object.entries(targets)) links[label] = { href, title: null };
  return links;
}

function isBeyondBounds(body: string): boolean {
  if (body.length > MAX_LENGTH) return true;
  if (body.split("\n").some((line) => /^[\s>*+-]*/.exec(line.slice(0, MAX_LEAD + 1))?.[0].length === MAX_LEAD + 1)) return true;
  let marks = 0;
  for (let index = 0; index < body.length; index++) if ("*_`[]<~!\n".includes(body.charAt(index))) marks += 1;
  return marks * body.length > MAX_WORK;
}

function plainParagraphs(body: string): Block[] {
  const texts = body.split(/\n[ \t]*\n/).map((text) => text.trim());
  return texts.filter((text) => text !== "").map((text) => ({ type: "paragraph", children: [{ type: "text", text }] }));
}

/** What the library's tokens are at the two places. Others become the text that they were. */
type BlockToken = Tokens.Paragraph | Tokens.Heading | Tokens.List | Tokens.Table | Tokens.Blockquote | Tokens.Code | Tokens.Hr | Tokens.Space | Tokens.Def | Tokens.Text;
type InlineToken = Tokens.Strong | Tokens.Em | Tokens.Del | Tokens.Codespan | Tokens.Br | Tokens.Link | Tokens.Image | Tokens.Text | Tokens.Escape;

function blocksOf(tokens: readonly Token[], depth: number): Block[] {
  return tokens.flatMap((token) => blockOf(token, depth));
}

function blockOf(token: Token, depth: number): Block[] {
  if (depth > MAX_DEPTH) return [rawParagraph(token)];
  const known = token as BlockToken;
  switch (known.type) {
    case "paragraph":
      return [{ type: "paragraph", children: inlinesOf(known.tokens, depth) }];
    case "heading":
      return [{ type: "paragraph", children: [{ type: "strong", children: inlinesOf(known.tokens, depth) }] }];
    case "list":
      return [{ type: "list", items: known.items.map((item) => itemOf(item, { isOrdered: known.ordered, depth })) }];
    case "table":
      return [tableOf(known, depth)];
    case "blockquote":
      return [{ type: "quote", children: blocksOf(known.tokens, depth + 1) }];
    case "code":
      return [{ type: "codeBlock", text: known.lang ? `${known.lang}\n${known.text}` : known.text }];
    case "hr":
      return [{ type: "rule" }];
    case "space":
      return [];
    case "def":
      return [];
    case "text":
      return [{ type: "paragraph", children: inlinesOf([known], depth) }];
    default:
      return [rawParagraph(token)];
  }
}

function rawParagraph({ raw }: Token): Block {
  return { type: "paragraph", children: [{ type: "text", text: raw.trim() }] };
}

/** The marker is printed as it was written: numbers of a text are never counted anew. */
function itemOf(item: Tokens.ListItem, { isOrdered, depth }: { isOrdered: boolean; depth: number }): ListItem {
  const marker = isOrdered ? (/^\s*(\d{1,9}[.)])/.exec(item.raw)?.[1] ?? null) : null;
  return { marker, children: mergedParagraphs(blocksOf(item.tokens, depth + 1)) };
}

/** The box of a task stands before its words as a block of its own. */
function mergedParagraphs(blocks: Block[]): Block[] {
  const [first, second, ...rest] = blocks;
  if (first?.type !== "paragraph" || second?.type !== "paragraph" || !isBox(first.children)) return blocks;
  return [{ type: "paragraph", children: [...first.children, { type: "text", text: " " }, ...second.children] }, ...rest];
}

function isBox(children: readonly Inline[]): boolean {
  const [only] = children;
  return children.length === 1 && only?.type === "text" && /^\[[ xX]\]$/.test(only.text);
}

function tableOf({ align, header, rows }: Tokens.Table, depth: number): Block {
  return {
    type: "table",
    align: align.map((side) => side),
    header: header.map(({ tokens }) => inlinesOf(tokens, depth)),
    rows: rows.map((row) => row.map(({ tokens }) => inlinesOf(tokens, depth))),
  };
}

function inlinesOf(tokens: readonly Token[] | undefined, depth: number): Inline[] {
  const inlines: Inline[] = [];
  for (const inline of (tokens ?? []).flatMap((token) => inlineOf(token, depth + 1))) {
    const last = inlines.at(-1);
    if (last?.type === "text" && inline.type === "text") inlines[inlines.length - 1] = { type: "text", text: last.text + inline.text };
    else inlines.push(inline);
  }
  return inlines;
}

function inlineOf(token: Token, depth: number): Inline[] {
  if (depth > MAX_DEPTH) return [{ type: "text", text: token.raw }];
  const known = token as InlineToken;
  switch (known.type) {
    case "strong":
      return [{ type: "strong", children: inlinesOf(known.tokens, depth) }];
    case "em":
      return [{ type: "emphasis", children: inlinesOf(known.tokens, depth) }];
    case "del":
      return [{ type: "struck", children: inlinesOf(known.tokens, depth) }];
    case "codespan":
      return [{ type: "code", text: known.text }];
    case "br":
      return [{ type: "break" }];
    case "link":
      return linkTo(known.autolink === true ? known.href : decodeEntities(known.href), inlinesOf(known.tokens, depth));
    case "image":
      return linkTo(decodeEntities(known.href), [{ type: "text", text: known.text === "" ? known.href : known.text }]);
    case "text":
      return known.tokens ? inlinesOf(known.tokens, depth) : [{ type: "text", text: decodeEntities(known.text) }];
    case "escape":
      return [{ type: "text", text: known.text }];
    default:
      return [{ type: "text", text: token.raw }];
  }
}

/** A target of another kind is not followed; its words stay. A link in a link is words. */
function linkTo(href: string, children: Inline[]): Inline[] {
  return SAFE_TARGET.test(href) ? [{ type: "link", href, children: children.flatMap(withoutLinks) }] : children;
}

function withoutLinks(inline: Inline): Inline[] {
  if (inline.type === "link") return inline.children;
  return "children" in inline ? [{ ...inline, children: inline.children.flatMap(withoutLinks) }] : [inline];
}

/** The targets that a text defines for its reference links, wherever it does; the first of a label counts. */
export function linkTargets(source: string): LinkTargets {
  const found = Array.from(source.matchAll(new RegExp(DEFINITION, "gm")), ([, label = "", href = ""]) => [label.toLowerCase().replace(/\s+/g, " "), href] as const);
  return Object.fromEntries(found.filter(([label, href]) => !label.startsWith("^") && SAFE_TARGET.test(href)).reverse());
}
