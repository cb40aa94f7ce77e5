import { dirname } from "node:path";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import type { SignedHead } from "#app/domain/evidence/ledger/opening.server";
import { stopLedger, type LedgerState } from "#app/domain/evidence/ledger/state.server";
import { DomainError } from "#app/domain/refusal";
import { hexOf, isEqual } from "#app/ledger/bytes";
import { openCheckpoint, signCheckpoint, type TreeHead } from "#app/ledger/checkpoint";
import { writeVerifierKey } from "#app/ledger/note";
import { consistencyProof, isExtension, readFrontier, rootOf } from "#app/ledger/tree";
import { readIfThere, replaceFile } from "#app/secrets.server";
import { insertOnce } from "#db/commit";
import { findLedgerSize, LedgerBrokenError, nodeReader } from "#db/ledger/ledger";
import { isKeyRetired } from "#db/ledger/book";

type Tree = Pick<LedgerState, "db" | "number">;
type Root = Pick<TreeHead, "size" | "rootHash">;

/** The root of the stored tree at a size, in O(log size) reads. Throws LedgerBrokenError where a node is missing. */
export async function rootAt({ db, number }: Tree, size: number): Promise<Uint8Array> {
  return rootOf(LEDGER_CRYPTO, await readFrontier(nodeReader(db, number), size));
}

/** Whether the stored nodes prove that the newer tree extends the older, in O(log size) reads. Throws as rootAt. */
export async function isExtended({ db, number }: Tree, older: Root, newer: Root): Promise<boolean> {
  if (older.size >= newer.size) return older.size === newer.size && isEqual(older.rootHash, newer.rootHash);
  const proof = await consistencyProof({ ...LEDGER_CRYPTO, readNode: nodeReader(db, number) }, older.size, newer.size);
  return isExtension(LEDGER_CRYPTO, { oldSize: older.size, newSize: newer.size, oldRoot: older.rootHash, newRoot: newer.rootHash, proof });
}

/**
 * The head over all that is committed: signed, and stored before it is given. A reader sees only what is durable, so no head can be lost that
 * was given. A tree that does not extend the head before stops the ledger. Throws ledger-stopped.
 */
export async function advanceHead(state: LedgerState): Promise<SignedHead> {
  const { db, number, origin, signers, writer, now } = state;
  const before = headOf(state);
  return orStop(state, async () => {
    const size = await findLedgerSize(db, number);
    if (size === before.size) return before;
    await stopRetired(state);
    const rootHash = size > before.size ? await rootAt(state, size) : new Uint8Array();
    if (!(await isExtended(state, before, { size, rootHash }))) throw new LedgerBrokenError("the tree does not extend the head that was signed last");
    const head = { size, rootHash, note: signCheckpoint({ origin, size, rootHash }, signers) };
    const row = { ledgerNumber: number, size, rootHash: hexOf(rootHash), note: head.note, recordedAt: now() };
    await writer.commit({ steps: [insertOnce("checkpoints", row, { ledgerNumber: number, size })] });
    headOf(state);
    state.head = head;
    return head;
  });
}

/** A checkpoint over a size up to that of the newest head, which extends it. Throws ledger-stopped, and RangeError for another size. */
export async function signEarlier(state: LedgerState, size: number): Promise<string> {
  const head = headOf(state);
  if (!Number.isSafeInteger(size) || size < 1 || size > head.size) throw new RangeError(`no checkpoint over ${size} of ${head.size} entries`);
  if (size === head.size) return head.note;
  return orStop(state, async () => {
    const rootHash = await rootAt(state, size);
    if (!(await isExtended(state, { size, rootHash }, head))) throw new LedgerBrokenError("the head that was signed last does not extend this tree");
    return signCheckpoint({ origin: state.origin, size, rootHash }, state.signers);
  });
}

/** Copies the head outside the database, unless the copy is as new. Throws what the file system throws. */
export async function copyHead({ headFile, keys }: Pick<LedgerState, "headFile" | "keys">, { note }: Pick<SignedHead, "note">): Promise<void> {
  const ours = openCheckpoint(LEDGER_CRYPTO, note, keys);
  const copy = openCheckpoint(LEDGER_CRYPTO, (await readOutside(headFile)) ?? "", keys);
  if (ours.state !== "signed") throw new Error("a head that was not signed by a key of the ledger");
  if (copy.state === "signed" && copy.head.origin === ours.head.origin && copy.head.size >= ours.head.size) return;
  await replaceFile(headFile, Buffer.from(note));
}

/** The copy of the head as it lies outside the database; null where there is none. */
export async function readOutside(headFile: string): Promise<string | null> {
  return (await readIfThere(headFile))?.toString() ?? null;
}

/** What to tell when the copy cannot be written. */
export function unwritable(headFile: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return `The copy of the newest checkpoint ${headFile} cannot be written. Give this user the right to write in ${dirname(headFile)}, or name another file with LEDGER_HEAD_FILE. (${reason})`;
}

/** A process that did not notice that its key went out of use must not sign by it. */
async function stopRetired(state: LedgerState): Promise<void> {
  const { db, number: ledgerNumber, signers } = state;
  for (const { key } of signers) {
    if (await isKeyRetired(db, { ledgerNumber, verifierKey: writeVerifierKey(key) })) stopLedger(state, { what: "keyRetiredMeanwhile", ledgerNumber });
  }
  headOf(state);
}

function headOf({ head, fault }: LedgerState): SignedHead {
  if (head && !fault) return head;
  throw new DomainError("ledger-stopped", fault ? { what: fault.what } : {});
}

async function orStop<T>(state: LedgerState, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LedgerBrokenError)) throw error;
    stopLedger(state, { what: "endMoved", ledgerNumber: state.number });
    throw new DomainError("ledger-stopped", { what: "endMoved" });
  }
}
