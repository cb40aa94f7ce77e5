import { restingPath } from "#app/domain/compliance/bag/resting-place";
import type { MadeExport } from "#app/domain/compliance/export/made.server";
import { resolveFilter } from "#app/domain/compliance/export/resolve.server";
import { DomainError } from "#app/domain/refusal";
import { utf8Of } from "#app/ledger/bytes";
import { parseTreeHead } from "#app/ledger/checkpoint";
import { parseEntry, type Entry } from "#app/ledger/entry";
import type { Portal } from "#app/portal.server";
import { countBytes, selectEntriesAt } from "#db/compliance/bag";
import { selectBagPlaces, type EntryPlace } from "#db/compliance/bag-entries";
import { findNewestCheckpoint } from "#db/ledger/ledger";

/** What a bag may hold at most, so that whoever checks it can: entries, and bytes once unpacked (the verifier reads up to 1 GiB). */
export const MOST_ENTRIES = 20_000;
export const MOST_BYTES = 900 * 1024 * 1024;

/** Entries that are read at once. */
const PAGE = 200;

/** Bytes of an entry beside itself: its line, its proof with the checkpoint, its place in the manifest; and of one delivery in a list. */
const BESIDE_ENTRY = 3000;
const LIST_LINE = 140;

/** A ledger of which entries are in the bag, at the one checkpoint under which all of them are proved. */
export type BagLedger = { number: number; origin: string; size: number; checkpoint: string; /** In order. */ indexes: number[] };

/** Entries of the bag that a checkpoint covers; those of an earlier ledger that none does are left out, and counted. */
export type BagSurvey = { ledgers: BagLedger[]; covered: number; uncovered: number };

/** An entry with its place, and the very text that was hashed. */
export type BagEntry = EntryPlace & { entryJson: string; entry: Entry };

export type BagScope = Pick<MadeExport, "filter" | "ledgerNumber" | "size" | "checkpoint">;

/**
 * Which entries of which ledgers a bag at a checkpoint holds. Refuses bag-empty where there are none, and bag-too-large where there are more than can be
 * checked at once.
 */
export async function surveyBag({ db }: Pick<Portal, "db">, scope: BagScope): Promise<BagSurvey> {
  const { ledgerNumber, size } = scope;
  const filter = await resolveFilter({ db }, scope.filter);
  const places = await selectBagPlaces(db, { filter, ledgerNumber, size, limit: MOST_ENTRIES + 1 });
  if (places.every(({ index }) => index === 0)) throw new DomainError("bag-empty");
  if (places.length > MOST_ENTRIES) throw new DomainError("bag-too-large", { entries: MOST_ENTRIES });
  const numbers = [...new Set(places.map((place) => place.ledgerNumber))];
  const ledgers: BagLedger[] = [];
  for (const number of numbers) {
    const ledger = await atCheckpoint({ db }, scope, number);
    const indexes = places.filter(({ ledgerNumber: of, index }) => of === number && index < ledger.size).map(({ index }) => index);
    if (indexes.length > 0) ledgers.push({ ...ledger, indexes });
  }
  const covered = ledgers.reduce((sum, { indexes }) => sum + indexes.length, 0);
  if (covered === 0) throw new DomainError("bag-empty");
  return { ledgers, covered, uncovered: places.length - covered };
}

/** Refuses bag-empty and bag-too-large, before a bag is on record. */
export async function checkBag(portal: Pick<Portal, "db">, scope: BagScope): Promise<void> {
  const { ledgers } = await surveyBag(portal, scope);
  await checkBytes(portal, ledgers);
}

/** Refuses bag-too-large where the files of the bag would come to more bytes than can be checked at once. */
async function checkBytes({ db }: Pick<Portal, "db">, ledgers: readonly BagLedger[]): Promise<void> {
  const hashes = new Set<string>();
  let bytes = 0;
  for await (const page of readBagEntries({ db }, ledgers)) {
    for (const { entry, entryJson } of page) {
      bytes += entryJson.length * 3 + BESIDE_ENTRY + listBytes(entry);
      for (const [name, sha256] of Object.entries(entry.hashes ?? {})) if (restingPath(entry, name, sha256) !== null) hashes.add(sha256);
    }
    if (bytes > MOST_BYTES) throw new DomainError("bag-too-large", { entries: MOST_ENTRIES });
  }
  const all = [...hashes];
  for (let from = 0; from < all.length; from += PAGE) bytes += await countBytes(db, all.slice(from, from + PAGE));
  if (bytes > MOST_BYTES) throw new DomainError("bag-too-large", { entries: MOST_ENTRIES });
}

/** The entries of a bag page by page, in the order of the ledgers. */
export async function* readBagEntries({ db }: Pick<Portal, "db">, ledgers: readonly BagLedger[]): AsyncGenerator<BagEntry[]> {
  for (const { number, indexes } of ledgers) {
    for (let from = 0; from < indexes.length; from += PAGE) {
      const rows = await selectEntriesAt(db, number, indexes.slice(from, from + PAGE));
      yield rows.map(({ ledgerNumber, index, entryJson }) => ({ ledgerNumber, index, entryJson, entry: readEntry(entryJson) }));
    }
  }
}

function readEntry(entryJson: string): Entry {
  const parsed = parseEntry(utf8Of(entryJson));
  if ("fault" in parsed) throw new Error(`not an entry: ${parsed.fault}`);
  return parsed.entry;
}

function listBytes({ kind, body }: Entry): number {
  return kind === "notice.delivered" && typeof body?.count === "number" ? body.count * LIST_LINE : 0;
}

/** Of the ledger of the export its own checkpoint, of one before it the last that was signed: entries beyond that are proved by none. */
async function atCheckpoint({ db }: Pick<Portal, "db">, { ledgerNumber, checkpoint }: BagScope, number: number): Promise<Omit<BagLedger, "indexes">> {
  const note = number === ledgerNumber ? checkpoint : ((await findNewestCheckpoint(db, number))?.note ?? "");
  const head = parseTreeHead(note.slice(0, note.indexOf("\n\n") + 1));
  return { number, origin: head?.origin ?? "", size: head?.size ?? 0, checkpoint: note };
}
