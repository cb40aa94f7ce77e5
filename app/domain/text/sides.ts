import type { Fingerprint } from "#app/domain/text/likeness";
import type { Clause, ClauseRole } from "#app/domain/text/outline";

/** One of two texts that are matched: its clauses, each with its parent and, once found, its partner in the other text. */
export type Side = {
  clauses: readonly Clause[];
  /** Index of the parent; -1 at the top. */
  parents: readonly number[];
  /** Index in the other text; -1 while there is none. */
  partners: number[];
  printOf: (index: number) => Fingerprint;
};

/** Makes two clauses partners, unless one of them has a partner. */
export function pair(olds: Side, news: Side, [oldIndex, newIndex]: readonly [number, number]): void {
  if (olds.partners[oldIndex] !== -1 || news.partners[newIndex] !== -1) return;
  olds.partners[oldIndex] = newIndex;
  news.partners[newIndex] = oldIndex;
}

export function clauseAt(side: Side, index: number): Clause {
  const clause = side.clauses[index];
  if (!clause) throw new Error(`no clause at ${index}`);
  return clause;
}

export function parentAt(side: Side, index: number): number {
  return side.parents[index] ?? -1;
}

/** Preamble paragraphs and clauses without a partner, in order. Title, date line and front matter have no likeness to others. */
export function unmatched({ clauses, partners }: Side): number[] {
  return clauses.flatMap(({ role }, index) => (partners[index] === -1 && isCounted(role) ? [index] : []));
}

export function isCounted(role: ClauseRole): boolean {
  return role === "clause" || role === "preamble";
}
