export type Repeated = {
  /** Begins no further round; resolves when the one under way is over. */
  stop(): Promise<void>;
};

type Work = {
  name: string;
  pauseMs: number;
  /** Before the first round; as long as the pause where it is not given. */
  firstAfterMs?: number;
  round(signal: AbortSignal): Promise<void>;
};

/** Does work again and again with a pause between, until stopped. A round that fails is said on stderr, and the next comes. */
export function repeat({ name, pauseMs, firstAfterMs = pauseMs, round }: Work): Repeated {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  function plan(afterMs: number): void {
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      underWay = work();
    }, afterMs);
    timer.unref();
  }

  async function work(): Promise<void> {
    try {
      await round(stopping.signal);
    } catch (error) {
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    plan(pauseMs);
  }

  plan(firstAfterMs);
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await underWay;
    },
  };
}
