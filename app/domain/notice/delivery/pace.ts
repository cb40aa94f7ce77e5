import type { Writer } from "#db/commit";

/** How long the writer is to be busy with one page while others wait for it, who wait so much longer at most; and while nobody does. */
const PAGE_MS = { busy: 50, idle: 150 };
/** Pages are not made smaller than pays, nor larger than is quicker. */
const [LEAST, MOST] = [500, 8_000];

/** How many parties a page has: as many as the writer gets done in its time, judged by how long the pages before took. */
export type Pace = {
  size(): number;
  /** Does the work of a page of that size, and learns how long it took, and whether anybody waited for it. */
  timed<T>(work: () => Promise<T>): Promise<T>;
};

/** A pace that begins slowly. */
export function newPace(writer: Pick<Writer, "underWay">, now: () => number = () => performance.now()): Pace {
  let size = 1_000;
  const others = () => writer.underWay?.() ?? 0;
  return {
    size: () => size,
    async timed(work) {
      const startedAt = now();
      const before = others();
      const done = await work();
      const target = before + others() > 0 ? PAGE_MS.busy : PAGE_MS.idle;
      size = nextSize(size, target / Math.max(now() - startedAt, 1));
      return done;
    },
  };
}

/** Changes by half at most, so that one slow page among many costs little. */
function nextSize(size: number, change: number): number {
  return Math.round(Math.min(MOST, Math.max(LEAST, size * Math.min(1.5, Math.max(0.5, change)))));
}
