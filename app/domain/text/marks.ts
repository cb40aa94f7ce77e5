import { isHeadline, withoutMarkup } from "#app/domain/text/headline";
import type { Line } from "#app/domain/text/lines";
import { readNumber, type NumberReading } from "#app/domain/text/numbering";

/** A line that may open a clause: it begins with a number or is a heading. */
export type Mark = {
  /** Index of the line. */
  line: number;
  indent: number;
  /** Column from which the lines of an item are indented. */
  contentIndent: number;
  /** 1 to 6 for markdown headings, BOLD for a line that is bold and nothing else, null for text. */
  depth: number | null;
  readings: NumberReading[];
  /** What follows the number (each reading may leave another rest): offset by reading.length into `text`. */
  text: string;
  /** Emphasis or tags opened before the number. */
  opener: string;
  /** Whether the line before is text too, so that a renderer of markdown would join them. */
  isGlued: boolean;
};

export const BOLD = 7;
const BULLET = /^([-*+•·●○▪■◆‣–—])(\s+|$)/;
const OPENER = /^(?:\*{1,3}|_{2,3}|<(?:b|strong|span|u|em|i|a|font)\b[^<>]{0,300}>)+/i;

/** The lines that may open a clause. Items below a bullet, tables, quotes and code never do. */
export function findMarks(lines: readonly Line[]): Mark[] {
  const marks: Mark[] = [];
  let bullet: number | null = null;
  lines.forEach((line, index) => {
    if (line.kind !== "text") return;
    if (BULLET.test(line.text.slice(0, 3))) {
      bullet = Math.min(bullet ?? line.indent, line.indent);
      return;
    }
    if (bullet !== null && line.indent > bullet + 1) return;
    const mark = markOf(lines, index);
    if (mark || lines[index - 1]?.kind !== "text") bullet = null;
    if (mark) marks.push(mark);
  });
  return marks;
}

function markOf(lines: readonly Line[], index: number): Mark | null {
  const line = lines[index];
  if (!line) return null;
  const isGlued = lines[index - 1]?.kind === "text";
  const heading = headingOf(lines, index, isGlued ? "glued" : "free");
  const depth = heading?.depth ?? null;
  const { opener, text } = openedText(heading?.text ?? line.text);
  const readings = readNumber(text, depth === null ? "line" : "heading");
  const inner = depth === null && readings[0] ? atxHeading(text.slice(readings[0].length).trimStart()) : null;
  if (readings.length === 0 && depth === null) return null;
  const contentIndent = line.indent + Math.min((readings[0]?.length ?? 0) + 1, 6);
  return { line: index, indent: line.indent, contentIndent, depth: inner?.depth ?? depth, readings, text, opener, isGlued };
}

function openedText(text: string): { opener: string; text: string } {
  const opener = OPENER.exec(text.slice(0, 700))?.[0] ?? "";
  return { opener, text: text.slice(opener.length) };
}

type Heading = { depth: number; text: string };

function headingOf(lines: readonly Line[], index: number, place: "glued" | "free"): Heading | null {
  const text = lines[index]?.text ?? "";
  const atx = atxHeading(text);
  if (atx || place === "glued") return atx;
  const next = lines[index + 1];
  if (next?.kind === "underline" && isHeadline(text)) return { depth: next.text.startsWith("=") ? 1 : 2, text };
  return next?.kind !== "text" && isBoldLine(text) && isHeadline(text) ? { depth: BOLD, text } : null;
}

/** "## Title ##"; Chinese writers leave out the space. */
export function atxHeading(text: string): Heading | null {
  const hashes = /^#{1,6}(?=\s|$|[^\s#!-~])/.exec(text.slice(0, 8))?.[0];
  if (hashes === undefined) return null;
  return { depth: hashes.length, text: withoutClosingHashes(text.slice(hashes.length).trim()) };
}

function withoutClosingHashes(text: string): string {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) === "#") end -= 1;
  const isClosing = end < text.length && (end === 0 || /\s/.test(text.charAt(end - 1)));
  return isClosing ? text.slice(0, end).trimEnd() : text;
}

function isBoldLine(text: string): boolean {
  if (text.length > 300) return false;
  const inner = /^(\*\*\*?|__)(.+)\1$/.exec(text)?.[2];
  return inner !== undefined && !inner.includes("**") && !inner.includes("__");
}

/** The words of a mark after a number of so many characters. */
export function titleOf(mark: Mark, reading: NumberReading | null): string {
  const rest = mark.text.slice(reading?.length ?? 0, 1000).trimStart();
  return withoutMarkup(atxHeading(rest)?.text ?? rest);
}
