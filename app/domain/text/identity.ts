import { append } from "#app/domain/group";
import { containment, fingerprintOf, formOf, likeness, type Fingerprint } from "#app/domain/text/likeness";
import type { Clause, ClauseRole } from "#app/domain/text/outline";

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
/** A split or joined part has at least this share of its runs in the whole, and so many runs at all. */
const PART = 0.7;
const PART_RUNS = 8;
/** A run of characters found in more clauses than this tells nothing. */
const COMMON = 16;

/**
 * Matches the clauses of two texts: by id, then by equal text, then by likeness, by place, and articles by their
 * children. Cost grows with the length of the texts, not with the product of their clauses.
 */
export function matchClauses(oldClauses: readonly Clause[], newClauses: readonly Clause[]): Matching {
  const olds = openSide(oldClauses);
  const news = openSide(newClauses);
  matchByKey(olds, news, ({ role, id }) => (isCounted(role) ? `id ${id}` : role));
  matchByKey(olds, news, (clause) => `text ${isCounted(clause.role)} ${formOf(textOf(clause))}`);
  matchByLikeness(olds, news);
  matchByPlace(olds, news);
  matchByChildren(olds, news);
  const joins = findParts(olds, news);
  const splits = adjoining(findParts(news, olds), olds);
  return { oldOf: news.partners, newOf: olds.partners, splits, joins };
}

function isCounted(role: ClauseRole): boolean {
  return role === "clause" || role === "preamble";
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

/** One of the two texts: each clause with its parent, its print once needed, and its partner in the other text. */
type Side = {
  clauses: readonly Clause[];
  parents: number[];
  prints: (Fingerprint | undefined)[];
  /** Index in the other text; -1 while there is none. */
  partners: number[];
};

function openSide(clauses: readonly Clause[]): Side {
  return { clauses, parents: parentsOf(clauses), prints: [], partners: clauses.map(() => -1) };
}

function pair(olds: Side, news: Side, [oldIndex, newIndex]: [number, number]): void {
  if (olds.partners[oldIndex] !== -1 || news.partners[newIndex] !== -1) return;
  olds.partners[oldIndex] = newIndex;
  news.partners[newIndex] = oldIndex;
}

/** Pairs unmatched clauses with equal keys, first with first: rank among equals. */
function matchByKey(olds: Side, news: Side, keyOf: (clause: Clause) => string): void {
  const waiting = new Map<string, number[]>();
  for (const index of unmatched(olds).reverse()) append(waiting, keyOf(clauseAt(olds, index)), index);
  for (const index of unmatched(news)) {
    const found = waiting.get(keyOf(clauseAt(news, index)))?.pop();
    if (found !== undefined) pair(olds, news, [found, index]);
  }
}

/** Pairs the most alike first. Candidates share a run of characters that few clauses have. */
function matchByLikeness(olds: Side, news: Side): void {
  const posting = indexRuns(olds, unmatched(olds));
  const candidates = unmatched(news).flatMap((newIndex) =>
    mostShared(posting, printOf(news, newIndex)).map((oldIndex) => ({
      oldIndex,
      newIndex,
      score: likeness(printOf(olds, oldIndex), printOf(news, newIndex)),
      least: hasSameHeading(clauseAt(olds, oldIndex), clauseAt(news, newIndex)) ? ALIKE_IN_PLACE : ALIKE,
    })),
  );
  const likely = candidates.filter(({ score, least }) => score >= least);
  likely.sort((a, b) => b.score - a.score || a.newIndex - b.newIndex);
  for (const { oldIndex, newIndex } of likely) pair(olds, news, [oldIndex, newIndex]);
}

function indexRuns(side: Side, indexes: number[]): Map<number, number[]> {
  const posting = new Map<number, number[]>();
  for (const index of indexes) for (const run of printOf(side, index)) append(posting, run, index);
  return posting;
}

/** The few clauses that share most of the telling runs of a print. */
function mostShared(posting: Map<number, number[]>, print: Fingerprint): number[] {
  const votes = new Map<number, number>();
  for (const run of print) {
    const holders = posting.get(run) ?? [];
    if (holders.length <= COMMON) for (const holder of holders) votes.set(holder, (votes.get(holder) ?? 0) + 1);
  }
  return Array.from(votes).sort((a, b) => b[1] - a[1]).slice(0, 4).map(([holder]) => holder);
}

/** Pairs what stands at the same number under the same parent when it is at least a little alike. */
function matchByPlace(olds: Side, news: Side): void {
  const waiting = new Map<string, number>();
  for (const index of unmatched(olds)) {
    const parent = olds.parents[index] ?? -1;
    const place = placeOf(clauseAt(olds, index), parent === -1 ? -1 : (olds.partners[parent] ?? -1));
    if (place !== null) waiting.set(place, index);
  }
  for (const index of unmatched(news)) {
    const place = placeOf(clauseAt(news, index), news.parents[index] ?? -1);
    const found = place === null ? undefined : waiting.get(place);
    if (found === undefined) continue;
    if (likeness(printOf(olds, found), printOf(news, index)) >= ALIKE_IN_PLACE) pair(olds, news, [found, index]);
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
    const parents: [number, number] = [olds.parents[oldIndex] ?? -1, news.parents[newIndex] ?? -1];
    if (parents.includes(-1)) return;
    const vote = votes.get(parents.join()) ?? { parents, count: 0 };
    votes.set(parents.join(), { parents, count: vote.count + 1 });
  });
  const ranked = Array.from(votes.values()).sort((a, b) => b.count - a.count);
  for (const { parents } of ranked) pair(olds, news, parents);
}

/**
 * Unmatched clauses that stand, nearly whole, inside a clause of the other text whose own partner does not have them:
 * cut out of it, or joined into it. Keyed by the index of that whole.
 */
function findParts(parts: Side, wholes: Side): Map<number, number[]> {
  const found = new Map<number, number[]>();
  const loose = unmatched(parts).filter((index) => printOf(parts, index).size >= PART_RUNS);
  if (loose.length === 0) return found;
  const posting = indexRuns(wholes, wholes.clauses.flatMap(({ role }, index) => (isCounted(role) ? [index] : [])));
  for (const index of loose) {
    const whole = mostShared(posting, printOf(parts, index)).find((candidate) => isPartOf(parts, index, { wholes, candidate }));
    if (whole !== undefined) append(found, whole, index);
  }
  return found;
}

/** Of the parts cut out of a clause those that stand in one row with what continues it: a split keeps its text together. */
function adjoining(splits: Map<number, number[]>, olds: Side): Map<number, number[]> {
  const kept = Array.from(splits, ([whole, parts]): [number, number[]] => {
    const main = olds.partners[whole] ?? -1;
    const row = new Set([main]);
    for (const part of parts.filter((index) => index > main)) if (row.has(part - 1)) row.add(part);
    for (const part of parts.filter((index) => index < main).reverse()) if (row.has(part + 1)) row.add(part);
    return [whole, Array.from(row).filter((index) => index !== main)];
  });
  return new Map(kept.filter(([, parts]) => parts.length > 0));
}

function isPartOf(parts: Side, index: number, { wholes, candidate }: { wholes: Side; candidate: number }): boolean {
  const sibling = wholes.partners[candidate] ?? -1;
  if (sibling === -1) return false;
  const siblingPrint = printOf(parts, sibling);
  const own = new Set(Array.from(printOf(parts, index)).filter((run) => !siblingPrint.has(run)));
  return own.size >= PART_RUNS / 2 && containment(own, printOf(wholes, candidate)) >= PART;
}

function clauseAt(side: Side, index: number): Clause {
  const clause = side.clauses[index];
  if (!clause) throw new Error(`no clause at ${index}`);
  return clause;
}

function printOf(side: Side, index: number): Fingerprint {
  return (side.prints[index] ??= fingerprintOf(textOf(clauseAt(side, index))));
}

function hasSameHeading(a: Clause, b: Clause): boolean {
  return a.heading !== null && b.heading !== null && formOf(a.heading) === formOf(b.heading);
}

function unmatched(side: Side): number[] {
  return side.partners.flatMap((partner, index) => (partner === -1 ? [index] : []));
}
