/** How long the writer is to be busy with one page: whoever accepts meanwhile waits so much longer, at most. */
const PAGE_MS = 50;
/** Pages are not made smaller than pays, nor larger than is quicker. */
const [LEAST, MOST] = [500, 8_000];

/** How many parties a page has: as many as the writer gets done in its time, judged by how long the pages before took. */
export type Pace = {
  size(): number;
  /** Does the work of a page of that size, and learns how long it took, waiting for others included. */
  timed<T>(work: () => Promise<T>): Promise<T>;
};

/** A pace that begins slowly. */
export function newPace(now: () => number = () => performance.now()): Pace {
  let size = 1_000;
  return {
    size: () => size,
    async timed(work) {
      const startedAt = now();
      const done = await work();
      size = nextSize(size, now() - startedAt);
      return done;
    },
  };
}

/** Changes by half at most, so that one slow page among many costs little. */
function nextSize(size: number, tookMs: number): number {
  const change = Math.min(1.5, Math.max(0.5, PAGE_MS / Math.max(tookMs, 1)));
  return Math.round(Math.min(MOST, Math.max(LEAST, size * change)));
}
