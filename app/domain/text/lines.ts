/** What a line is, as far as reading numbers needs to know: only a line of text may open a clause. */
export type LineKind = "text" | "blank" | "quote" | "table" | "code" | "markup" | "comment" | "underline" | "rule" | "frontMatter";

export type Line = {
  /** Character offset into the source; a line ends where the next one starts, its ending included. */
  start: number;
  end: number;
  /** Without line ending, BOM and the white space around it. */
  text: string;
  /** Character offset of `text` into the source. */
  textStart: number;
  /** Columns of white space before the text; ideographic and zero-width spaces count nothing. */
  indent: number;
  kind: LineKind;
};

/** Cuts a source into its lines and says of each what it is. Cost is linear in the length. */
export function readLines(source: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const ending of source.matchAll(/\r\n|\n|\r/g)) {
    const end = ending.index + ending[0].length;
    lines.push(lineOf(source.slice(start, ending.index), { start, end }));
    start = end;
  }
  if (start < source.length) lines.push(lineOf(source.slice(start), { start, end: source.length }));
  classify(lines);
  return lines;
}

function lineOf(content: string, { start, end }: { start: number; end: number }): Line {
  const lead = leadOf(content);
  const text = content.slice(lead.length).trimEnd();
  return { start, end, text, textStart: start + lead.length, indent: lead.columns, kind: text === "" ? "blank" : "text" };
}

/** White space of any width and characters of none. */
const SPACE = /[\s\u200B-\u200F\u2060\uFEFF]/;

function leadOf(content: string): { length: number; columns: number } {
  let columns = 0;
  let length = 0;
  while (length < content.length && SPACE.test(content.charAt(length))) {
    const character = content.charAt(length);
    if (character === " ") columns += 1;
    if (character === "\t") columns += 4 - (columns % 4);
    length += 1;
  }
  return { length, columns };
}

/** A run of lines that is taken as a whole up to the line that closes it. */
type Block = { kind: LineKind; isClosedBy: (text: string) => boolean };

function classify(lines: Line[]): void {
  const open = { block: frontMatterOf(lines) };
  lines.forEach((line, index) => {
    if (open.block) {
      line.kind = open.block.kind;
      if (index > 0 && open.block.isClosedBy(line.text)) open.block = null;
      return;
    }
    if (line.kind === "blank") return;
    open.block = blockOpenedBy(line.text);
    line.kind = open.block?.kind ?? kindOf(lines, index);
    if (open.block?.isClosedBy(line.text.slice(3))) open.block = null;
  });
}

const FRONT_MATTER_LINES = 400;

/** YAML between `---`, TOML between `+++`; only at the top, only with a first key, only when closed. */
function frontMatterOf(lines: Line[]): Block | null {
  const fence = lines[0]?.text ?? "";
  if (fence !== "---" && fence !== "+++") return null;
  const first = lines.slice(1, FRONT_MATTER_LINES).find(({ text }) => text !== "" && !text.startsWith("#"))?.text ?? "";
  const isKeyed = fence === "---" ? /^[^\s:]{1,60}\s?:(\s|$)/.test(first) : /^[^\s=]{1,60}\s*=/.test(first);
  if (!isKeyed && first !== fence) return null;
  const isClosed = lines.slice(1, FRONT_MATTER_LINES).some(({ text }) => text === fence);
  return isClosed ? { kind: "frontMatter", isClosedBy: (text) => text === fence } : null;
}

function blockOpenedBy(text: string): Block | null {
  const fence = /^(`{3,}|~{3,})/.exec(text.slice(0, 80))?.[1];
  if (fence !== undefined && !text.slice(fence.length).includes("`")) {
    return { kind: "code", isClosedBy: (line) => line.startsWith(fence) && line === line.charAt(0).repeat(line.length) };
  }
  if (text.startsWith("<!--")) return { kind: "comment", isClosedBy: (line) => line.includes("-->") };
  const tag = /^<(table|pre|script|style)\b/i.exec(text.slice(0, 10))?.[1]?.toLowerCase();
  if (tag === undefined) return null;
  return { kind: "markup", isClosedBy: (line) => line.toLowerCase().includes(`</${tag}`) };
}

function kindOf(lines: Line[], index: number): LineKind {
  const text = lines[index]?.text ?? "";
  const above = lines[index - 1]?.kind;
  if (text.startsWith(">")) return "quote";
  if (text.startsWith("|")) return "table";
  if (above === "table" && text.includes("|")) return "table";
  if (text.includes("|") && isDelimiterRow(lines[index + 1]?.text ?? "")) return "table";
  if (/^(=+|-+)$/.test(text) && above === "text") return text.startsWith("=") || text.length > 1 ? "underline" : "text";
  return isRule(text) ? "rule" : "text";
}

function isDelimiterRow(text: string): boolean {
  return text.length < 2000 && text.includes("|") && text.includes("-") && /^[\s|:-]+$/.test(text);
}

function isRule(text: string): boolean {
  return text.length < 400 && /^([-*_])(\s*\1){2,}$/.test(text);
}

/** Whether most lines of prose go on in the next line: then where a line ends means nothing. */
export function isHardWrapped(lines: readonly Line[]): boolean {
  let whole = 0;
  let broken = 0;
  lines.forEach((line, index) => {
    if (line.kind !== "text") return;
    whole += 1;
    const next = lines[index + 1];
    if (next?.kind === "text" && line.text.length >= 40 && line.text.length <= 120) broken += 1;
  });
  return broken >= 8 && broken * 3 > whole;
}
