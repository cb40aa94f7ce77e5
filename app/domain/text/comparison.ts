import { append } from "#app/domain/group";
import { mapInSteps, runThrough, type Steps } from "#app/domain/steps";
import { matchInSteps, parentsOf, textOf, type Matching } from "#app/domain/text/identity";
import { formOf } from "#app/domain/text/likeness";
import { keepsOrder } from "#app/domain/text/moves";
import type { Clause, Outline } from "#app/domain/text/outline";

export const CHANGE_KINDS = [
  "unchanged", "changed", "added", "removed", "split", "joined", "headingOnly", "layoutOnly",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What became of a clause from one text to another. */
export type ClauseChange = {
  kind: ChangeKind;
  /** It stands at another place among its neighbours, or under another parent. */
  isMoved: boolean;
  /** Its printed number is another. */
  isRenumbered: boolean;
  /** None when added; several when joined. */
  old: Clause[];
  /** None when removed; several when split. */
  new: Clause[];
};

export type Comparison = {
  counts: Record<ChangeKind | "moved" | "renumbered", number>;
  /** In the order of the new text, a removed clause after the one that it followed. */
  changes: ClauseChange[];
};

/**
 * Compares two texts clause by clause. Counts and changes are of preamble paragraphs and clauses, front matter, title and
 * date line included as changes but not counted.
 */
export function compareOutlines(oldOutline: Outline, newOutline: Outline): Comparison {
  return runThrough(compareInSteps(oldOutline, newOutline));
}

/** The same with rests between. */
export function* compareInSteps(oldOutline: Outline, newOutline: Outline): Steps<Comparison> {
  const continued = yield* continuing(oldOutline.clauses, newOutline.clauses);
  const changes = withRemoved(oldOutline.clauses, continued);
  return { changes, counts: count(changes) };
}

/** So many clauses are set against each other between two rests. */
const ROWS_AT_ONCE = 500;

type Numbered = ClauseChange & { oldIndexes: number[] };

/** One change per new clause; the clauses of a split are one change, at the place of the first. */
function* continuing(olds: readonly Clause[], news: readonly Clause[]): Steps<Numbered[]> {
  const matching = yield* matchInSteps(olds, news);
  const rows = rowsOf(news, matching);
  const isMoved = movedRows({ olds, news }, matching, rows);
  return yield* mapInSteps(rows, ROWS_AT_ONCE, (row) => {
    const oldIndexes = row.partner === -1 ? [] : [row.partner, ...row.joined].sort((a, b) => a - b);
    const old = pick(olds, oldIndexes);
    const fresh = pick(news, row.news);
    const marks = { isMoved: isMoved(row), isRenumbered: isRenumbered(olds[row.partner], fresh[0]) };
    return { kind: kindOf(old, fresh), ...marks, old, new: fresh, oldIndexes };
  });
}

/** New clauses that are one change, the old one that they continue (-1 for none), and others that joined it. */
type Row = { news: number[]; partner: number; joined: number[] };

function rowsOf(news: readonly Clause[], { oldOf, newOf, splits, joins }: Matching): Row[] {
  const cut = Array.from(splits, ([old, parts]) => [newOf[old] ?? -1, ...parts].sort((a, b) => a - b));
  const cutAt = new Map(cut.flatMap((row) => row.map((index) => [index, row] as const)));
  return news.flatMap((_, index) => {
    const own = cutAt.get(index) ?? [index];
    if (own[0] !== index) return [];
    const main = own.find((each) => oldOf[each] !== -1) ?? index;
    return [{ news: own, partner: oldOf[main] ?? -1, joined: joins.get(main) ?? [] }];
  });
}

function pick(clauses: readonly Clause[], indexes: number[]): Clause[] {
  return indexes.flatMap((index) => clauses[index] ?? []);
}

function kindOf(olds: Clause[], news: Clause[]): ChangeKind {
  const [old] = olds;
  const [fresh] = news;
  if (!old) return "added";
  if (!fresh) return "removed";
  if (news.length > 1) return "split";
  if (olds.length > 1) return "joined";
  return kindOfPair(old, fresh);
}

function kindOfPair(old: Clause, fresh: Clause): ChangeKind {
  if (old.source.trimEnd() === fresh.source.trimEnd()) return "unchanged";
  const isSameBody = formOf(old.body) === formOf(fresh.body);
  const isSameHeading = formOf(old.heading ?? "") === formOf(fresh.heading ?? "");
  if (formOf(textOf(old)) !== formOf(textOf(fresh))) return isSameBody && !isSameHeading ? "headingOnly" : "changed";
  return withoutNumber(old) === withoutNumber(fresh) ? "unchanged" : "layoutOnly";
}

/** The source as written, without the printed number and the space after it: equal when only the number is another. */
function withoutNumber({ source, number }: Clause): string {
  const at = number === null ? -1 : source.indexOf(number);
  if (number === null || at === -1) return source.trimEnd();
  return `${source.slice(0, at)}${source.slice(at + number.length).trimStart()}`.trimEnd();
}

function isRenumbered(old: Clause | undefined, fresh: Clause | undefined): boolean {
  return old !== undefined && fresh !== undefined && numberOf(old) !== numberOf(fresh);
}

function numberOf({ number }: Clause): string {
  return formOf(number ?? "").replace(/[.。]$/, "");
}

type Texts = { olds: readonly Clause[]; news: readonly Clause[] };

/** Whether the clauses of a row stand elsewhere: under another parent, or out of order among their brothers. */
function movedRows({ olds, news }: Texts, { newOf, splits }: Matching, rows: Row[]): (row: Row) => boolean {
  const oldParents = parentsOf(olds);
  const newParents = parentsOf(news);
  const wholeOf = new Map(rows.flatMap(({ news: [whole = -1], joined }) => joined.map((part) => [part, whole] as const)));
  const parentOf = ({ news: [first = -1] }: Row) => newParents[first] ?? -1;
  const stays = (row: Row) => {
    const before = oldParents[row.partner] ?? -1;
    const after = parentOf(row);
    if (row.partner === -1) return false;
    if (before === -1 || after === -1) return before === after;
    return [newOf[before], wholeOf.get(before), ...(splits.get(before) ?? [])].includes(after);
  };
  const brothers = new Map<number, Row[]>();
  for (const row of rows) if (stays(row)) append(brothers, parentOf(row), row);
  const inOrder = new Set(Array.from(brothers.values()).flatMap((list) => keepsOrder(list, ({ partner }) => partner)));
  return (row) => row.partner !== -1 && !inOrder.has(row);
}

/** Puts each clause that nothing continues after the change of the clause that it followed in the old text. */
function withRemoved(olds: readonly Clause[], changes: Numbered[]): ClauseChange[] {
  const carriedOn = new Set(changes.flatMap(({ oldIndexes }) => oldIndexes));
  const after = new Map<number, ClauseChange[]>();
  let last = -1;
  olds.forEach((clause, index) => {
    if (carriedOn.has(index)) last = index;
    else append(after, last, { kind: "removed", isMoved: false, isRenumbered: false, old: [clause], new: [] });
  });
  const ordered = changes.flatMap(({ oldIndexes, ...change }) => [change, ...oldIndexes.flatMap((index) => after.get(index) ?? [])]);
  return [...(after.get(-1) ?? []), ...ordered];
}

function count(changes: ClauseChange[]): Comparison["counts"] {
  const counts = {
    unchanged: 0, changed: 0, added: 0, removed: 0, split: 0, joined: 0, headingOnly: 0, layoutOnly: 0, moved: 0, renumbered: 0,
  };
  for (const { kind, isMoved, isRenumbered, old, new: fresh } of changes) {
    const role = (fresh[0] ?? old[0])?.role;
    if (role !== "clause" && role !== "preamble") continue;
    counts[kind]++;
    if (isMoved) counts.moved++;
    if (isRenumbered) counts.renumbered++;
  }
  return counts;
}
