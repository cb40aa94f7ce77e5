import { readFile, rm } from "node:fs/promises";
import { signerOf } from "#app/domain/evidence/ledger/crypto.server";
import { advanceHead, copyHead } from "#app/domain/evidence/ledger/head.server";
import { keepSigningKey, keysInUse, keysOf } from "#app/domain/evidence/ledger/key.server";
import { loadLedger, type LedgerPlace } from "#app/domain/evidence/ledger/load.server";
import { refuseStopped, type LedgerState } from "#app/domain/evidence/ledger/state.server";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import { newId } from "#app/domain/ids";
import { DomainError } from "#app/domain/refusal";
import { writeVerifierKey, type NoteSigner } from "#app/ledger/note";
import { replaceFile } from "#app/secrets.server";
import { insertRow, KeyTakenError, type Commit } from "#db/commit";
import { selectKeyChanges } from "#db/ledger/book";
import type { KeyChangeRow } from "#db/schema/ledger";

/** The key that signs from now on, those that do no longer, as lines to publish; and the checkpoint that both signed. */
export type Rotated = { introduced: string; retired: string[]; checkpoint: string };

/**
 * Introduces a new signing key, lets both sign one head, and retires the old one. The new key waits in a file of its own until the head is stored, so that a rotation that was cut
 * short goes on when it is run again. Throws ledger-stopped, ledger-changed-meanwhile.
 */
export async function rotateKey(place: LedgerPlace): Promise<Rotated> {
  const state = await loadLedger(place, () => undefined);
  refuseStopped(state);
  const nextFile = `${place.keyFile}.next`;
  const next = signerOf(state.origin, await keepSigningKey(nextFile));
  try {
    await introduce(state, next);
    const both = await stateWith(state, [...state.signers, next]);
    const { note } = await advanceHead(both);
    await copyHead(both, { note });
    await replaceFile(place.keyFile, await readFile(nextFile));
    await rm(nextFile);
    const retired = await retireOthers(both, next);
    const alone = { ...both, signers: [next] };
    await copyHead(alone, await advanceHead(alone));
    return { introduced: writeVerifierKey(next.key), retired, checkpoint: note };
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError("ledger-changed-meanwhile") : error;
  }
}

/** Once more where a run before was cut short: the head that both sign must be a new one. */
async function introduce(state: LedgerState, { key }: NoteSigner): Promise<void> {
  await state.writer.commit(keyChange(state, { act: "introduced", verifierKey: writeVerifierKey(key), followsId: newestOf(await changesOf(state)) }));
}

async function retireOthers(state: LedgerState, { key }: NoteSigner): Promise<string[]> {
  const others = keysInUse(await changesOf(state), state.number).filter((line) => line !== writeVerifierKey(key));
  for (const verifierKey of others) {
    await state.writer.commit(keyChange(state, { act: "retired", verifierKey, followsId: newestOf(await changesOf(state)) }));
  }
  return others;
}

function keyChange(state: LedgerState, change: Pick<KeyChangeRow, "act" | "verifierKey" | "followsId">): Commit {
  const at = state.now();
  const row = { id: newId("key", at), ledgerNumber: state.number, ...change, happenedAt: at, recordedAt: at };
  const entry = newEntry(state, { ...entryAbout(`key.${change.act}`, row.id, at), body: { key: change.verifierKey } });
  return { steps: [insertRow("keyChanges", row)], entries: [entry] };
}

async function changesOf({ db, number }: LedgerState): Promise<KeyChangeRow[]> {
  return (await selectKeyChanges(db)).filter(({ ledgerNumber }) => ledgerNumber === number);
}

/** The change that no other one follows. */
function newestOf(changes: readonly KeyChangeRow[]): string {
  return changes.find(({ id }) => !changes.some(({ followsId }) => followsId === id))?.id ?? "";
}

async function stateWith(state: LedgerState, signers: readonly NoteSigner[]): Promise<LedgerState> {
  return { ...state, signers, keys: keysOf(await selectKeyChanges(state.db)) };
}
