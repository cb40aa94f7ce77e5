/**
 * The items that kept their order: a longest run of items whose old places rise. What is not among them has moved.
 * Items are given in their new order; cost is n log n.
 */
export function keepsOrder<T>(items: readonly T[], oldPlaceOf: (item: T) => number): T[] {
  const tails: number[] = [];
  const before: number[] = [];
  const places = items.map(oldPlaceOf);
  places.forEach((place, index) => {
    const length = firstPassing(tails, (tail) => (places[tail] ?? 0) >= place);
    before[index] = length === 0 ? -1 : (tails[length - 1] ?? -1);
    tails[length] = index;
  });
  return trace(items, before, tails.at(-1) ?? -1);
}

/** Index of the first element that passes; those that pass stand at the end. */
function firstPassing(sorted: readonly number[], passes: (element: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const element = sorted[middle];
    if (element !== undefined && passes(element)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function trace<T>(items: readonly T[], before: number[], end: number): T[] {
  const kept: T[] = [];
  for (let index = end; index !== -1; index = before[index] ?? -1) {
    const item = items[index];
    if (item !== undefined) kept.push(item);
  }
  return kept.reverse();
}
