import { setTimeout as wait } from "node:timers/promises";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { readOutside } from "#app/domain/evidence/ledger/head.server";
import { keysOf } from "#app/domain/evidence/ledger/key.server";
import { OPENING_ENTRIES, type SignedHead } from "#app/domain/evidence/ledger/opening.server";
import type { Fault } from "#app/domain/evidence/ledger/state.server";
import { startWalk, type LedgerFault } from "#app/domain/evidence/ledger/walk.server";
import { checkLedger, walkTo, type CheckedLedger, type Pace } from "#app/domain/evidence/ledger/ledger.server";
import { openCheckpoint } from "#app/ledger/checkpoint";
import type { NoteKey } from "#app/ledger/note";
import { rootOf } from "#app/ledger/tree";
import type { Portal } from "#app/portal.server";
import { findCheckpointBelow, selectKeyChanges } from "#db/ledger/book";
import { findLedgerSize } from "#db/ledger/ledger";

/** `head` is what an open portal signed last. */
type Kept = Pick<Portal, "db"> & { headFile: string; head?: SignedHead | null };

export type WholeCheck = { state: "consistent"; ledgers: CheckedLedger[] } | { state: "broken"; fault: Fault };

/** Checks all that is stored of the ledgers, with their signatures, and that it comes up to what was signed last and to the copy outside the database. Changes nothing. */
export async function checkWhole({ db, headFile, head }: Kept, pace?: Pace): Promise<WholeCheck> {
  const outside = await readOutside(headFile);
  const keys = keysOf(await selectKeyChanges(db));
  const check = await checkLedger({ db }, { keys, checkpoints: [outside, head?.note].filter((note) => typeof note === "string") }, pace);
  const newest = check.state === "consistent" ? check.ledgers.at(-1) : undefined;
  const isMissing = newest !== undefined && outside === null && newest.size > OPENING_ENTRIES;
  return isMissing ? { state: "broken", fault: { what: "outsideMissing", ledgerNumber: newest.ledgerNumber } } : check;
}

export type CheckUnderWay = { stop(): Promise<void> };

/** Between pages of a thousand entries: the check of a large ledger takes its time, and people do not notice it. */
const PACE_MS = 20;
const DAY_MS = 86_400_000;

/** Checks the whole ledger beside the portal's work, at once and then daily, and stops it at a fault. */
export function startLedgerCheck({ ledger }: Pick<Portal, "ledger">): CheckUnderWay {
  const ending = new AbortController();
  const { signal } = ending;
  const pause = (milliseconds: number) => wait(milliseconds, undefined, { signal, ref: false });

  async function checkDaily(): Promise<void> {
    while (!ledger.fault()) {
      const check = await ledger.check(() => pause(PACE_MS));
      if (check.state === "broken") ledger.stop(check.fault);
      else await pause(DAY_MS);
    }
  }

  const underWay = checkDaily().catch((error: unknown) => {
    if (!signal.aborted) process.stderr.write(`The ledger could not be checked: ${error instanceof Error ? error.message : String(error)}\n`);
  });
  return {
    async stop() {
      ending.abort();
      await underWay;
    },
  };
}

type Part = { ledgerNumber: number; keys: readonly NoteKey[]; fault: Fault | null };

/** How far a ledger can be relied on in spite of a fault: size and root of the beginning in whose entries and checkpoints nothing is wrong. */
export async function findSoundPart({ db }: Pick<Portal, "db">, part: Part): Promise<{ size: number; rootHash: Uint8Array }> {
  const { ledgerNumber, keys } = part;
  let size = await firstBound({ db }, part);
  for (;;) {
    const walk = startWalk({ db, ledgerNumber, keys, scope: "entries" });
    const fault = await walkTo(walk, size);
    if (!fault) return { size, rootHash: rootOf(LEDGER_CRYPTO, walk.frontier) };
    size = await boundOf({ db }, fault);
  }
}

/** What contradicts a copy that was signed is wrong from somewhere after the last checkpoint before that copy. */
async function firstBound({ db }: Pick<Portal, "db">, { ledgerNumber, keys, fault }: Part): Promise<number> {
  if (fault?.what === "entryRepeated") return fault.index;
  if (fault?.what !== "outsideOther") return findLedgerSize(db, ledgerNumber);
  const opened = openCheckpoint(LEDGER_CRYPTO, fault.checkpoint, keys);
  return opened.state === "signed" ? sizeBelow({ db }, ledgerNumber, opened.head.size) : 0;
}

async function boundOf({ db }: Pick<Portal, "db">, fault: LedgerFault): Promise<number> {
  if ("index" in fault) return fault.index;
  return "size" in fault ? sizeBelow({ db }, fault.ledgerNumber, fault.size) : 0;
}

async function sizeBelow({ db }: Pick<Portal, "db">, ledgerNumber: number, size: number): Promise<number> {
  return (await findCheckpointBelow(db, { ledgerNumber, size }))?.size ?? 0;
}
