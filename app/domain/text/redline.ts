import type { ClauseFlag } from "#app/domain/publication/manifest";
import type { Comparison, ClauseChange } from "#app/domain/text/comparison";
import type { ClauseRole } from "#app/domain/text/outline";
import type { Mark } from "#app/domain/text/words";

/** A clause as a redline names it. */
export type RedlineClause = {
  id: string;
  role: ClauseRole;
  level: number;
  /** As printed. */
  number: string | null;
  /** As cited, the numbers above it included where they are needed; empty without a number. */
  place: string;
  /** Its heading, or its first words. */
  name: string;
};

/** What became of a clause, in plain words with marks. */
export type RedlineChange = Pick<ClauseChange, "kind" | "isMoved" | "isRenumbered"> & {
  old: RedlineClause[];
  new: RedlineClause[];
  /** The clauses around it, the highest first. */
  context: RedlineClause[];
  heading: Mark[];
  words: Mark[];
  /** The words are the same and their markup is not: `words` is then the text as it is written. */
  isAsWritten: boolean;
  isConspicuous: boolean;
  gainedFlags: ClauseFlag[];
  lostFlags: ClauseFlag[];
};

/** Clauses that nobody needs to read again: the same words in the same order, perhaps under new numbers or set otherwise. */
export type Fold = { folded: RedlineChange[] };

/** A comparison as it is read. Derived from both texts: never stored, never hashed. */
export type Redline = {
  counts: Comparison["counts"] & { reflagged: number };
  /** In the order of the new text. */
  parts: (RedlineChange | Fold)[];
};

export function isFold(part: RedlineChange | Fold): part is Fold {
  return "folded" in part;
}

/** The parts that are not folded. */
export function changesOf({ parts }: Redline): RedlineChange[] {
  return parts.filter((part): part is RedlineChange => !isFold(part));
}

/** For each change the clauses around it in which the change before it did not stand: what a reader must be told anew. */
export function newContexts(changes: readonly RedlineChange[]): RedlineClause[][] {
  let open = new Set<string>();
  return changes.map(({ context, old, new: fresh }) => {
    const shown = context.filter(({ id }) => !open.has(id));
    const own = fresh.length > 0 ? fresh : old;
    open = new Set([...context, ...own].map(({ id }) => id));
    return shown;
  });
}
