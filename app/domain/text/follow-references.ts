import { readNumber } from "#app/domain/text/numbering";
import { parentsOf } from "#app/domain/text/identity";
import { writeDotted, writeLike } from "#app/domain/text/numerals";
import type { Clause } from "#app/domain/text/outline";
import { placeCitations, type CitedPlace } from "#app/domain/text/references";

/** A citation to be written anew in the body of a clause. `at` is its place in the former body. */
export type Rewriting = { at: number; from: string; to: string };

/**
 * The citations that must be written anew so that they go on naming the same clauses after renumbering, by the id of the
 * clause that cites. Ids tell which clause is meant; what led to no clause before stays as it is.
 */
export function followReferences(before: readonly Clause[], after: readonly Clause[]): Map<string, Rewriting[]> {
  const old = numbersById(before);
  const fresh = numbersById(after);
  const rewritings = new Map<string, Rewriting[]>();
  for (const { clauseId, at, text, places } of placeCitations(before)) {
    const to = rewrite(text, places.map((place) => newValues(place, old, fresh)));
    if (to !== text) rewritings.set(clauseId, [...(rewritings.get(clauseId) ?? []), { at, from: text, to }]);
  }
  return rewritings;
}

/** A body with its citations written anew. */
export function rewriteBody(body: string, rewritings: readonly Rewriting[]): string {
  return rewritings.toReversed().reduce((text, { at, from, to }) => `${text.slice(0, at)}${to}${text.slice(at + from.length)}`, body);
}

type Numbers = { own: number[]; path: number[] };

/** Of each numbered clause its own values, and its path through its parents. */
function numbersById(clauses: readonly Clause[]): Map<string, Numbers> {
  const parents = parentsOf(clauses);
  const numbers: Numbers[] = [];
  const byId = new Map<string, Numbers>();
  clauses.forEach(({ id, number }, index) => {
    const own = number === null ? undefined : readNumber(number, "heading")[0]?.values;
    if (!own) return;
    const above = numbers[parents[index] ?? -1]?.path;
    const found = { own, path: own.length > 1 || !above ? own : [...above, ...own] };
    numbers[index] = found;
    byId.set(id, found);
  });
  return byId;
}

/** The values to print for a place; null to leave it. */
function newValues({ values, id }: CitedPlace, old: Map<string, Numbers>, fresh: Map<string, Numbers>): number[] | null {
  const before = id === null ? undefined : old.get(id);
  const after = id === null ? undefined : fresh.get(id);
  if (!before || !after) return null;
  if (isEqual(values, before.own)) return after.own;
  if (isEqual(values, before.path)) return after.path;
  return values.length === 1 && values[0] === before.own.at(-1) ? after.own.slice(-1) : null;
}

function isEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

const CJK_TOKEN = /(?<=第\s?[（(]?\s?)(?:[0-9０-９]+(?:[.．][0-9０-９]+)*|[〇零一二三四五六七八九十百千两]+)/gu;
const EN_TOKEN = /(?<=\()[a-z0-9]{1,4}(?=\))|(?<![\p{L}\d.])(?:\d+(?:\.\d+)*|[A-Z](?:\.\d+)*(?![\p{L}])|[IVX]{1,6}(?![\p{L}]))/gu;

/** Writes the numbers of a citation anew, each like the one that stands there. Unlike counts leave it untouched. */
function rewrite(text: string, values: (number[] | null)[]): string {
  const tokens = Array.from(text.matchAll(/\p{Script=Han}/u.test(text) ? CJK_TOKEN : EN_TOKEN));
  if (tokens.length !== values.length) return text;
  const written = tokens.map(([token], index) => writeToken(token, values[index] ?? null));
  return tokens.toReversed().reduce((changed, { 0: token, index }, rank) => {
    const to = written[tokens.length - 1 - rank] ?? token;
    return `${changed.slice(0, index)}${to}${changed.slice(index + token.length)}`;
  }, text);
}

function writeToken(token: string, values: number[] | null): string {
  if (values === null) return token;
  const whole = values.map(Math.floor);
  if (/[.．]/.test(token)) return writeDotted(token, whole) ?? whole.join(".");
  return whole.length === 1 ? (writeLike(token, whole[0] ?? 0) ?? token) : whole.join(".");
}
