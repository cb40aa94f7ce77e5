import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { findUnrecorded } from "#app/domain/evidence/ledger/unrecorded.server";
import type { Entry } from "#app/ledger/entry";
import { parseEntry } from "#app/ledger/entry";
import { utf8Of } from "#app/ledger/bytes";
import type { Portal } from "#app/portal.server";
import { selectEntriesOfRecord, selectLedgerEntries } from "#db/ledger/ledger";

/** Every entry of the open ledger but those about the ledger and its keys, in order. */
export async function readEntries(portal: Portal): Promise<(Entry & { index: number })[]> {
  const rows = await selectLedgerEntries(portal.db, { ledgerNumber: portal.ledger.open().number, from: 0, limit: 10_000 });
  const entries = rows.map(({ index, entryJson }) => ({ ...parsed(entryJson), index }));
  return entries.filter(({ kind }) => !kind.startsWith("ledger.") && !kind.startsWith("key."));
}

function parsed(entryJson: string): Entry {
  const read = parseEntry(utf8Of(entryJson));
  if ("fault" in read) throw new Error(read.fault);
  return read.entry;
}

/** What is not as it must be: records with no entry or with several, and a ledger that does not agree with itself. */
export async function faultsOf(portal: Portal): Promise<string[]> {
  const missing = (await findUnrecorded(portal, { limit: 10_000 })).map(({ record }) => `${record} has no entry`);
  const entries = await readEntries(portal);
  const counts = await Promise.all(entries.map(async ({ record }) => ({ record, count: (await selectEntriesOfRecord(portal.db, record)).length })));
  const several = counts.filter(({ count }) => count > 1).map(({ record, count }) => `${record} has ${count} entries`);
  const { state } = await checkLedger(portal, { keys: portal.ledger.keys() });
  return [...missing, ...new Set(several), ...(state === "consistent" ? [] : [`the ledger is ${state}`])];
}
