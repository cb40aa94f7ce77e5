import type { Instant } from "#app/domain/instant";
import { writeEntry, type Entry, type EntryKind } from "#app/ledger/entry";
import type { NewEntry } from "#db/commit";

/** The ledger that entries go to. */
export type OpenLedger = { number: number; origin: string };

/** What an entry says, before it is known which ledger it goes to. */
export type EntryContent = Omit<Entry, "v" | "ledger">;

/** What every entry of this kind about this record says: happened and recorded at one instant. */
export function entryAbout(kind: EntryKind, record: string, at: Instant): EntryContent {
  return { kind, record, at, recordedAt: at };
}

/** What every entry of this kind about this row says. */
export function entryRecorded(kind: EntryKind, row: { id: string; happenedAt: Instant; recordedAt: Instant }): EntryContent {
  return { kind, record: row.id, at: row.happenedAt, recordedAt: row.recordedAt };
}

/** The entries as the writer takes them, for one ledger. */
export function newEntries(ledger: OpenLedger, contents: readonly EntryContent[]): NewEntry[] {
  return contents.map((content) => newEntry(ledger, content));
}

/** The entry as the writer takes it. Throws where the content breaks the form of an entry: a bug. */
export function newEntry({ number, origin }: OpenLedger, content: EntryContent): NewEntry {
  return { ledgerNumber: number, recordId: content.record, entryJson: writeEntry({ v: 1, ledger: origin, ...content }) };
}
