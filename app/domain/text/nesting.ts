import {
  betterFit, dottedFit, frameAt, headingFit, headingFrame, lineFit, prefixFrame, rankedFit, type Fit, type FitKind, type Frame,
} from "#app/domain/text/fit";
import { isClosed, isHeadline } from "#app/domain/text/headline";
import type { Line } from "#app/domain/text/lines";
import { BOLD, titleOf, type Mark } from "#app/domain/text/marks";
import type { NumberReading } from "#app/domain/text/numbering";
import type { Doubt } from "#app/domain/text/outline";

/** A clause found: where it begins, how it is numbered, how deep it lies (1 is the top). */
export type Unit = { mark: Mark; reading: NumberReading | null; level: number };

export type Nesting = { units: Unit[]; doubts: Doubt[] };

export type NestingInput = {
  marks: readonly Mark[];
  lines: readonly Line[];
  isHardWrapped: boolean;
  /** Lines after which another agreement begins. */
  restarts: readonly number[];
  /** Numbers in lines before this one, with no heading over them, belong to the preamble. */
  preambleEnd: number;
  hasHeadings: boolean;
};

/** Deeper units are taken as siblings of the deepest. */
const MAX_LEVEL = 40;
/** How far the reading of "i." looks for "ii." or "j.". */
const LOOK_AHEAD = 40;

/** `at` is the index of the mark in hand. */
type State = NestingInput & { stack: Frame[]; units: Unit[]; doubts: Doubt[]; at: number };

/** Finds each mark's place among the open units, by its number and by what stands around it. Prose is left where it is. */
export function nestMarks(input: NestingInput): Nesting {
  const state: State = { ...input, stack: [rootFrame()], units: [], doubts: [], at: 0 };
  const restarts = [...input.restarts];
  input.marks.forEach((mark, index) => {
    while (restarts[0] !== undefined && restarts[0] < mark.line) {
      restarts.shift();
      state.stack = [rootFrame()];
    }
    state.at = index;
    placeMark(state, mark);
  });
  return { units: state.units, doubts: state.doubts };
}

function rootFrame(): Frame {
  return { mark: null, reading: null, last: new Map() };
}

function placeMark(state: State, mark: Mark): void {
  if (mark.readings.length === 0) {
    openHeading(state, mark);
    return;
  }
  const fit = readingsOf(state, mark).map((reading) => fitOf(state, mark, reading)).reduce<Fit | null>(betterFit, null);
  if (fit && isAccepted(state, mark, fit)) {
    addFitDoubt(state, mark, fit);
    open(state, mark, fit);
  } else if (mark.depth !== null && mark.depth !== BOLD) {
    openHeading(state, { ...mark, readings: [] });
  } else if (!mark.isGlued && fit && isCounting(fit.reading)) {
    addDoubt(state, mark, isInPreamble(state, mark) ? "number-in-preamble" : "number-unplaced");
  }
}

/** Letters and roman numbers out of order are initials more often than clauses: no doubt about them. */
function isCounting({ style, rank }: NumberReading): boolean {
  return rank > 0 || /^[1一]/.test(style);
}

/** The readings of a number, without the letter i where "ii." comes next, and without the roman one where "j." does. */
function readingsOf(state: State, mark: Mark): NumberReading[] {
  const letter = mark.readings.find(({ style, values }) => /^[aA]/.test(style) && values[0] === 9);
  const roman = mark.readings.find(({ style, values }) => /^[iI]/.test(style) && values[0] === 1);
  if (!letter || !roman) return mark.readings;
  const decisive = followingReadings(state).find(({ style, values }) => (style === roman.style && values[0] === 2) || (style === letter.style && values[0] === 10));
  if (!decisive) return mark.readings;
  return mark.readings.filter((reading) => reading !== (decisive.style === roman.style ? letter : roman));
}

function followingReadings({ marks, at }: State): NumberReading[] {
  return marks.slice(at + 1, at + LOOK_AHEAD).flatMap(({ readings }) => readings);
}

function fitOf(state: State, mark: Mark, reading: NumberReading): Fit {
  if (reading.rank > 0) return rankedFit(mark, reading, state);
  if (reading.values.length > 1) return dottedFit(mark, reading, state);
  return mark.depth === null ? lineFit(mark, reading, state) : headingFit(mark, reading, state);
}

function isAccepted(state: State, mark: Mark, fit: Fit): boolean {
  if (mark.depth !== null) return fit.kind !== "late" || isMarked(fit.reading);
  if (isInPreamble(state, mark) && fit.reading.rank === 0) return false;
  if (!fit.reading.isSure && !isConfirmed(state, fit)) return false;
  if (fit.kind === "late" && !mayBeginLate(fit.reading)) return false;
  if (mark.indent >= 4 && isCodeIndented(state, mark, fit)) return false;
  return !mark.isGlued || isGluedItem(state, mark, fit);
}

/** "## 7. Fees" counts wherever it stands, "## 24 hours" does not. */
function isMarked({ rank, values, printed }: NumberReading): boolean {
  return rank > 0 || values.length > 1 || !/[\p{N}一二三四五六七八九十]$/u.test(printed);
}

/** An unsure number needs a run to continue or to begin, or, with dots, the unit that it names: 3.5 may be an amount. */
function isConfirmed(state: State, { reading, kind }: Fit): boolean {
  if (kind === "next" || (reading.rank > 0 && kind === "first")) return true;
  if (reading.values.length === 1 || reading.rank > 0 || kind === "late") return false;
  return prefixFrame(state.stack, reading) !== null || (kind === "first" && isContinued(state, reading));
}

/** Whether 4.2 comes soon after 4.1. */
function isContinued(state: State, { values }: NumberReading): boolean {
  const next = values.with(-1, (values.at(-1) ?? 0) + 1).join(".");
  return followingReadings(state).some((reading) => reading.values.join(".") === next);
}

function mayBeginLate({ style, rank, values }: NumberReading): boolean {
  return rank > 0 || values.length > 1 || (/^(1|一)[^(]*$/.test(style) && (values[0] ?? 0) <= 60);
}

function isCodeIndented({ stack, lines }: State, mark: Mark, { reading, parent }: Fit): boolean {
  const isInText = frameAt(stack, stack.length - 1).mark?.depth === null || lines[mark.line - 1]?.kind === "text";
  return !isInText && reading.values.length === 1 && reading.rank === 0 && frameAt(stack, parent).mark?.depth !== null;
}

/** Whether a number that follows a line of text without a blank line opens a clause, rather than being a word of the text. */
function isGluedItem({ lines, isHardWrapped, units }: State, mark: Mark, { kind, reading }: Fit): boolean {
  if (kind !== "next" && kind !== "first" && kind !== "lazy") return false;
  const above = lines[mark.line - 1]?.text ?? "";
  const owner = units.at(-1)?.mark;
  const isAboveOwner = owner?.line === mark.line - 1;
  if (isAboveOwner && owner?.depth !== null) return true;
  if (isClosed(above)) return true;
  if (isHardWrapped) return false;
  return kind !== "first" || isHeadline(above) || (isAboveOwner && mark.indent > (owner?.indent ?? 0)) || reading.values.length > 1;
}

function isInPreamble({ stack, preambleEnd }: State, mark: Mark): boolean {
  return stack.length === 1 && mark.line < preambleEnd && mark.depth === null;
}

/** A heading without a number. A bold line is one only under another heading, or where the text has no other headings. */
function openHeading(state: State, mark: Mark): void {
  const depth = mark.depth ?? BOLD;
  let parent = headingFrame(state.stack, depth);
  if (depth === BOLD) {
    if (parent === 0 && state.hasHeadings) return;
    const article = state.stack[1];
    if (parent === 0 && article && (article.mark?.depth !== BOLD || article.reading)) parent = 1;
  }
  open(state, mark, { parent, reading: null });
}

function open(state: State, mark: Mark, { parent, reading }: { parent: number; reading: NumberReading | null }): void {
  const depth = Math.min(parent, MAX_LEVEL - 1);
  state.stack.length = depth + 1;
  if (reading) recordChild(state, { mark, reading, depth });
  state.stack.push({ mark, reading, last: new Map() });
  state.units.push({ mark, reading, level: depth + 1 });
}

function recordChild({ stack }: State, { mark, reading, depth }: { mark: Mark; reading: NumberReading; depth: number }): void {
  const { indent, contentIndent } = mark;
  const child = { value: reading.values.at(-1) ?? 0, indent, contentIndent, depth: mark.depth, isHeadline: isHeadline(titleOf(mark, reading)) };
  frameAt(stack, depth).last.set(reading.style, child);
  if (reading.rank > 0) frameAt(stack, 0).last.set(reading.style, child);
}

const FIT_DOUBTS: Partial<Record<FitKind, string>> = { gap: "number-gap", again: "number-repeat", late: "number-starts-late" };

function addFitDoubt(state: State, mark: Mark, { kind, parent, reading }: Fit): void {
  const isRestart = kind === "again" && parent === 0 && reading.values.join() === "1" && isHeadline(titleOf(mark, reading));
  const code = isRestart ? "second-agreement" : FIT_DOUBTS[kind];
  if (code) addDoubt(state, mark, code);
}

function addDoubt({ doubts, lines }: State, mark: Mark, code: string): void {
  doubts.push({ line: mark.line + 1, code, text: (lines[mark.line]?.text ?? "").slice(0, 80) });
}
