import { isHeadline } from "#app/domain/text/headline";
import type { Line } from "#app/domain/text/lines";
import { titleOf, type Mark } from "#app/domain/text/marks";

const CONTENTS_HEADING = /^(目\s*录|目\s*次|目\s*錄|table of contents|contents|inhalt|inhaltsverzeichnis|inhaltsübersicht)[:：]?$/i;
/** An item that is a link into the same page and nothing else. */
const INNER_LINK = /^\[[^\]]{1,300}\]\(#[^)\s]{0,300}\)[.。]?$/;
/** So many entries in a row make a list, if at least half of them come again as the headings that they announce. */
const SHORTEST = 3;

/** The marks that are entries of a list of contents: they look like the headings of clauses but open none. */
export function contentsEntries(marks: readonly Mark[], lines: readonly Line[]): Set<Mark> {
  const entries = new Set(marks.filter((mark) => INNER_LINK.test(restOf(mark).slice(0, 700))));
  addAnnounced(entries, marks);
  const lastLines = lastLineByKey(marks);
  for (const run of runsOf(marks, lines)) {
    if (run.length >= SHORTEST && isRepeatedWider(run, lastLines)) run.forEach((mark) => entries.add(mark));
  }
  return entries;
}

/** Whether half of a run comes again later with text between: headings do, a list of short items that comes twice does not. */
function isRepeatedWider(run: readonly Mark[], lastLines: ReadonlyMap<string, number>): boolean {
  const last = run.at(-1)?.line ?? 0;
  const twins = run.map((mark) => lastLines.get(keyOf(mark)) ?? 0);
  const repeated = twins.filter((line) => line > last);
  const span = Math.max(...repeated) - Math.min(...repeated);
  return repeated.length * 2 >= run.length && span > last - (run[0]?.line ?? 0);
}

function restOf(mark: Mark): string {
  return mark.text.slice(mark.readings[0]?.length ?? 0, 1000).trim();
}

/** What stands under a heading "Contents" up to the next heading or to the first number that comes again. */
function addAnnounced(entries: Set<Mark>, marks: readonly Mark[]): void {
  let seen: Set<string> | null = null;
  for (const mark of marks) {
    const number = numberKey(mark);
    if (mark.depth !== null || seen?.has(number)) seen = null;
    if (seen) entries.add(mark);
    seen?.add(number);
    if (mark.depth !== null && mark.readings.length === 0 && CONTENTS_HEADING.test(titleOf(mark, null))) seen = new Set();
  }
}

/** Marks with nothing but blank lines between them, cut where a number comes again. */
function runsOf(marks: readonly Mark[], lines: readonly Line[]): Mark[][] {
  const runs: Mark[][] = [];
  let seen = new Set<string>();
  for (const mark of marks) {
    const last = runs.at(-1)?.at(-1);
    const isNext = last && isEntryLike(mark) && isEntryLike(last) && isBlankBetween(lines, [last.line, mark.line]);
    if (!isNext || seen.has(numberKey(mark))) {
      seen = new Set();
      runs.push([]);
    }
    seen.add(numberKey(mark));
    runs.at(-1)?.push(mark);
  }
  return runs;
}

function isEntryLike(mark: Mark): boolean {
  return mark.depth === null && isHeadline(`A${titleOf(mark, mark.readings[0] ?? null)}`);
}

function isBlankBetween(lines: readonly Line[], [from, to]: [number, number]): boolean {
  for (let index = from + 1; index < to; index++) if (lines[index]?.kind !== "blank") return false;
  return true;
}

function lastLineByKey(marks: readonly Mark[]): Map<string, number> {
  return new Map(marks.map((mark) => [keyOf(mark), mark.line]));
}

function numberKey({ readings }: Mark): string {
  const reading = readings[0];
  return reading ? `${reading.style} ${reading.values.join(".")}` : "";
}

/** Number and words; leaders and page numbers at the end of an entry are no words. */
function keyOf(mark: Mark): string {
  const words = titleOf(mark, mark.readings[0] ?? null).replace(/[\s.·…_-]{2,}\d*$/, "");
  return `${mark.readings[0]?.values.join(".") ?? ""} ${words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")}`;
}
