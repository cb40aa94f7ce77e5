import { append } from "#app/domain/group";
import { mapInSteps, runThrough, type Steps } from "#app/domain/steps";
import { AT_ONCE, indexRuns, mostShared } from "#app/domain/text/candidates";
import { fingerprintOf, formOf, likeness } from "#app/domain/text/likeness";
import type { Clause } from "#app/domain/text/outline";
import { adjoining, findParts } from "#app/domain/text/parts";
import { clauseAt, isCounted, pair, parentAt, unmatched, type Side } from "#app/domain/text/sides";

/** Which clause of one text continues which of another, by index. */
export type Matching = {
  /** For each new clause the old one that it continues; -1 for none. */
  oldOf: number[];
  /** For each old clause the new one that continues it; -1 for none. */
  newOf: number[];
  /** Further new clauses cut out of an old one, by the old one's index. */
  splits: Map<number, number[]>;
  /** Further old clauses merged into a new one, by the new one's index. */
  joins: Map<number, number[]>;
};

/** Two clauses this alike are the same clause. */
const ALIKE = 0.45;
/** With the same number under the same parent, or the same heading, less suffices. */
const ALIKE_IN_PLACE = 0.2;
/** Under a heading that no other clause has, still less: its text may have been cut into clauses below it. */
const ALIKE_IN_NAME = 0.1;

/**
 * Matches the clauses of two texts: by id, then by equal text, then by heading and likeness, by place, and articles by
 * their children. Cost grows with the length of the texts, not with the product of their clauses.
 */
export function matchClauses(oldClauses: readonly Clause[], newClauses: readonly Clause[]): Matching {
  return runThrough(matchInSteps(oldClauses, newClauses));
}

/** The same with rests between. */
export function* matchInSteps(oldClauses: readonly Clause[], newClauses: readonly Clause[]): Steps<Matching> {
  const olds = openSide(oldClauses);
  const news = openSide(newClauses);
  matchRepeated(olds, news);
  yield;
  matchByKey(olds, news, ({ role, id }) => (isCounted(role) ? `id ${id}` : role));
  matchByKey(olds, news, (clause) => (isCounted(clause.role) ? formOf(textOf(clause)) : null));
  matchByHeading(olds, news);
  yield;
  yield* matchByLikeness(olds, news);
  matchByPlace(olds, news);
  matchByChildren(olds, news);
  yield;
  const joins = yield* findParts(olds, news);
  const splits = adjoining(yield* findParts(news, olds), olds);
  return { oldOf: news.partners, newOf: olds.partners, splits, joins };
}

/** Heading and text of a clause, without its number. */
export function textOf({ heading, body }: Clause): string {
  return heading === null || body === "" ? (heading ?? body) : `${heading}\n${body}`;
}

/** For each clause the index of the nearest clause before it with a lower level; -1 at the top. */
export function parentsOf(clauses: readonly Clause[]): number[] {
  const open: number[] = [];
  return clauses.map(({ level }, index) => {
    while (open.length > 0 && (clauses[open.at(-1) ?? 0]?.level ?? 0) >= level) open.pop();
    const parent = level === 0 ? -1 : (open.at(-1) ?? -1);
    if (level > 0) open.push(index);
    return parent;
  });
}

function openSide(clauses: readonly Clause[]): Side {
  const prints = new Map<number, ReturnType<typeof fingerprintOf>>();
  const side: Side = {
    clauses,
    parents: parentsOf(clauses),
    partners: clauses.map(() => -1),
    printOf(index) {
      const known = prints.get(index) ?? fingerprintOf(textOf(clauseAt(side, index)));
      prints.set(index, known);
      return known;
    },
  };
  return side;
}

type KeyOf = (clause: Clause, index: number) => string | null;

/** Pairs clauses with equal keys, first with first: rank among equals. */
function matchByKey(olds: Side, news: Side, keyOf: KeyOf): void {
  matchByKeys(olds, news, { old: keyOf, new: keyOf });
}

function matchByKeys(olds: Side, news: Side, keys: { old: KeyOf; new: KeyOf }): void {
  const waiting = openByKey(olds, keys.old);
  for (const [key, indexes] of openByKey(news, keys.new)) {
    indexes.forEach((index, rank) => {
      const found = waiting.get(key)?.[rank];
      if (found !== undefined) pair(olds, news, [found, index]);
    });
  }
}

/** The clauses without a partner, by key; those without a key are left out. */
function openByKey({ clauses, partners }: Side, keyOf: KeyOf): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  clauses.forEach((clause, index) => {
    const key = partners[index] === -1 ? keyOf(clause, index) : null;
    if (key !== null) append(lists, key, index);
  });
  return lists;
}

/**
 * Pairs what is written several times, such as "Reserved.", at the same number under the same parents: among equals, rank alone would
 * take one that leaves for a move of all behind it.
 */
function matchRepeated(olds: Side, news: Side): void {
  matchByKeys(olds, news, { old: repeatedAt(olds), new: repeatedAt(news) });
}

function repeatedAt({ clauses, parents }: Side): KeyOf {
  const counts = new Map<string, number>();
  const texts = clauses.map((clause) => (isCounted(clause.role) ? formOf(textOf(clause)) : ""));
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const places: string[] = [];
  clauses.forEach(({ number, heading }, index) => {
    places[index] = `${places[parents[index] ?? -1] ?? ""}/${formOf(number ?? heading ?? "")}`;
  });
  return (_, index) => {
    const text = texts[index] ?? "";
    return text !== "" && (counts.get(text) ?? 0) > 1 ? `${places[index]} ${text}` : null;
  };
}

/** Pairs clauses under a heading that no other clause has, wherever they stand, when they are a little alike. */
function matchByHeading(olds: Side, news: Side): void {
  const waiting = openByKey(olds, headingForm);
  for (const [heading, [index, ...others]] of openByKey(news, headingForm)) {
    const [found, ...more] = waiting.get(heading) ?? [];
    if (index === undefined || found === undefined || others.length + more.length > 0) continue;
    if (likeness(olds.printOf(found), news.printOf(index)) >= ALIKE_IN_NAME) pair(olds, news, [found, index]);
  }
}

function headingForm({ role, heading }: Clause): string | null {
  return heading === null || !isCounted(role) ? null : formOf(heading).toLowerCase();
}

/** Pairs the most alike first. Candidates share a run of characters that few clauses have. */
function* matchByLikeness(olds: Side, news: Side): Steps<void> {
  const posting = yield* indexRuns(olds, unmatched(olds));
  const candidates = yield* mapInSteps(unmatched(news), AT_ONCE, (newIndex) =>
    mostShared(posting, news.printOf(newIndex), olds).map((oldIndex) => ({
      places: [oldIndex, newIndex] as const,
      score: likeness(olds.printOf(oldIndex), news.printOf(newIndex)),
      least: hasSameHeading(clauseAt(olds, oldIndex), clauseAt(news, newIndex)) ? ALIKE_IN_PLACE : ALIKE,
    })),
  );
  const likely = candidates.flat().filter(({ score, least }) => score >= least);
  likely.sort((a, b) => b.score - a.score || a.places[1] - b.places[1]);
  for (const { places } of likely) pair(olds, news, atSameNumber(olds, news, places) ?? places);
}

/**
 * An article whose text moves down into items of its own, or comes up out of them, is that article still: where the alike
 * clauses stand at different levels, and one has an ancestor at the level and number of the other, the two at that number.
 */
function atSameNumber(olds: Side, news: Side, [oldIndex, newIndex]: readonly [number, number]): readonly [number, number] | null {
  const oldLevel = clauseAt(olds, oldIndex).level;
  const newLevel = clauseAt(news, newIndex).level;
  if (oldLevel === newLevel || oldLevel === 0 || newLevel === 0) return null;
  const places = [ancestorAt(olds, oldIndex, newLevel), ancestorAt(news, newIndex, oldLevel)] as const;
  const isFree = olds.partners[places[0]] === -1 && news.partners[places[1]] === -1;
  return isFree && hasSameNumber(clauseAt(olds, places[0]), clauseAt(news, places[1])) ? places : null;
}

/** The clause itself or the nearest around it that is no deeper than the level. */
function ancestorAt(side: Side, index: number, level: number): number {
  let at = index;
  while (clauseAt(side, at).level > level && parentAt(side, at) !== -1) at = parentAt(side, at);
  return at;
}

/** Pairs what stands at the same number under the same parent when it is at least a little alike. */
function matchByPlace(olds: Side, news: Side): void {
  const waiting = new Map<string, number>();
  for (const index of unmatched(olds)) {
    const parent = parentAt(olds, index);
    const place = placeOf(clauseAt(olds, index), parent === -1 ? -1 : (olds.partners[parent] ?? -1));
    if (place !== null) waiting.set(place, index);
  }
  for (const index of unmatched(news)) {
    const place = placeOf(clauseAt(news, index), parentAt(news, index));
    const found = place === null ? undefined : waiting.get(place);
    if (found === undefined) continue;
    if (likeness(olds.printOf(found), news.printOf(index)) >= ALIKE_IN_PLACE) pair(olds, news, [found, index]);
  }
}

/** Number and parent of a clause, the parent named by its index in the new text; null without a number. */
function placeOf({ number }: Clause, newParent: number): string | null {
  return number === null ? null : `${newParent} ${formOf(number)}`;
}

/** A rewritten heading is still the same article when what stood under it does: the most children decide. */
function matchByChildren(olds: Side, news: Side): void {
  const votes = new Map<string, { parents: [number, number]; count: number }>();
  news.partners.forEach((oldIndex, newIndex) => {
    const parents: [number, number] = [olds.parents[oldIndex] ?? -1, parentAt(news, newIndex)];
    if (parents.includes(-1)) return;
    const vote = votes.get(parents.join()) ?? { parents, count: 0 };
    votes.set(parents.join(), { parents, count: vote.count + 1 });
  });
  const ranked = Array.from(votes.values()).sort((a, b) => b.count - a.count);
  for (const { parents } of ranked) pair(olds, news, parents);
}

function hasSameHeading(a: Clause, b: Clause): boolean {
  return a.heading !== null && b.heading !== null && formOf(a.heading) === formOf(b.heading);
}

function hasSameNumber(a: Clause, b: Clause): boolean {
  return a.number !== null && b.number !== null && formOf(a.number) === formOf(b.number);
}
