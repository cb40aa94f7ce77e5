export type Repeated = {
  /** Begins no further round; resolves when the one under way is over. */
  stop(): Promise<void>;
};

type Work = { name: string; pauseMs: number; round(signal: AbortSignal): Promise<void> };

/** Does work again and again with a pause between, until stopped. A round that fails is said on stderr, and the next comes. */
export function repeat({ name, pauseMs, round }: Work): Repeated {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  function plan(): void {
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      underWay = work();
    }, pauseMs);
    timer.unref();
  }

  async function work(): Promise<void> {
    try {
      await round(stopping.signal);
    } catch (error) {
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    plan();
  }

  plan();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await underWay;
    },
  };
}
