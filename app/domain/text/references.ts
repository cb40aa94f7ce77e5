import { append } from "#app/domain/group";
import { findCitations, type CitedStep, type CitedTarget } from "#app/domain/text/citations";
import { parentsOf } from "#app/domain/text/identity";
import { readNumber } from "#app/domain/text/numbering";
import type { Clause, Outline } from "#app/domain/text/outline";

/** A citation in the body of a clause with the clauses that it points at. */
export type Reference = {
  /** The clause that cites. */
  clauseId: string;
  /** Place in its body, in UTF-16 units. */
  at: number;
  text: string;
  /** Ids of the clauses cited, in order; null for one that is not in this text. */
  targets: (string | null)[];
};

/** More clauses than this in one range are an error of writing. */
const LONGEST_RANGE = 50;

/** Every citation of the text's own clauses, resolved to ids where they can be. Citations of other texts are left out. */
export function findReferences({ clauses }: Pick<Outline, "clauses">): Reference[] {
  const referencesIn = openReferences(clauses);
  return clauses.flatMap(({ body }, index) => referencesIn(index, body));
}

/** Finds the citations in words of a clause, given by its index; the places in the text are looked up once for all. */
export function openReferences(clauses: readonly Clause[]): (index: number, words: string) => Reference[] {
  const places = indexPlaces(clauses);
  return (index, words) =>
    findCitations(words)
      .filter(({ isForeign }) => !isForeign)
      .map(({ at, text, targets }) => ({
        clauseId: clauses[index]?.id ?? "",
        at,
        text,
        targets: resolveAll(places, targets, index),
      }));
}

/** References with a target that the text does not have. */
export function brokenReferences(outline: Pick<Outline, "clauses">): Reference[] {
  return findReferences(outline).filter(({ targets }) => targets.includes(null));
}

type Places = {
  clauses: readonly Clause[];
  parents: number[];
  children: Map<number, number[]>;
  /** Each clause's place among its brothers. */
  ranks: number[];
  /** By name and number ("条 9", "section 4") and by path ("9.2.4"). */
  byKey: Map<string, number>;
};

function indexPlaces(clauses: readonly Clause[]): Places {
  const parents = parentsOf(clauses);
  const places: Places = { clauses, parents, children: new Map(), ranks: [], byKey: new Map() };
  const paths: string[] = [];
  clauses.forEach((clause, index) => {
    const parent = parents[index] ?? -1;
    append(places.children, parent, index);
    places.ranks[index] = (places.children.get(parent)?.length ?? 1) - 1;
    const reading = clause.number === null ? undefined : readNumber(clause.number, "heading")[0];
    if (!reading) return;
    const above = paths[parent];
    paths[index] = reading.values.length > 1 || above === undefined ? reading.values.join(".") : `${above}.${reading.values.join(".")}`;
    for (const key of [paths[index], `${unitOf(reading.style)} ${reading.values.join(".")}`]) {
      if (!places.byKey.has(key)) places.byKey.set(key, index);
    }
  });
  return places;
}

function unitOf(style: string): string {
  return style.replace(/\d+$/, "").replace("條", "条").replace("項", "项").replace("節", "节");
}

function resolveAll(places: Places, targets: CitedTarget[], index: number): (string | null)[] {
  return targets.flatMap((target, rank) => {
    const found = resolve(places, target, index);
    const before = targets[rank - 1];
    const from = target.isRangeEnd && before ? resolve(places, before, index) : null;
    return (from === null || found === null ? [found] : between(places, from, found)).map((place) =>
      place === null ? null : (places.clauses[place]?.id ?? null),
    );
  });
}

/** The brothers after one clause up to another. */
function between(places: Places, from: number, to: number): number[] {
  const brothers = places.children.get(places.parents[to] ?? -1) ?? [];
  const range = brothers.filter((index) => index > from && index <= to);
  return range.length > 0 && range.length <= LONGEST_RANGE ? range : [to];
}

function resolve(places: Places, { base, steps }: CitedTarget, index: number): number | null {
  const start = startOf(places, base, index);
  if (start === null) return null;
  const [first, ...rest] = steps;
  if (first === undefined) return start;
  const head = start === -1 ? topPlace(places, first) : childPlace(places, start, first);
  return rest.reduce<number | null>((place, step) => (place === null ? null : childPlace(places, place, step)), head);
}

/** Where a relative citation starts; -1 for the whole text. */
function startOf(places: Places, base: CitedTarget["base"], index: number): number | null {
  if (base === "text") return -1;
  if (base === "own") return index;
  if (base === "previous") return previousBrother(places, index) ?? places.parents[index] ?? null;
  const article = articleOf(places, index);
  return base === "ownArticle" ? article : previousBrother(places, article);
}

function articleOf(places: Places, index: number): number {
  let at = index;
  while ((places.parents[at] ?? -1) !== -1 && !/[条條]/.test(places.clauses[at]?.number ?? "")) at = places.parents[at] ?? -1;
  return at;
}

function previousBrother(places: Places, index: number): number | null {
  const brothers = places.children.get(places.parents[index] ?? -1) ?? [];
  return brothers[(places.ranks[index] ?? 0) - 1] ?? null;
}

function topPlace({ byKey }: Places, { unit, values }: CitedStep): number | null {
  const number = values.join(".");
  return byKey.get(`${unitOf(unit ?? "")} ${number}`) ?? byKey.get(number) ?? null;
}

/** A clause below another by its own number; a paragraph (款) without a number of its own is the clause itself. */
function childPlace(places: Places, parent: number, { unit, values }: CitedStep): number | null {
  const own = values.at(-1);
  const found = descendants(places, parent).find((index) => {
    const number = places.clauses[index]?.number ?? null;
    return number !== null && readNumber(number, "heading").some((reading) => reading.values.at(-1) === own);
  });
  return found ?? (unit === "款" ? parent : null);
}

function descendants(places: Places, parent: number): number[] {
  const children = places.children.get(parent) ?? [];
  return [...children, ...children.flatMap((child) => places.children.get(child) ?? [])];
}

/** A step of a citation as printed, with the clause that it leads to. */
export type CitedPlace = { values: number[]; id: string | null };

/** A citation with every number in it that leads to a clause, in the order in which they are printed. */
export type PlacedCitation = Pick<Reference, "clauseId" | "at" | "text"> & { places: CitedPlace[] };

/** Every citation of the text's own clauses, number by number: what has to change when the clauses are numbered anew. */
export function placeCitations(clauses: readonly Clause[]): PlacedCitation[] {
  const places = indexPlaces(clauses);
  return clauses.flatMap((clause, index) =>
    findCitations(clause.body)
      .filter(({ isForeign }) => !isForeign)
      .map(({ at, text, targets }) => ({ clauseId: clause.id, at, text, places: targets.flatMap((target, rank) => placeTarget(places, { target, rank, index, text })) })),
  );
}

/** Further targets of a Chinese citation ("第三条第一款和第二款") print their last step only. */
function placeTarget(places: Places, { target, rank, index, text }: { target: CitedTarget; rank: number; index: number; text: string }): CitedPlace[] {
  const { steps } = target;
  const printed = rank > 0 && /\p{Script=Han}/u.test(text) ? steps.slice(-1) : steps;
  return printed.map(({ values }) => {
    const count = steps.length - printed.length + printed.findIndex((step) => step.values === values) + 1;
    const found = resolve(places, { ...target, steps: steps.slice(0, count) }, index);
    return { values, id: found === null ? null : (places.clauses[found]?.id ?? null) };
  });
}
