/** Work that can rest between steps, each short; what it returns is its result. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all steps without a rest. */
export function runThrough<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does all steps with a rest after each, so that others are served meanwhile. */
export async function runInSteps<T>(steps: Steps<T>, rest: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await rest();
  }
}

/** What `each` makes of all items; rests after so many. */
export function* mapInSteps<T, R>(items: readonly T[], most: number, each: (item: T, index: number) => R): Steps<R[]> {
  const made: R[] = [];
  for (const [index, item] of items.entries()) {
    made.push(each(item, index));
    if (made.length % most === 0) yield;
  }
  return made;
}
