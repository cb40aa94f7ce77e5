import type { BagFile } from "#app/domain/compliance/bag/bag-file";
import { openingLine } from "#app/domain/compliance/bag/records.server";
import { readBagEntries, type BagEntry, type BagLedger } from "#app/domain/compliance/bag/survey.server";
import type { MadeExport } from "#app/domain/compliance/export/made.server";
import { DEVICE_TAGS } from "#app/domain/evidence/entries/act";
import { openRow } from "#app/domain/evidence/openings.server";
import { hexOf, utf8Of } from "#app/ledger/bytes";
import type { Portal } from "#app/portal.server";
import { selectFreeOpenings } from "#db/compliance/bag";
import type { OpeningRow } from "#db/schema/acceptance";

type Reading = Pick<Portal, "db" | "keys">;

/**
 * `openings.jsonl`: what opens the commitments of the entries, of parties whose data is neither restricted nor erased. A bag about one party has that party's
 * alone, and what is known of the device with it; one about several is without the device.
 */
export function openingsFile(portal: Reading, made: Pick<MadeExport, "filter">, ledgers: readonly BagLedger[]): BagFile {
  return { path: "openings.jsonl", content: openingLines(portal, made.filter.party ?? null, ledgers) };
}

async function* openingLines(portal: Reading, partyId: string | null, ledgers: readonly BagLedger[]): AsyncGenerator<Uint8Array> {
  for await (const page of readBagEntries(portal, ledgers)) {
    const committed = page.filter(({ entry }) => entry.commitments !== undefined);
    if (committed.length === 0) continue;
    const rows = await selectFreeOpenings(portal.db, { recordIds: committed.map(({ entry }) => entry.record), partyId });
    const needed = rows.filter(({ tag }) => partyId !== null || !DEVICE_TAGS.includes(tag));
    for (const held of committed) yield utf8Of(await linesOf(portal, held, needed));
  }
}

async function linesOf({ keys }: Reading, { index, entry }: BagEntry, rows: readonly OpeningRow[]): Promise<string> {
  const own = rows.filter(({ recordId, tag }) => recordId === entry.record && Object.hasOwn(entry.commitments ?? {}, tag));
  const opened = (await Promise.all(own.map((row) => openRow({ keys }, row)))).flatMap((each) => each.opened ?? []);
  return opened.map(({ tag, opening, value }) => openingLine({ ledger: entry.ledger, index, tag, opening: hexOf(opening), value })).join("");
}
