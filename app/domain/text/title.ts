import { frontMatterValue } from "#app/domain/text/front-matter";
import { displayWidth, isHeadline, withoutMarkup } from "#app/domain/text/headline";
import type { Line } from "#app/domain/text/lines";
import { BOLD, titleOf, type Mark } from "#app/domain/text/marks";

export type Opening = {
  lines: readonly Line[];
  /** Without entries of a list of contents. */
  marks: readonly Mark[];
  /** The lines of the marks. */
  markLines: ReadonlySet<number>;
  frontMatter: Record<string, string>;
};

/** The line that is the title of the text; -1 for none. It stands before everything that is numbered. */
export function titleLine(opening: Opening): number {
  const heading = titleHeading(opening);
  if (heading) return heading.line;
  const { lines, frontMatter } = opening;
  const until = firstNumberLine(opening);
  const named = lines.findIndex((line, index) => index < until && isLoneLine(opening, index) && isTitle(line.text, frontMatter));
  if (named !== -1 || frontMatterValue(frontMatter, "title") !== null) return named;
  const first = lines.findIndex(({ kind, text }) => kind !== "blank" && kind !== "comment" && kind !== "frontMatter" && hasWords(text));
  const isFirst = first !== -1 && first < until && isLoneLine(opening, first) && isHeadline(lines[first]?.text ?? "");
  return isFirst && !isNumberedOrHeading(opening, first) ? first : -1;
}

/** Whether a line has letters or digits, so that it is more than an ornament. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.slice(0, 400));
}

function isNumberedOrHeading({ marks }: Opening, line: number): boolean {
  return marks.some((mark) => mark.line === line && (mark.readings.length > 0 || mark.depth !== BOLD));
}

/** The line before which all is title, date and preamble. */
function firstNumberLine({ lines, marks }: Opening): number {
  return marks.find(({ readings }) => readings.length > 0)?.line ?? lines.length;
}

/** A heading above all others, or, where nothing else names the text, one that differs from the others by having no number. */
function titleHeading(opening: Opening): Mark | null {
  const headings = opening.marks.filter(({ depth }) => depth !== null && depth !== BOLD);
  const [first, ...others] = headings;
  if (!first || first.readings.length > 0 || first.line > firstNumberLine(opening)) return null;
  const rivals = others.filter(({ depth }) => (depth ?? BOLD) <= (first.depth ?? 0));
  const isNamed = isTitle(titleOf(first, null), opening.frontMatter);
  const isUnlike = frontMatterValue(opening.frontMatter, "title") === null && rivals.every(({ readings }) => readings.length > 0);
  return rivals.length === 0 || isNamed || isUnlike ? first : null;
}

/** A paragraph of one line; a number may follow it in the next. */
function isLoneLine({ lines, markLines }: Opening, index: number): boolean {
  if (lines[index]?.kind !== "text" || lines[index - 1]?.kind === "text") return false;
  return lines[index + 1]?.kind !== "text" || markLines.has(index + 1);
}

/** Whether a line says what the front matter names as title, or the end of it. */
function isTitle(text: string, frontMatter: Record<string, string>): boolean {
  const words = lettersOf(text);
  if (words.length < 2) return false;
  const titles = ["title", "sidebar_label"].flatMap((key) => frontMatterValue(frontMatter, key) ?? []).flatMap(partsOf);
  return titles.some((title) => title === words || (words.length >= 4 && title.endsWith(words)));
}

function partsOf(title: string): string[] {
  return [title, ...title.split(/\s[/|]\s/)].map(lettersOf);
}

function lettersOf(text: string): string {
  return withoutMarkup(text.slice(0, 300)).toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Lines that name the title once more after numbers have begun: another agreement in the same file. */
export function secondTitleLines(opening: Opening): number[] {
  const from = firstNumberLine(opening);
  return opening.lines.flatMap((line, index) =>
    index > from && line.text.length < 200 && isLoneLine(opening, index) && isTitle(line.text, opening.frontMatter) ? [index] : [],
  );
}

const HEADER_WIDTH = 50;
const DATE_WORD =
  /更新日期|生效日期|发布日期|版本日期|本版日期|修订日期|施行日期|更新时间|生效时间|发布时间|最后更新|最近更新|更新于|生效于|発効日|最終更新|改定日|制定日|last (updated|modified|revised|changed)|updated( on)?\b|revised( on)?\b|effective\b|date of this|\bdated?\b|\bstand\b|gültig ab|\bversion\b/i;
const DATE = /\d{4}\s*年\s*\d{1,2}\s*月|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b|(jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[\p{L}.]*,?\s+(\d{1,2}(st|nd|rd|th)?,?\s+)?\d{4}\b/iu;

/** The line that states the date of the text, before anything is numbered; -1 for none. */
export function dateLine(opening: Opening): number {
  const until = firstNumberLine(opening);
  return opening.lines.findIndex((line, index) => index < until && isDate(line.text) && (line.kind === "quote" || isHeaderLine(opening, index)));
}

/** A line by itself, or one of a block of short lines: not one of the lines over which prose is broken. */
function isHeaderLine({ lines, markLines }: Opening, index: number): boolean {
  if (lines[index]?.kind !== "text" || /^\p{Ll}/u.test(lines[index].text)) return false;
  const isShort = (at: number) => lines[at]?.kind !== "text" || markLines.has(at) || displayWidth(lines[at].text.slice(0, 200)) <= HEADER_WIDTH;
  return (isShort(index - 1) && isShort(index + 1)) || (lines[index - 1]?.kind !== "text" && lines[index + 1]?.kind !== "text");
}

function isDate(text: string): boolean {
  if (text.length > 160 || displayWidth(text) > 120) return false;
  return DATE_WORD.test(text) && DATE.test(text);
}

/** A date line without quote marks and emphasis. */
export function dateWords(text: string): string {
  return withoutMarkup(text.replace(/^[>\s]+/, "")).replace(/^([*_])(.*)\1$/, "$2").trim();
}
