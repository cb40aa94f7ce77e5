import type { Cell } from "#app/domain/compliance/export/cell";
import type { Portal } from "#app/portal.server";
import { selectSealedNames } from "#db/compliance/exports";

/** Rows with name and address of their party behind the other cells; nothing for a party that nobody may read. */
export async function unmask(portal: Pick<Portal, "db" | "keys">, rows: readonly Cell[][], partyPlace: number): Promise<Cell[][]> {
  const parties = [...new Set(rows.map((row) => String(row[partyPlace])))];
  const sealed = await selectSealedNames(portal.db, parties);
  const opened = await Promise.all(sealed.map(async ({ id, nameSealed, addressSealed }) => [id, [
    nameSealed && (await portal.keys.open(id, "parties.name", nameSealed)),
    addressSealed && (await portal.keys.open(id, "accounts.address", addressSealed)),
  ]] as const));
  const names = new Map(opened);
  return rows.map((row) => [...row, ...(names.get(String(row[partyPlace])) ?? [null, null])]);
}
