import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import type { LedgerPlace } from "#app/domain/evidence/receipt/receipt";
import { DomainError } from "#app/domain/refusal";
import { parseTreeHead, type TreeHead } from "#app/ledger/checkpoint";
import { writeProof } from "#app/ledger/proof";
import { consistencyProof, inclusionProof, type ReadableTree } from "#app/ledger/tree";
import type { Portal } from "#app/portal.server";
import { findLedgerSize, findNewestCheckpoint, nodeReader, selectEntriesOfRecord } from "#db/ledger/ledger";
import type { LedgerEntryRow } from "#db/schema/ledger";
import { findTimeTokenOver } from "#db/ledger/time-tokens";

type Reading = Pick<Portal, "db" | "ledger">;

/** The entry of a record with what shows offline that it is in its ledger. */
export type RecordProof = Pick<LedgerEntryRow, "entryJson" | "index" | "ledgerNumber" | "leafHash"> & {
  /** The text of a .tlog-proof (C2SP), with the checkpoint. */
  proof: string;
  /** The signed checkpoint (C2SP), and how many entries it is over. */
  checkpoint: string;
  size: number;
};

/**
 * The newest entry that names a record, and its proof under the newest checkpoint of its ledger, in O(log size) reads. Null where the
 * record has no entry, or none that a signed checkpoint covers: while a ledger is stopped nothing new is signed.
 */
export async function readProof(portal: Reading, recordId: string): Promise<RecordProof | null> {
  const found = await findCovered(portal, recordId);
  return found && proofOf(portal, found);
}

/** Every entry that names a record and that a signed checkpoint covers, as readProof; the newest first. */
export async function readProofs(portal: Reading, recordId: string): Promise<RecordProof[]> {
  const entries = (await selectEntriesOfRecord(portal.db, recordId)).toReversed();
  const found = await Promise.all(entries.map((entry) => coveredEntry(portal, entry)));
  return Promise.all(found.flatMap((each) => (each ? [proofOf(portal, each)] : [])));
}

async function proofOf(portal: Reading, { entry: { entryJson, index, ledgerNumber, leafHash }, checkpoint, head: { size } }: Covered): Promise<RecordProof> {
  const hashes = await inclusionProof(treeOf(portal, ledgerNumber), index, size);
  return { entryJson, index, ledgerNumber, leafHash, proof: writeProof({ extra: null, index, hashes, checkpoint }), checkpoint, size };
}

/** Where a record stands in its ledger, without the proof; null where readProof gives none. */
export async function readPlace(portal: Reading, recordId: string): Promise<LedgerPlace | null> {
  const found = await findCovered(portal, recordId);
  if (!found) return null;
  const { entry: { index, leafHash, ledgerNumber }, checkpoint, head: { origin, size } } = found;
  return { origin, index, leafHash, size, checkpoint, timeToken: await readStated(portal, { ledgerNumber, index }) };
}

async function readStated({ db }: Pick<Portal, "db">, place: { ledgerNumber: number; index: number }): Promise<LedgerPlace["timeToken"]> {
  const earliest = await findTimeTokenOver(db, { ...place, which: "earliest" });
  if (!earliest) return null;
  const { id, authority, genTime, size } = earliest;
  return { id, authority, genTime, size };
}

/** Two sizes of a ledger, the one that is open where none is named. */
export type Sizes = { from: number; to: number; ledgerNumber?: number };

/**
 * The hashes which prove that a ledger of the larger size extends that of the smaller (RFC 6962, section 2.1.2), in O(log size) reads.
 * Throws range-invalid for sizes that are not committed, and ledger-stopped where no ledger is named and none is open.
 */
export async function readConsistency(portal: Reading, { from, to, ledgerNumber = portal.ledger.open().number }: Sizes): Promise<Uint8Array[]> {
  const isCount = [from, to].every((size) => Number.isSafeInteger(size) && size > 0);
  if (!isCount || from > to || to > (await findLedgerSize(portal.db, ledgerNumber))) throw new DomainError("range-invalid", { value: `${from}..${to}` });
  return consistencyProof(treeOf(portal, ledgerNumber), from, to);
}

function treeOf({ db }: Reading, ledgerNumber: number): ReadableTree {
  return { ...LEDGER_CRYPTO, readNode: nodeReader(db, ledgerNumber) };
}

type Covered = { entry: LedgerEntryRow; checkpoint: string; head: TreeHead };

/** A record may have been entered anew in a later ledger, where the end of the one before was lost. */
async function findCovered(portal: Reading, recordId: string): Promise<Covered | null> {
  for (const entry of (await selectEntriesOfRecord(portal.db, recordId)).toReversed()) {
    const found = await coveredEntry(portal, entry);
    if (found) return found;
  }
  return null;
}

async function coveredEntry(portal: Reading, entry: LedgerEntryRow): Promise<Covered | null> {
  const checkpoint = await newestCheckpoint(portal, entry.ledgerNumber);
  const head = checkpoint === null ? null : parseTreeHead(checkpoint.slice(0, checkpoint.indexOf("\n\n") + 1));
  return checkpoint !== null && head && head.size > entry.index ? { entry, checkpoint, head } : null;
}

/** Of the open ledger a fresh checkpoint over all that is committed, of another or a stopped one the last that was kept. */
async function newestCheckpoint({ db, ledger }: Reading, ledgerNumber: number): Promise<string | null> {
  if (ledger.fault() === null && ledger.open().number === ledgerNumber) return ledger.checkpoint();
  return (await findNewestCheckpoint(db, ledgerNumber))?.note ?? null;
}
