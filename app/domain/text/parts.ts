import { append } from "#app/domain/group";
import { mapInSteps, type Steps } from "#app/domain/steps";
import { AT_ONCE, indexRuns, mostShared } from "#app/domain/text/candidates";
import { containment } from "#app/domain/text/likeness";
import { isCounted, unmatched, type Side } from "#app/domain/text/sides";

/** A split or joined part has at least this share of its runs in the whole, and so many runs at all. */
const PART = 0.7;
const PART_RUNS = 8;

/**
 * Clauses without a partner that stand, nearly whole, inside a clause of the other text whose own partner does not have
 * them: cut out of it, or joined into it. Keyed by the index of that whole.
 */
export function* findParts(parts: Side, wholes: Side): Steps<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  const loose = unmatched(parts).filter((index) => parts.printOf(index).size >= PART_RUNS);
  if (loose.length === 0) return found;
  const posting = yield* indexRuns(wholes, wholes.clauses.flatMap(({ role }, index) => (isCounted(role) ? [index] : [])));
  yield* mapInSteps(loose, AT_ONCE, (index) => {
    const candidates = mostShared(posting, parts.printOf(index), wholes);
    const whole = candidates.find((candidate) => isPartOf(parts, index, { wholes, candidate }));
    if (whole !== undefined) append(found, whole, index);
  });
  return found;
}

function isPartOf(parts: Side, index: number, { wholes, candidate }: { wholes: Side; candidate: number }): boolean {
  const sibling = wholes.partners[candidate] ?? -1;
  if (sibling === -1) return false;
  const siblingPrint = parts.printOf(sibling);
  const own = new Set(Array.from(parts.printOf(index)).filter((run) => !siblingPrint.has(run)));
  return own.size >= PART_RUNS / 2 && containment(own, wholes.printOf(candidate)) >= PART;
}

/** Of the parts cut out of a clause those that stand in one row with what continues it: a split keeps its text together. */
export function adjoining(splits: Map<number, number[]>, olds: Side): Map<number, number[]> {
  const kept = Array.from(splits, ([whole, parts]): [number, number[]] => {
    const main = olds.partners[whole] ?? -1;
    const row = new Set([main]);
    for (const part of parts.filter((index) => index > main)) if (row.has(part - 1)) row.add(part);
    for (const part of parts.filter((index) => index < main).reverse()) if (row.has(part + 1)) row.add(part);
    return [whole, Array.from(row).filter((index) => index !== main)];
  });
  return new Map(kept.filter(([, parts]) => parts.length > 0));
}
