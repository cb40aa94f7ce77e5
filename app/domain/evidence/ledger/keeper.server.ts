import { advanceHead, copyHead, unwritable } from "#app/domain/evidence/ledger/head.server";
import type { SignedHead } from "#app/domain/evidence/ledger/opening.server";
import type { LedgerState } from "#app/domain/evidence/ledger/state.server";

/** Signs heads one after another, and sees to it that the newest is stored and copied at most a second after a commit. */
export type HeadKeeper = {
  /** The head over all that is committed. Those who ask at once share one signature. Throws ledger-stopped. */
  newest(): Promise<SignedHead>;
  /** Something was committed. */
  wake(): void;
  /** Stores and copies the newest head where something was committed since. */
  close(): Promise<void>;
};

const PAUSE_MS = 1000;

/** A keeper over the state, which sleeps until woken. */
export function openKeeper(state: LedgerState): HeadKeeper {
  let timer: NodeJS.Timeout | null = null;
  let isBehind = false;
  let asked: Promise<SignedHead> | null = null;
  let underWay: Promise<unknown> = Promise.resolve();
  let keeping: Promise<void> = Promise.resolve();

  function newest(): Promise<SignedHead> {
    asked ??= underWay.then(() => {
      asked = null;
      const signing = advanceHead(state);
      underWay = signing.catch(() => undefined);
      return signing;
    });
    return asked;
  }

  async function keep(): Promise<void> {
    if (!isBehind || state.fault) return;
    isBehind = false;
    try {
      const head = await newest();
      await copyHead(state, head).catch((error: unknown) => say(unwritable(state.headFile, error)));
    } catch (error) {
      isBehind = true;
      if (!state.fault) say(`The head of the ledger was not signed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  function keepSoon(): void {
    timer = null;
    keeping = keep();
  }

  return {
    newest,
    wake() {
      isBehind = true;
      timer ??= setTimeout(keepSoon, PAUSE_MS).unref();
    },
    async close() {
      if (timer) clearTimeout(timer);
      await keeping;
      await keep();
    },
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
