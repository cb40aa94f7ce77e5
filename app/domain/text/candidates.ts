import { append } from "#app/domain/group";
import { mapInSteps, type Steps } from "#app/domain/steps";
import type { Fingerprint } from "#app/domain/text/likeness";
import type { Side } from "#app/domain/text/sides";

/** A run of characters found in more clauses than this tells nothing. */
const COMMON = 16;

/** So many clauses are looked at for each of the two measures. */
const MOST = 4;

/** Which clauses of a side hold a run of characters. */
export type Posting = ReadonlyMap<number, number[]>;

/** So many clauses are looked at between two rests. */
export const AT_ONCE = 100;

/** The runs of some clauses of a side, to find those that share them. */
export function* indexRuns({ printOf }: Side, indexes: readonly number[]): Steps<Posting> {
  const posting = new Map<number, number[]>();
  yield* mapInSteps(indexes, AT_ONCE, (index) => {
    for (const run of printOf(index)) append(posting, run, index);
  });
  return posting;
}

/**
 * The few clauses of a side that share the most telling runs with a print, and those of which the largest share is in
 * it: a short clause that lives on in a long one has few runs, but all of them.
 */
export function mostShared(posting: Posting, print: Fingerprint, { printOf }: Side): number[] {
  const votes = new Map<number, number>();
  for (const run of print) {
    const holders = posting.get(run) ?? [];
    if (holders.length <= COMMON) for (const holder of holders) votes.set(holder, (votes.get(holder) ?? 0) + 1);
  }
  const holders = Array.from(votes, ([index, count]) => ({ index, count, share: count / printOf(index).size }));
  const byCount = holders.toSorted((a, b) => b.count - a.count).slice(0, MOST);
  const byShare = holders.toSorted((a, b) => b.share - a.share).slice(0, MOST);
  return Array.from(new Set([...byCount, ...byShare].map(({ index }) => index)));
}
