import { isCapitalisedHeadline, isHeadline, withoutMarkup } from "#app/domain/text/headline";
import type { Line } from "#app/domain/text/lines";
import { atxHeading } from "#app/domain/text/marks";
import type { Unit } from "#app/domain/text/nesting";

/** A clause's text in its parts. */
export type ClauseWords = { number: string | null; heading: string | null; body: string };

export type UnitText = {
  unit: Unit;
  /** The lines of its span. */
  lines: readonly Line[];
  source: string;
  isHardWrapped: boolean;
  /** Whether a deeper clause follows. */
  isParent: boolean;
};

const CLOSER = /^(?:\*{1,3}|_{2,3}|<\/[a-z]{1,10}>)+/i;
/** What separates a named number from its heading belongs to the number as printed. */
const SEPARATOR = /^\s*[：:、.．–—-](?=\s|[^!-~])/;
/** Where lines are broken at a margin, a longer one is the beginning of a sentence. */
const WRAPPED_HEADING = 45;
const KEYWORD = /^【([^【】\n]{1,60})】[ \t]*/;

/** Parts a clause into its number as printed, its heading and its body. */
export function clauseWords(input: UnitText): ClauseWords {
  const { mark, reading } = input.unit;
  const { printed, rest } = afterNumber(input.unit);
  const atx = atxHeading(rest);
  const below = bodyLines(input);
  if (mark.depth !== null) return { number: printed, heading: withoutMarkup(atx?.text ?? rest) || null, body: below };
  if (reading && rest !== "" && isHeadingAbove(input, rest, below)) return { number: printed, heading: withoutMarkup(rest), body: below };
  return { number: printed, ...keywordApart(joined(rest, below, input)) };
}

function afterNumber({ mark, reading }: Unit): { printed: string | null; rest: string } {
  if (!reading) return { printed: null, rest: mark.text };
  let rest = mark.text.slice(reading.length);
  const separator = reading.rank > 0 ? (SEPARATOR.exec(rest.slice(0, 20))?.[0] ?? "") : "";
  rest = rest.slice(separator.length);
  const closer = mark.opener === "" ? "" : (CLOSER.exec(rest.slice(0, 40))?.[0] ?? "");
  const isWrapped = mark.opener !== "" && closer === "";
  return { printed: `${reading.printed}${separator.trimEnd()}`, rest: `${isWrapped ? mark.opener : ""}${rest.slice(closer.length).trimStart()}` };
}

/** The text of the lines after the first and its underline. */
function bodyLines({ lines, source, unit }: UnitText): string {
  const [, ...rest] = lines;
  return unindented(unit.mark.depth !== null && rest[0]?.kind === "underline" ? rest.slice(1) : rest, source);
}

/** The text of some lines without the indentation that they share, blank lines around them and a BOM; with LF. */
export function unindented(own: readonly Line[], source: string): string {
  const margin = own.reduce((least, { kind, indent }) => (kind === "blank" ? least : Math.min(least, indent)), 99);
  const texts = own.map((line) => withoutMargin(source.slice(line.start, line.end).replace(/^\uFEFF|[\r\n]+$/g, ""), margin));
  return trimLines(texts);
}

function withoutMargin(text: string, margin: number): string {
  let column = 0;
  let index = 0;
  while (index < text.length && column < margin && /[ \t]/.test(text.charAt(index))) {
    column += text.charAt(index) === "\t" ? 4 - (column % 4) : 1;
    index += 1;
  }
  return text.slice(index).trimEnd() === "" ? "" : text.slice(index);
}

/** Without blank lines at the beginning and the end. Lines keep the spaces that break a line in markdown. */
function trimLines(lines: readonly string[]): string {
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first === -1) return "";
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(first, last + 1).join("\n").trimEnd();
}

/** Whether the words beside a number are a heading: something follows them, and they do not read as its beginning. */
function isHeadingAbove({ lines, unit, isHardWrapped, isParent }: UnitText, rest: string, below: string): boolean {
  if (below === "" && !isParent) return false;
  if (isHardWrapped && (lines[1]?.kind === "text" || rest.length > WRAPPED_HEADING)) return false;
  if (isHeadline(rest) || isCapitalisedHeadline(rest)) return true;
  const isLeadIn = unit.level === 1 && unit.reading?.rank === 0 && below !== "" && /[:：]$/.test(rest) && !/\p{Script=Han}/u.test(rest.slice(0, 200));
  return isLeadIn && isHeadline(rest.slice(0, -1));
}

function joined(rest: string, below: string, { lines, source }: UnitText): string {
  if (rest === "" || below === "") return rest === "" ? below : rest.trimEnd();
  if (lines[1]?.kind === "blank") return `${rest.trimEnd()}\n\n${below}`;
  return `${rest.trimEnd()}${isBroken(lines[0], source) ? "  " : ""}\n${below}`;
}

/** Two spaces at the end of a line break it in markdown. */
function isBroken(line: Line | undefined, source: string): boolean {
  return line !== undefined && /^ {2,}[\r\n]/.test(source.slice(line.textStart + line.text.length, line.end));
}

/** A text that begins with 【…】 carries its keyword like a heading. */
export function keywordApart(text: string): { heading: string | null; body: string } {
  const found = KEYWORD.exec(text.slice(0, 120));
  if (!found?.[1]) return { heading: null, body: text };
  return { heading: found[1], body: text.slice(found[0].length) };
}
