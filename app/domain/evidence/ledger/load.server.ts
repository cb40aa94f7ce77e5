import type { KeyObject } from "node:crypto";
import { signerOf } from "#app/domain/evidence/ledger/crypto.server";
import { copyHead, readOutside, unwritable } from "#app/domain/evidence/ledger/head.server";
import { keepSigningKey, keysInUse, keysOf, readSigningKey } from "#app/domain/evidence/ledger/key.server";
import { newOrigin, planOpening } from "#app/domain/evidence/ledger/opening.server";
import { checkStart } from "#app/domain/evidence/ledger/start.server";
import { stopLedger, type LedgerState } from "#app/domain/evidence/ledger/state.server";
import type { Instant } from "#app/domain/instant";
import { utf8Of } from "#app/ledger/bytes";
import { parseEntry } from "#app/ledger/entry";
import { writeVerifierKey } from "#app/ledger/note";
import type { Portal } from "#app/portal.server";
import { SecretBrokenError } from "#app/secrets.server";
import { KeyTakenError } from "#db/commit";
import { findLedgerSize, selectLedgerEntries } from "#db/ledger/ledger";
import { findNewestLedger, selectKeyChanges } from "#db/ledger/book";
import type { KeyChangeRow, LedgerRow } from "#db/schema/ledger";

/** Where a ledger lies: its database, its key, the copy of its head; and the address that names it. */
export type LedgerPlace = Pick<Portal, "db" | "now" | "writer"> & { publicUrl: string; keyFile: string; headFile: string };

/**
 * The newest ledger of the database, or the first one, which is opened where there is none yet. Where the stored tree does not come up to its last
 * checkpoint or to the copy outside, it is stopped. Throws SecretBrokenError with a sentence where key or copy cannot be used.
 */
export async function loadLedger(place: LedgerPlace, tell: LedgerState["tell"]): Promise<LedgerState> {
  const { db, now, writer, keyFile, headFile } = place;
  const outside = await readOutside(headFile);
  const ledger = (await findNewestLedger(db)) ?? (await openFirst(place, outside));
  const changes = await selectKeyChanges(db);
  const signer = signerOf(ledger.origin, await requireKey(keyFile, ledger, changes));
  const state: LedgerState = {
    db, now, writer, number: ledger.number, origin: ledger.origin, signers: [signer], keys: keysOf(changes), headFile,
    head: null, fault: null, latestAt: await latestOf(place, ledger), isClockBehind: false, tell,
  };
  const started = await checkStart({ ...state, outside });
  if ("fault" in started) stopLedger(state, started.fault);
  else state.head = started.head;
  if (state.head) await copyHead(state, state.head).catch(toldUnwritable(headFile));
  return state;
}

/** Two who open the first ledger at once: a key of the database decides. A copy of a head says that there was one before. */
async function openFirst(place: LedgerPlace, outside: string | null): Promise<LedgerRow> {
  const { db, writer, now, publicUrl, keyFile, headFile } = place;
  if (outside !== null) {
    throw new SecretBrokenError(`${headFile} holds the checkpoint of a ledger that is not in this database. Put the database back from its backup, name the right file with LEDGER_HEAD_FILE, or, to begin anew without what was recorded, move ${headFile} away.`);
  }
  const signer = signerOf(newOrigin(publicUrl), await keepSigningKey(keyFile));
  const { commit } = planOpening({ number: 1, signer, at: now(), reason: "", cites: [] });
  await writer.commit(commit).catch((error: unknown) => {
    if (!(error instanceof KeyTakenError)) throw error;
  });
  const ledger = await findNewestLedger(db);
  if (!ledger) throw new Error("the ledger that was opened is not there");
  return ledger;
}

async function requireKey(file: string, { number, origin }: LedgerRow, changes: readonly KeyChangeRow[]): Promise<KeyObject> {
  const key = await readSigningKey(file);
  const way = "Put it back from its backup. If it is lost for good, close this ledger and open the next with a new key: concordat ledger seal --new-key --reason TEXT";
  if (!key) throw new SecretBrokenError(`The signing key ${file} is missing, but the ledger that it signs is there. ${way}`);
  const isInUse = keysInUse(changes, number).includes(writeVerifierKey(signerOf(origin, key).key));
  if (!isInUse) throw new SecretBrokenError(`The signing key ${file} is not one that signs the ledger ${origin}. ${way}`);
  return key;
}

async function latestOf({ db }: LedgerPlace, { number }: LedgerRow): Promise<Instant> {
  const size = await findLedgerSize(db, number);
  const [last] = await selectLedgerEntries(db, { ledgerNumber: number, from: Math.max(size - 1, 0), limit: 1 });
  const parsed = last && parseEntry(utf8Of(last.entryJson));
  return parsed && "entry" in parsed ? parsed.entry.recordedAt : "";
}

function toldUnwritable(headFile: string): (cause: unknown) => never {
  return (cause) => {
    throw new SecretBrokenError(unwritable(headFile, cause), { cause });
  };
}
