import { contentsEntries } from "#app/domain/text/contents-list";
import { readFrontMatter } from "#app/domain/text/front-matter";
import { findLeads } from "#app/domain/text/lead";
import { isHardWrapped, readLines, type Line } from "#app/domain/text/lines";
import { BOLD, findMarks, type Mark } from "#app/domain/text/marks";
import { nestMarks, type Unit } from "#app/domain/text/nesting";
import type { ClauseRole, Doubt } from "#app/domain/text/outline";
import { dateLine, secondTitleLines, titleLine, type Opening } from "#app/domain/text/title";

/** A run of lines that is one clause, or one piece of what stands before the first. */
export type Span = {
  role: ClauseRole;
  unit: Unit | null;
  lines: readonly Line[];
  /** Lines of the span before its own first one: blank ones, comments. */
  opening: number;
};

export type Structure = {
  lines: readonly Line[];
  frontMatter: Record<string, string>;
  /** Index of the date line; -1 for none. */
  date: number;
  spans: Span[];
  doubts: Doubt[];
  isHardWrapped: boolean;
};

/** Cuts a source into its spans: every line belongs to exactly one. */
export function readStructure(source: string): Structure {
  const lines = readLines(source);
  const found = findMarks(lines);
  const entries = contentsEntries(found, lines);
  const marks = found.filter((mark) => !entries.has(mark));
  const opening: Opening = { lines, marks, markLines: new Set(marks.map(({ line }) => line)), frontMatter: readFrontMatter(lines) };
  const title = titleLine(opening);
  const date = dateLine(opening);
  const isWrapped = isHardWrapped(lines);
  const restarts = restartLines(opening, found, entries);
  const clauseMarks = marks.filter(({ line, depth }) => line !== title && !(line === date && (depth ?? BOLD) === BOLD));
  const nesting = nestMarks({
    marks: clauseMarks,
    lines,
    isHardWrapped: isWrapped,
    restarts,
    preambleEnd: preambleEnd(clauseMarks),
    hasHeadings: clauseMarks.some(isHeading),
  });
  const leads = findLeads({
    lines,
    until: nesting.units[0]?.mark.line ?? lines.length,
    title,
    date,
    entries: new Set(Array.from(entries, ({ line }) => line)),
    numbered: opening.markLines,
  });
  const starts = [...leads.map(({ line, role }) => ({ line, role, unit: null })), ...nesting.units.map((unit) => ({ line: unit.mark.line, role: "clause" as const, unit }))];
  const doubts = [...nesting.doubts, ...restarts.map((line) => ({ line: line + 1, code: "second-agreement", text: (lines[line]?.text ?? "").slice(0, 80) }))];
  return { lines, frontMatter: opening.frontMatter, date, spans: spansFrom(starts, lines), doubts, isHardWrapped: isWrapped };
}

function isHeading({ depth }: Mark): boolean {
  return depth !== null && depth !== BOLD;
}

/** A list before the first heading belongs to the preamble when most that is numbered comes after it. */
function preambleEnd(marks: readonly Mark[]): number {
  const first = marks.findIndex(isHeading);
  return first > 0 && first < marks.length - first ? (marks[first]?.line ?? 0) : 0;
}

/** Where another agreement begins in the same file: its title again, or a list of contents after numbers have begun. */
function restartLines(opening: Opening, found: readonly Mark[], entries: ReadonlySet<Mark>): number[] {
  const lists = found.flatMap((mark, index) => {
    const above = found[index - 1];
    return entries.has(mark) && above && !entries.has(above) ? [mark.line] : [];
  });
  const numbers = opening.marks.filter(({ readings }) => readings.length > 0).map(({ line }) => line);
  const candidates = [...secondTitleLines(opening), ...lists].sort((a, b) => a - b);
  let counted = 0;
  return candidates.filter((line) => {
    const before = counted;
    while ((numbers[counted] ?? Infinity) < line) counted += 1;
    return counted > before;
  });
}

function spansFrom(starts: readonly { line: number; role: ClauseRole; unit: Unit | null }[], lines: readonly Line[]): Span[] {
  if (lines.length === 0) return [];
  if (starts.length === 0) return [{ role: "preamble", unit: null, lines, opening: 0 }];
  return starts.map(({ line, role, unit }, index) => {
    const from = index === 0 ? 0 : line;
    return { role, unit, lines: lines.slice(from, starts[index + 1]?.line ?? lines.length), opening: line - from };
  });
}
