import { append } from "#app/domain/group";
import { parentsOf } from "#app/domain/text/identity";
import { readNumber, type NumberReading } from "#app/domain/text/numbering";
import type { Clause } from "#app/domain/text/outline";
import { printNumber } from "#app/domain/text/print-number";

/**
 * The numbers that clauses have after some were added, removed or moved, by id: only those that change. `clauses` stand
 * in their new order with their former numbers, an added one with that of a brother. Brothers under a parent named in
 * `touched` (null: the top) are counted anew in the style of the agreement; other numbers only follow their parents'.
 * A style that counts through all parents (第一条 … across chapters) goes on doing so. Hand-made gaps elsewhere stay.
 */
export function planNumbers(before: readonly Clause[], clauses: readonly Clause[], touched: ReadonlySet<string | null>): Map<string, string> {
  const through = stylesThroughout(before);
  const { parents, readings, keyOf } = groupsOf(clauses, through);
  const starts = startsOf(before, through);
  const parentIdOf = (index: number) => clauses[parents[index] ?? -1]?.id ?? null;
  const isCounted = (index: number, { style }: NumberReading) => (through.has(style) ? touched.size > 0 : touched.has(parentIdOf(index)));
  const counters = new Map<string, number>();
  const values: number[][] = [];
  const numbers = new Map<string, string>();
  clauses.forEach(({ id, number }, index) => {
    const reading = readings[index];
    if (!reading || number === null) return;
    const key = keyOf(index, reading);
    const start = starts.get(key);
    const own = reading.values.at(-1) ?? 0;
    const next = isCounted(index, reading) && !isLazy(start) ? nextOf(counters.get(key), own, start?.least ?? 1) : own;
    counters.set(key, next);
    values[index] = [...prefixOf(reading, values[parents[index] ?? -1]), next];
    const printed = printNumber(number, reading, values[index]);
    if (printed !== null && printed !== number) numbers.set(id, printed);
  });
  return numbers;
}

type Groups = {
  parents: number[];
  readings: (NumberReading | undefined)[];
  /** Names the brothers that are counted together. */
  keyOf: (index: number, reading: NumberReading) => string;
};

function groupsOf(clauses: readonly Clause[], through: ReadonlySet<string>): Groups {
  const parents = parentsOf(clauses);
  const keyOf = (index: number, { style }: NumberReading) => (through.has(style) ? style : `${clauses[parents[index] ?? -1]?.id ?? ""} ${style}`);
  return { parents, readings: chooseReadings(clauses, parents), keyOf };
}

/** A number with a fraction (§ 3a) is inserted after the one before it and keeps its letter. */
function nextOf(last: number | undefined, own: number, least: number): number {
  const fraction = own - Math.floor(own);
  if (last === undefined) return Math.floor(least) + fraction;
  return fraction > 0 ? Math.floor(last) + fraction : Math.floor(last) + 1;
}

/** What a dotted number repeats of its parent. */
function prefixOf({ values }: NumberReading, parent: readonly number[] | undefined): readonly number[] {
  const prefix = values.slice(0, -1);
  return parent && parent.length === prefix.length ? parent : prefix;
}

type Start = { least: number; values: number[] };

/** With which number each group of brothers began. */
function startsOf(clauses: readonly Clause[], through: ReadonlySet<string>): Map<string, Start> {
  const { readings, keyOf } = groupsOf(clauses, through);
  const starts = new Map<string, Start>();
  readings.forEach((reading, index) => {
    if (!reading) return;
    const key = keyOf(index, reading);
    const value = reading.values.at(-1) ?? 1;
    const start = starts.get(key) ?? { least: value, values: [] };
    starts.set(key, { least: Math.min(start.least, value), values: [...start.values, value] });
  });
  return starts;
}

/** A list that writes 1. before each item counts by place. */
function isLazy(start: Start | undefined): boolean {
  return (start?.values.length ?? 0) > 2 && new Set(start?.values).size === 1;
}

/** Of the ways to read a number the one that most brothers share: (i) beside (h) is a letter, beside (ii) roman. */
function chooseReadings(clauses: readonly Clause[], parents: readonly number[]): (NumberReading | undefined)[] {
  const all = clauses.map(({ number }) => (number === null ? [] : readNumber(number, "heading")));
  const votes = new Map<string, number>();
  all.forEach((readings, index) => readings.forEach(({ style }) => {
    const key = `${parents[index]} ${style}`;
    votes.set(key, (votes.get(key) ?? 0) + 1);
  }));
  const votesFor = (index: number, { style }: NumberReading) => votes.get(`${parents[index]} ${style}`) ?? 0;
  return all.map((readings, index) =>
    readings.reduce<NumberReading | undefined>((best, reading) => (best && votesFor(index, best) >= votesFor(index, reading) ? best : reading), undefined));
}

/** The styles whose numbers go on from one parent to the next. */
function stylesThroughout(clauses: readonly Clause[]): Set<string> {
  const parents = parentsOf(clauses);
  const readings = chooseReadings(clauses, parents);
  const runs = new Map<string, { parent: number; value: number }[]>();
  readings.forEach((reading, index) => {
    if (reading?.values.length === 1) append(runs, reading.style, { parent: parents[index] ?? -1, value: reading.values[0] ?? 0 });
  });
  const goesOn = (run: { parent: number; value: number }[]) => {
    const borders = run.slice(1).flatMap((place, index) => (place.parent === run[index]?.parent ? [] : [Math.floor(place.value) - Math.floor(run[index]?.value ?? 0)]));
    return borders.length > 0 && borders.every((step) => step === 1);
  };
  return new Set(Array.from(runs).flatMap(([style, run]) => (goesOn(run) ? [style] : [])));
}
