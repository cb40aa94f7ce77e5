import { createContext, useContext, type ReactNode } from "react";

/** Waits until others had their turn, one waiting after another; null where a page is made in one go. */
const RestContext = createContext<(() => Promise<void>) | null>(null);

/** Pages within it are made with rests between the batches of long lists. */
export const RestProvider = RestContext.Provider;

type Batch<T> = { start: number; items: readonly T[] };

type Items<T> = { items: readonly T[]; most: number; children: (item: T, index: number) => ReactNode };

/** Sets many items, at most so many without a rest: others are served while a long page is made. */
export function InBatches<T>({ items, most, children }: Items<T>) {
  const batches = Array.from({ length: Math.ceil(items.length / most) }, (_, at) => ({ start: at * most, items: items.slice(at * most, (at + 1) * most) }));
  return batches.map((batch) => <OneBatch key={batch.start} batch={batch} set={children} />);
}

/** Batches for which others had their turn. A component that waited is set again from its beginning. */
const rested = new WeakSet<object>();

function OneBatch<T>({ batch, set }: { batch: Batch<T>; set: Items<T>["children"] }) {
  const rest = useContext(RestContext);
  // What React is told to wait for.
  if (rest && batch.start > 0 && !rested.has(batch)) throw rest().then(() => void rested.add(batch));
  return batch.items.map((item, index) => set(item, batch.start + index));
}
