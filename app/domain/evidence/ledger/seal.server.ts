import type { KeyObject } from "node:crypto";
import { rename } from "node:fs/promises";
import type { Citation } from "#app/domain/evidence/ledger/citation";
import { checkWhole, findSoundPart } from "#app/domain/evidence/ledger/check.server";
import { LEDGER_CRYPTO, signerOf } from "#app/domain/evidence/ledger/crypto.server";
import { readOutside } from "#app/domain/evidence/ledger/head.server";
import { keepSigningKey, keysInUse, keysOf, readSigningKey } from "#app/domain/evidence/ledger/key.server";
import type { LedgerPlace } from "#app/domain/evidence/ledger/load.server";
import { newOrigin, planOpening } from "#app/domain/evidence/ledger/opening.server";
import { checkStart } from "#app/domain/evidence/ledger/start.server";
import type { Fault } from "#app/domain/evidence/ledger/state.server";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import type { Instant } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";
import { hexOf, utf8Of } from "#app/ledger/bytes";
import { openCheckpoint, signCheckpoint } from "#app/ledger/checkpoint";
import { writeVerifierKey, type NoteKey, type NoteSigner } from "#app/ledger/note";
import { appendLeaf, hashLeaf, readFrontier, rootOf } from "#app/ledger/tree";
import { replaceFile } from "#app/secrets.server";
import { insertRow, KeyTakenError, RuleBrokenError, type Commit, type NewEntry, type Step } from "#db/commit";
import { findLedgerSize, findNewestCheckpoint, nodeReader } from "#db/ledger/ledger";
import { findNewestLedger, selectKeyChanges, selectOpenedLedgers } from "#db/ledger/book";
import type { LedgerRow } from "#db/schema/ledger";

/** What became of it: the ledger that was closed, as far as it is relied on, and the one that entries go to now. */
export type Sealed = { closed: Citation; opened: { number: number; origin: string } };

type Order = { reason: string; key: "same" | "new" };
type Closing = {
  place: LedgerPlace;
  ledger: LedgerRow;
  keys: readonly NoteKey[];
  /** What is wrong with this ledger, or with one before it. */
  fault: Fault | null;
  /** Whether it takes a last entry: not where the stored tree does not come up to what was signed of it, for another entry stood there. */
  isWritable: boolean;
  /** By whom its last head is signed; null where the key is lost. */
  signer: NoteSigner | null;
  at: Instant;
};
type Part = { size: number; rootHash: Uint8Array };

const TRIES = 5;

/**
 * The way out for a ledger that was stopped, and the end of one that is sound: closes it, with a last entry that says so where it still takes one, and opens the
 * next, whose first entry cites how far the closed one is relied on and why no further. Throws ledger-unopened, ledger-key-missing, ledger-changed-meanwhile.
 */
export async function sealLedger(place: LedgerPlace, order: Order): Promise<Sealed> {
  for (let tried = 1; ; tried++) {
    try {
      return await trySeal(place, order);
    } catch (error) {
      if (error instanceof KeyTakenError) throw new DomainError("ledger-changed-meanwhile");
      const hasGrown = error instanceof RuleBrokenError && error.rule === "ledger-grown";
      if (!hasGrown || tried === TRIES) throw error;
    }
  }
}

async function trySeal(place: LedgerPlace, { reason, key }: Order): Promise<Sealed> {
  const { writer, keyFile, headFile, publicUrl } = place;
  const closing = await readClosing(place);
  const { ledger, at } = closing;
  if (key === "same" && !closing.signer) throw new DomainError("ledger-key-missing", { file: keyFile });
  const { closed, commit: closure } = await closeLedger(closing);
  const earlier = await citeEarlier(closing);
  const signer = signerOf(newOrigin(publicUrl), key === "same" ? await keepSigningKey(keyFile) : await replaceKey(keyFile, at));
  const { commit, head } = planOpening({ number: ledger.number + 1, signer, at, reason, cites: [...earlier, closed] });
  await writer.commit({ steps: [...closure.steps, ...commit.steps], entries: [...(closure.entries ?? []), ...(commit.entries ?? [])] });
  await replaceFile(headFile, Buffer.from(head.note));
  return { closed, opened: { number: ledger.number + 1, origin: signer.key.name } };
}

async function readClosing(place: LedgerPlace): Promise<Closing> {
  const { db, now, keyFile, headFile } = place;
  const ledger = await findNewestLedger(db);
  if (!ledger) throw new DomainError("ledger-unopened");
  const changes = await selectKeyChanges(db);
  const keys = keysOf(changes);
  const started = await checkStart({ db, number: ledger.number, origin: ledger.origin, keys, outside: await readOutside(headFile) });
  const check = await checkWhole(place);
  const fault = check.state === "broken" ? check.fault : "fault" in started ? started.fault : null;
  const key = await readSigningKey(keyFile);
  const signer = key && signerOf(ledger.origin, key);
  const isSigner = signer !== null && keysInUse(changes, ledger.number).includes(writeVerifierKey(signer.key));
  return { place, ledger, keys, fault, isWritable: "head" in started, signer: isSigner ? signer : null, at: now() };
}

/** The last entry and the last head, where they can be written, and what to say of the ledger then. */
async function closeLedger(closing: Closing): Promise<{ closed: Citation; commit: Commit }> {
  const { ledger, at, fault, keys, isWritable, place: { db } } = closing;
  const entry = newEntry(ledger, { ...entryAbout("ledger.sealed", ledger.id, at), body: { number: ledger.number } });
  const entries = isWritable ? [entry] : [];
  if (fault && isAbout(fault, closing)) {
    const part = await findSoundPart({ db }, { ledgerNumber: ledger.number, keys, fault });
    return { closed: await cite(closing, ledger, { ...part, fault }), commit: { steps: [], entries } };
  }
  const end = await endAfter(closing, entry);
  const { steps, note } = lastHead(closing, end);
  const closed = await cite(closing, ledger, { ...end, fault: null });
  return { closed: { ...closed, checkpoint: note ?? closed.checkpoint }, commit: { steps, entries } };
}

async function endAfter({ place: { db }, ledger }: Closing, entry: NewEntry): Promise<Part> {
  const before = await readFrontier(nodeReader(db, ledger.number), await findLedgerSize(db, ledger.number));
  const { frontier } = appendLeaf(LEDGER_CRYPTO, before, hashLeaf(LEDGER_CRYPTO, utf8Of(entry.entryJson)));
  return { size: frontier.size, rootHash: rootOf(LEDGER_CRYPTO, frontier) };
}

function lastHead({ ledger, signer, at }: Closing, { size, rootHash }: Part): { steps: Step[]; note: string | null } {
  if (!signer) return { steps: [], note: null };
  const note = signCheckpoint({ origin: ledger.origin, size, rootHash }, [signer]);
  return { steps: [insertRow("checkpoints", { ledgerNumber: ledger.number, size, rootHash: hexOf(rootHash), note, recordedAt: at })], note };
}

/** A ledger before this one that was found broken only after it was sealed. */
async function citeEarlier(closing: Closing): Promise<Citation[]> {
  const { fault, ledger, keys, place: { db } } = closing;
  if (!fault || isAbout(fault, closing)) return [];
  const broken = (await selectOpenedLedgers(db)).filter(({ number }) => number < ledger.number && "ledgerNumber" in fault && fault.ledgerNumber === number);
  return Promise.all(broken.map(async (row) => cite(closing, row, { ...(await findSoundPart({ db }, { ledgerNumber: row.number, keys, fault })), fault })));
}

/** Whether the fault is in the newest ledger; it is this one that is compared with what lies outside. */
function isAbout(fault: Fault, { ledger }: Closing): boolean {
  return !("ledgerNumber" in fault) || fault.ledgerNumber === ledger.number;
}

async function cite({ keys, place: { db } }: Closing, { number, origin }: LedgerRow, end: Part & { fault: Fault | null }): Promise<Citation> {
  const note = (await findNewestCheckpoint(db, number))?.note ?? "";
  const checkpoint = openCheckpoint(LEDGER_CRYPTO, note, keys).state === "signed" ? note : null;
  return { number, ledger: origin, size: end.size, rootHash: hexOf(end.rootHash), fault: end.fault && tellable(end.fault, keys), checkpoint };
}

/** The fault without a copy that nobody signed, which may hold anything. */
function tellable(fault: Fault, keys: readonly NoteKey[]): NonNullable<Citation["fault"]> {
  if (!("checkpoint" in fault)) return { ...fault };
  const isSigned = openCheckpoint(LEDGER_CRYPTO, fault.checkpoint, keys).state === "signed";
  return isSigned ? { ...fault } : { what: fault.what };
}

/** A new key in the place of the one there is, which keeps a file of another name. */
async function replaceKey(file: string, at: Instant): Promise<KeyObject> {
  await rename(file, `${file}.until-${at.replaceAll(/[:.]/g, "-")}`).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  return keepSigningKey(file);
}
