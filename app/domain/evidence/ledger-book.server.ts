import type { KeyObject } from "node:crypto";
import { signerOf, LEDGER_CRYPTO } from "#app/domain/evidence/ledger-crypto.server";
import { copyHead, readOutside, signEarlier, unwritable } from "#app/domain/evidence/ledger-head.server";
import { openKeeper } from "#app/domain/evidence/ledger-keeper.server";
import { keepSigningKey, readSigningKey } from "#app/domain/evidence/ledger-key.server";
import { newOrigin, planOpening, type SignedHead } from "#app/domain/evidence/ledger-opening.server";
import { checkStart } from "#app/domain/evidence/ledger-start.server";
import { refuseStopped, stopLedger, type Fault, type LedgerState } from "#app/domain/evidence/ledger-state.server";
import { writeWithLedger } from "#app/domain/evidence/ledger-writer.server";
import type { OpenLedger } from "#app/domain/evidence/new-entry";
import type { Instant } from "#app/domain/instant";
import { utf8Of } from "#app/ledger/bytes";
import { parseEntry } from "#app/ledger/entry";
import { parseVerifierKey, writeVerifierKey, type NoteKey } from "#app/ledger/note";
import type { Portal } from "#app/portal.server";
import { SecretBrokenError } from "#app/secrets.server";
import { KeyTakenError, type Writer } from "#db/commit";
import { findLedgerSize, selectLedgerEntries } from "#db/ledger";
import { findNewestLedger, selectKeyChanges } from "#db/ledger-book";
import type { KeyChangeRow, LedgerRow } from "#db/schema-ledger";

/** The ledger of an open portal. */
export type Ledger = {
  /** The ledger that entries go to. Throws ledger-stopped where evidence may not be written. */
  open(): OpenLedger;
  /**
   * A signed checkpoint over so many committed entries, all where no size is given; it is stored, or extended by one that is, before it is
   * given. Throws ledger-stopped, and RangeError for a size that is not committed.
   */
  checkpoint(size?: number): Promise<string>;
  /** Every key that signs or has signed for a ledger of this portal. */
  keys(): readonly NoteKey[];
  /** What is wrong, so that nothing is added; null while entries are taken. */
  fault(): Fault | null;
  /** Stops the ledger for a fault that was found elsewhere. */
  stop(fault: Fault): void;
  /** Resolves with the fault once there is one. */
  whenStopped: Promise<Fault>;
};

/** The ledger with what the portal needs of it: the writer that operations are given, and the end. */
export type LedgerBook = { ledger: Ledger; writer: Writer; close(): Promise<void> };

type Place = Pick<Portal, "db" | "now" | "writer"> & { publicUrl: string; keyFile: string; headFile: string };

/**
 * Opens the newest ledger of the database, or the first one where there is none yet. Where the stored tree does not come up to its last checkpoint or
 * to the copy outside, the ledger is given as stopped. Throws SecretBrokenError with a sentence where key or copy cannot be used.
 */
export async function openLedger(place: Place): Promise<LedgerBook> {
  const { db, keyFile, headFile } = place;
  const outside = await readOutside(headFile);
  const ledger = (await findNewestLedger(db)) ?? (await openFirst(place, outside));
  const changes = await selectKeyChanges(db);
  const signer = signerOf(ledger.origin, await requireKey(keyFile, ledger, changes));
  const { whenStopped, tell } = stopping();
  const state: LedgerState = {
    db, now: place.now, writer: place.writer, number: ledger.number, origin: ledger.origin, signer, keys: keysOf(changes), headFile,
    head: null, fault: null, latestAt: await latestOf(place, ledger), isClockBehind: false, tell,
  };
  const started = await checkStart({ ...state, outside });
  if ("fault" in started) stopLedger(state, started.fault);
  else await goOnFrom(state, started.head);
  return bookOf(state, whenStopped);
}

/** Two who open the first ledger at once: a key of the database decides. A copy of a head says that there was one before. */
async function openFirst(place: Place, outside: string | null): Promise<LedgerRow> {
  const { db, writer, now, publicUrl, keyFile, headFile } = place;
  if (outside !== null) {
    throw new SecretBrokenError(`${headFile} holds the head of a ledger that is not in this database. Put the database back from its backup, name the right file with LEDGER_HEAD_FILE, or, to begin anew without what was recorded, move ${headFile} away.`);
  }
  const signer = signerOf(newOrigin(publicUrl), await keepSigningKey(keyFile));
  const { commit } = planOpening({ number: 1, signer, at: now(), reason: "", preceding: null });
  await writer.commit(commit).catch((error: unknown) => {
    if (!(error instanceof KeyTakenError)) throw error;
  });
  const ledger = await findNewestLedger(db);
  if (!ledger) throw new Error("the ledger that was opened is not there");
  return ledger;
}

async function requireKey(file: string, { number, origin }: LedgerRow, changes: readonly KeyChangeRow[]): Promise<KeyObject> {
  const key = await readSigningKey(file);
  const way = "Put it back from its backup. If it is lost for good, close this ledger and open one with a new key: concordat ledger seal --new-key --reason …";
  if (!key) throw new SecretBrokenError(`The signing key ${file} is missing, but the ledger that it signs is there. ${way}`);
  const line = writeVerifierKey(signerOf(origin, key).key);
  const acts = changes.filter((change) => change.ledgerNumber === number && change.verifierKey === line).map(({ act }) => act);
  if (acts.includes("introduced") && !acts.includes("retired")) return key;
  throw new SecretBrokenError(`The signing key ${file} is not one that signs the ledger ${origin}. ${way}`);
}

function keysOf(changes: readonly KeyChangeRow[]): NoteKey[] {
  const introduced = changes.filter(({ act }) => act === "introduced");
  return introduced.map(({ verifierKey }) => parseVerifierKey(LEDGER_CRYPTO, verifierKey)).filter((key) => key !== null);
}

async function latestOf({ db }: Place, { number }: LedgerRow): Promise<Instant> {
  const size = await findLedgerSize(db, number);
  const [last] = await selectLedgerEntries(db, { ledgerNumber: number, from: Math.max(size - 1, 0), limit: 1 });
  const parsed = last && parseEntry(utf8Of(last.entryJson));
  return parsed && "entry" in parsed ? parsed.entry.recordedAt : "";
}

async function goOnFrom(state: LedgerState, head: SignedHead): Promise<void> {
  state.head = head;
  await copyHead(state, head).catch((cause: unknown) => {
    throw new SecretBrokenError(unwritable(state.headFile, cause), { cause });
  });
}

function stopping(): { whenStopped: Promise<Fault>; tell: (fault: Fault) => void } {
  let tell: (fault: Fault) => void = () => undefined;
  const whenStopped = new Promise<Fault>((resolve) => (tell = resolve));
  return { whenStopped, tell };
}

function bookOf(state: LedgerState, whenStopped: Promise<Fault>): LedgerBook {
  const keeper = openKeeper(state);
  const ledger: Ledger = {
    open() {
      refuseStopped(state);
      return { number: state.number, origin: state.origin };
    },
    async checkpoint(size) {
      const head = state.head && size !== undefined && size <= state.head.size ? state.head : await keeper.newest();
      if (size !== undefined && (size < 1 || size > head.size)) throw new RangeError(`no checkpoint over ${size} of ${head.size} entries`);
      return size === undefined ? head.note : signEarlier(state, size);
    },
    keys: () => state.keys,
    fault: () => state.fault,
    stop: (fault) => stopLedger(state, fault),
    whenStopped,
  };
  return { ledger, writer: writeWithLedger(state, keeper.wake), close: () => keeper.close() };
}
