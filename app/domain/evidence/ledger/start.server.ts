import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { isExtended, rootAt } from "#app/domain/evidence/ledger/head.server";
import { OPENING_ENTRIES, type SignedHead } from "#app/domain/evidence/ledger/opening.server";
import type { Fault, LedgerState } from "#app/domain/evidence/ledger/state.server";
import { openCheckpoint, type TreeHead } from "#app/ledger/checkpoint";
import type { NoteKey } from "#app/ledger/note";
import { findLedgerSize, findNewestCheckpoint, LedgerBrokenError } from "#db/ledger/ledger";

type Start = Pick<LedgerState, "db" | "number" | "origin"> & {
  keys: readonly NoteKey[];
  /** The copy of the head outside the database, read before the database was; null where there is none. */
  outside: string | null;
};

export type Started = { head: SignedHead } | { fault: Fault };

/**
 * The head to go on from: the newest checkpoint that is stored, where its signature holds and the stored tree extends both it and the copy kept
 * outside. Else what is wrong. In O(log size) reads, so it misses what only the whole check finds.
 */
export async function checkStart(start: Start): Promise<Started> {
  const { db, number: ledgerNumber } = start;
  try {
    const row = await findNewestCheckpoint(db, ledgerNumber);
    if (!row) return { fault: { what: "checkpointMissing", ledgerNumber } };
    const opened = openCheckpoint(LEDGER_CRYPTO, row.note, start.keys);
    if (opened.state !== "signed" || opened.head.origin !== start.origin) return { fault: { what: "noteUnsigned", ledgerNumber, size: row.size } };
    const size = await findLedgerSize(db, ledgerNumber);
    if (opened.head.size > size) return { fault: { what: "checkpointAhead", ledgerNumber, size: opened.head.size } };
    const tree = { size, rootHash: size === 0 ? new Uint8Array() : await rootAt(start, size) };
    if (!(await isExtended(start, opened.head, tree))) return { fault: { what: "rootOther", ledgerNumber, size: opened.head.size } };
    const fault = await outsideFault(start, tree);
    return fault ? { fault } : { head: { ...opened.head, note: row.note } };
  } catch (error) {
    if (!(error instanceof LedgerBrokenError)) throw error;
    return { fault: { what: "endMoved", ledgerNumber } };
  }
}

async function outsideFault(start: Start, tree: Pick<TreeHead, "size" | "rootHash">): Promise<Fault | null> {
  const { outside: checkpoint, keys, origin, number: ledgerNumber } = start;
  if (checkpoint === null) return tree.size > OPENING_ENTRIES ? { what: "outsideMissing", ledgerNumber } : null;
  const opened = openCheckpoint(LEDGER_CRYPTO, checkpoint, keys);
  if (opened.state !== "signed") return { what: opened.state === "unknownKey" ? "outsideUnknown" : "outsideUnsigned", checkpoint };
  // Sealing ends with the copy; a copy that still names a ledger before this one was left behind by a process that was killed there.
  if (opened.head.origin !== origin) return null;
  if (opened.head.size > tree.size) return { what: "outsideAhead", checkpoint };
  return (await isExtended(start, opened.head, tree)) ? null : { what: "outsideOther", checkpoint };
}
