import { clausesOf } from "#app/domain/publication/later/proposal";
import type { Clause, Outline } from "#app/domain/text/outline";

/** Where the clauses of a translation do not stand as those of the binding text do. */
export type Misfit =
  | { code: "missing"; number: string | null }
  | { code: "extra" | "level"; number: string | null; line: number };

/** Beyond so many clauses the longest common order is not looked for; the first difference is told. */
const MOST_ALIGNED = 3000;

/**
 * Every place at which a translation has not the clauses of the binding text at the same levels, in the order of the
 * text. Clauses are set side by side by their printed numbers, or by level where the translation numbers in another way.
 * Empty exactly when both have as many clauses, each at the level of its counterpart.
 */
export function findMisfits(binding: Outline, translation: Outline): Misfit[] {
  const [olds, news] = [clausesOf(binding), clausesOf(translation)];
  if (olds.length === news.length && olds.every(({ level }, index) => level === news[index]?.level)) return [];
  const keyOf = numbersAgree(olds, news) ? numberKey : levelKey;
  const pairs = alignClauses(olds.map(keyOf), news.map(keyOf));
  const found = misfitsOf({ olds, news, pairs, lineOf: linesOf(translation) });
  return found.length > 0 ? found : byPlace(olds, news, linesOf(translation));
}

function numberKey({ number, level }: Clause): string {
  return number === null ? `level ${level}` : number.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function levelKey({ level, number }: Clause): string {
  return `${level} ${number === null}`;
}

/** Whether at least half of the shorter text's numbers are printed in the other one too. */
function numbersAgree(olds: readonly Clause[], news: readonly Clause[]): boolean {
  const known = new Set(olds.map(numberKey));
  const agreeing = news.filter((clause) => known.has(numberKey(clause))).length;
  return agreeing * 2 >= Math.min(olds.length, news.length);
}

type Pair = readonly [old: number, now: number];

/** A longest common order of two lists, as pairs of places. */
function alignClauses(olds: readonly string[], news: readonly string[]): Pair[] {
  if (Math.max(olds.length, news.length) > MOST_ALIGNED) return [];
  const width = news.length + 1;
  const length = new Uint16Array((olds.length + 1) * width);
  for (let old = olds.length - 1; old >= 0; old--) {
    for (let now = news.length - 1; now >= 0; now--) {
      const [below, right, diagonal] = [(old + 1) * width + now, old * width + now + 1, (old + 1) * width + now + 1];
      length[old * width + now] = olds[old] === news[now] ? (length[diagonal] ?? 0) + 1 : Math.max(length[below] ?? 0, length[right] ?? 0);
    }
  }
  return pairsIn({ olds, news, length, width });
}

function pairsIn({ olds, news, length, width }: { olds: readonly string[]; news: readonly string[]; length: Uint16Array; width: number }): Pair[] {
  const pairs: Pair[] = [];
  for (let old = 0, now = 0; old < olds.length && now < news.length; ) {
    if (olds[old] === news[now]) pairs.push([old++, now++]);
    else if ((length[(old + 1) * width + now] ?? 0) >= (length[old * width + now + 1] ?? 0)) old++;
    else now++;
  }
  return pairs;
}

type Aligned = { olds: readonly Clause[]; news: readonly Clause[]; pairs: readonly Pair[]; lineOf: (clause: Clause) => number };

function misfitsOf({ olds, news, pairs, lineOf }: Aligned): Misfit[] {
  const ends: readonly Pair[] = [...pairs, [olds.length, news.length]];
  let [lastOld, lastNow] = [0, 0];
  return ends.flatMap(([old, now]) => {
    const missing = olds.slice(lastOld, old).map(({ number }): Misfit => ({ code: "missing", number }));
    const extra = news.slice(lastNow, now).map((clause): Misfit => ({ code: "extra", number: clause.number, line: lineOf(clause) }));
    [lastOld, lastNow] = [old + 1, now + 1];
    const [before, after] = [olds[old], news[now]];
    const moved: Misfit[] = before && after && before.level !== after.level ? [{ code: "level", number: after.number, line: lineOf(after) }] : [];
    return [...missing, ...extra, ...moved];
  });
}

/** The first place at which the levels part. */
function byPlace(olds: readonly Clause[], news: readonly Clause[], lineOf: Aligned["lineOf"]): Misfit[] {
  const place = news.findIndex(({ level }, index) => level !== olds[index]?.level);
  const [before, after] = [olds[place === -1 ? news.length : place], place === -1 ? undefined : news[place]];
  if (after) return [{ code: before ? "level" : "extra", number: after.number, line: lineOf(after) }];
  return before ? [{ code: "missing", number: before.number }] : [];
}

/** The line of a clause, from 1. */
function linesOf({ clauses }: Outline): Aligned["lineOf"] {
  const lines = new Map<Clause, number>();
  let line = 1;
  for (const clause of clauses) {
    lines.set(clause, line + (/^\s*/.exec(clause.source)?.[0].split("\n").length ?? 1) - 1);
    line += clause.source.split("\n").length - 1;
  }
  return (clause) => lines.get(clause) ?? 1;
}
