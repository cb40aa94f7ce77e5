/**
 * Gathers what is handed in while the work on what came before goes on, and works on it together. Each resolves, or is
 * refused, with its group.
 */
export function gather<T>(work: (items: T[]) => Promise<void>): (item: T) => Promise<void> {
  let waiting: T[] = [];
  let next: Promise<void> | null = null;
  let underWay: Promise<void> = Promise.resolve();

  async function workOnWaiting(former: Promise<void>): Promise<void> {
    await former.catch(() => undefined);
    const items = waiting;
    waiting = [];
    next = null;
    await work(items);
  }

  return (item) => {
    waiting.push(item);
    next ??= underWay = workOnWaiting(underWay);
    return next;
  };
}
