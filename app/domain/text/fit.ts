import { isHeadline, isIntroduction } from "#app/domain/text/headline";
import type { Line } from "#app/domain/text/lines";
import { titleOf, type Mark } from "#app/domain/text/marks";
import { follows, RANK, type NumberReading } from "#app/domain/text/numbering";

/** The last child of one numbering style that a unit has so far. */
export type LastChild = { value: number; indent: number; contentIndent: number; depth: number | null; isHeadline: boolean };

/** A unit that is still open: the next mark is its child, or closes it. */
export type Frame = {
  mark: Mark | null;
  reading: NumberReading | null;
  last: Map<string, LastChild>;
};

/** How a number continues what is open, the best first. */
const KINDS = ["next", "first", "lazy", "gap", "again", "late"] as const;
export type FitKind = (typeof KINDS)[number];

/** One place for a mark: as a child of `stack[parent]`. */
export type Fit = { parent: number; reading: NumberReading; kind: FitKind; shift: number };

export type Place = { stack: readonly Frame[]; lines: readonly Line[] };

/** The better of two places: the kind first, then the smaller shift of indentation, then the inner one. */
export function betterFit(a: Fit | null, b: Fit | null): Fit | null {
  if (!a || !b) return a ?? b;
  const byKind = KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
  const order = byKind || a.shift - b.shift || b.parent - a.parent;
  return order <= 0 ? a : b;
}

export function frameAt(stack: readonly Frame[], index: number): Frame {
  const frame = stack[index];
  if (!frame) throw new Error(`no open unit ${index} of ${stack.length}`);
  return frame;
}

function own(reading: NumberReading): number {
  return reading.values.at(-1) ?? 0;
}

/** No run leaves out more numbers than this; what does is another number. */
const WIDEST_GAP = 20;

/** How a value continues the last one under the same parent. */
function kindAfter(last: LastChild | undefined, value: number): FitKind {
  if (!last) return Math.floor(value) === 1 ? "first" : "late";
  if (follows(last.value, value)) return "next";
  if (value > last.value) return value - last.value > WIDEST_GAP ? "late" : "gap";
  return "again";
}

/** Named units contain one another by rank, wherever headings stand; their numbers may run on through the whole text. */
export function rankedFit(mark: Mark, reading: NumberReading, { stack }: Place): Fit {
  let parent = 0;
  while (parent + 1 < stack.length && mayContain(frameAt(stack, parent + 1), mark, reading.rank)) parent += 1;
  const inParent = frameAt(stack, parent).last.get(reading.style);
  const inText = own(reading) === 1 ? undefined : frameAt(stack, 0).last.get(reading.style);
  return { parent, reading, kind: kindAfter(inParent ?? inText, own(reading)), shift: 0 };
}

function mayContain({ mark, reading }: Frame, child: Mark, rank: number): boolean {
  if (reading && reading.rank > 0) return reading.rank < rank;
  return mark !== null && mark.depth !== null && mark.depth < (child.depth ?? 7);
}

/** 3.2.1 belongs to the open 3.2, and 3.2 to the open 3, however that one is written. */
export function dottedFit(mark: Mark, reading: NumberReading, { stack }: Place): Fit {
  const parent = prefixFrame(stack, reading) ?? headingFrame(stack, mark.depth ?? 7);
  return { parent, reading, kind: kindAfter(frameAt(stack, parent).last.get(reading.style), own(reading)), shift: 0 };
}

/** The open unit that a dotted number names before its last dot; null when it names none. */
export function prefixFrame(stack: readonly Frame[], { values, style }: NumberReading): number | null {
  const prefix = values.slice(0, -1).join(".");
  const found = stack.flatMap(({ reading }, index) => (reading?.values.map(Math.floor).join(".") === prefix ? [index] : []));
  const known = found.find((index) => frameAt(stack, index).last.has(style));
  const article = found.find((index) => frameAt(stack, index).reading?.rank === RANK.article);
  return known ?? article ?? found[0] ?? null;
}

/** The innermost heading less deep than this one; 0 for none. */
export function headingFrame(stack: readonly Frame[], depth: number): number {
  let parent = 0;
  while (parent + 1 < stack.length && (stack[parent + 1]?.mark?.depth ?? 9) < depth) parent += 1;
  return parent;
}

/** A numbered heading continues one of its own depth, or else any, or else stands where its depth puts it. */
export function headingFit(mark: Mark, reading: NumberReading, { stack }: Place): Fit {
  const siblings = stack.flatMap(({ last }, parent) => {
    const child = last.get(reading.style);
    const isNext = child?.depth !== null && child && follows(child.value, own(reading));
    return isNext ? [{ parent, reading, kind: "next" as const, shift: child.depth === mark.depth ? 0 : 1 }] : [];
  });
  const next = siblings.reduce<Fit | null>(betterFit, null);
  if (next) return next;
  const parent = headingFrame(stack, mark.depth ?? 7);
  return { parent, reading, kind: kindAfter(frameAt(stack, parent).last.get(reading.style), own(reading)), shift: 0 };
}

/**
 * A single number in a line of text: it continues an open run of its style, or begins one under what is open last. Indented
 * like the text of the last one it is a part of it; and a list under a numbered heading has numbers of its own. A heading
 * rather continues headings, and an item items.
 */
export function lineFit(mark: Mark, reading: NumberReading, place: Place): Fit {
  const { stack } = place;
  const isTitled = isHeadline(titleOf(mark, reading));
  let best = own(reading) === 1 ? firstFit(mark, reading, place) : null;
  for (let parent = stack.length - 1; parent >= 0; parent--) {
    const child = frameAt(stack, parent).last.get(reading.style);
    if (!child || mark.indent >= child.contentIndent) continue;
    if (child.depth !== null && (!isTitled || own(reading) === 1)) continue;
    const kind = kindAfter(child, own(reading));
    const shift = Math.abs(mark.indent - child.indent) + (child.isHeadline === isTitled ? 0 : 0.5);
    best = betterFit(best, { parent, reading, kind, shift: kind === "next" ? shift : 0 });
  }
  return best ?? { parent: indentedFrame(mark, stack), reading, kind: "late", shift: 0 };
}

/** The innermost unit that is not indented deeper than the mark. */
function indentedFrame(mark: Mark, stack: readonly Frame[]): number {
  let index = stack.length - 1;
  while (index > 0 && (stack[index]?.mark?.depth ?? null) === null && (stack[index]?.mark?.indent ?? 0) > mark.indent + 1) index -= 1;
  return index;
}

/** 1 begins a run under what is open last, unless a run of its style is open at its own depth: then it repeats or starts that again. */
function firstFit(mark: Mark, reading: NumberReading, place: Place): Fit {
  const { stack } = place;
  const base = indentedFrame(mark, stack);
  for (let index = base; index > 0; index--) {
    const { mark: opened, reading: open } = frameAt(stack, index);
    if (!opened || opened.depth !== null) break;
    if (open?.style !== reading.style || mark.indent > opened.indent + 1) continue;
    if (own(open) === 1 && reading.style === "1.") return { parent: index - 1, reading, kind: "lazy", shift: 0 };
    if (!introduces(frameAt(stack, base), mark, place.lines)) return { parent: index - 1, reading, kind: "again", shift: 0 };
  }
  return { parent: base, reading, kind: "first", shift: 0 };
}

/** Whether a unit's own paragraph stands right above, and is a heading or announces what follows. */
function introduces({ mark: opened, reading }: Frame, mark: Mark, lines: readonly Line[]): boolean {
  let last = mark.line - 1;
  while (last > 0 && lines[last]?.kind === "blank") last -= 1;
  let first = last;
  while (first > 0 && lines[first - 1]?.kind === "text") first -= 1;
  if (!opened || opened.line < first || opened.line > last) return false;
  return isIntroduction(lines[last]?.text ?? "") || (opened.line === last && isHeadline(titleOf(opened, reading)));
}
