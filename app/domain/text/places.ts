import { parentsOf } from "#app/domain/text/identity";
import type { Clause } from "#app/domain/text/outline";

/** Units that are counted through a whole text, whatever chapter they stand in. */
const THROUGHOUT = /^(?:第.{1,12}[条條]|§|art(?:icle|ikel|\.)?\s|section\s|clause\s)/i;

/**
 * How each clause is cited: its printed number, after those above it where it needs them ("4.2", "第五条（三）", "D.3"); empty
 * for a clause without a number.
 */
export function placesOf(clauses: readonly Clause[]): string[] {
  const parents = parentsOf(clauses);
  const paths: string[] = [];
  clauses.forEach(({ number }, index) => {
    const above = paths[parents[index] ?? -1] ?? "";
    paths[index] = number === null ? above : joinPlace(above, bareNumber(number));
  });
  return clauses.map(({ number }, index) => (number === null ? "" : (paths[index] ?? "")));
}

/** A printed number without the mark that ends it. */
function bareNumber(number: string): string {
  return number.trim().replace(/[.．。、:：]+$/, "");
}

function joinPlace(above: string, own: string): string {
  if (above === "" || THROUGHOUT.test(own) || isBelow(above, own)) return own;
  if (!/^[\p{L}\p{N}]/u.test(own)) return `${above}${own}`;
  return /[A-Za-z0-9]$/.test(above) ? `${above}.${own}` : /[\p{L}\p{N}]$/u.test(above) && /^[A-Za-z0-9]/.test(own) ? `${above} ${own}` : `${above}${own}`;
}

/** Whether a number already holds the one above it, as 3.2.1 holds 3.2. */
function isBelow(above: string, own: string): boolean {
  return own.startsWith(above) && /^[.．·-]/.test(own.slice(above.length));
}
