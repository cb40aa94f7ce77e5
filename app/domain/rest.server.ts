import { setImmediate as afterOthers } from "node:timers/promises";

/** Rests that come one after another, however many are asked for at once; what follows one is done before the next is over. */
export function restsInTurn(): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(rest).then(rest));
}

/** Lets everything that waits in this process go first. */
export async function rest(): Promise<void> {
  await afterOthers();
}
