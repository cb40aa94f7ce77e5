import { maskAddress } from "#app/domain/access/address";
import { readName } from "#app/domain/access/profile.server";
import type { Portal } from "#app/portal.server";
import { selectAddresses } from "#db/access";

/** How people who work here are called among themselves, by the id of the account: their name, else their masked address. The erased have none. */
export async function readColleagues(portal: Pick<Portal, "db" | "keys">, accountIds: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(accountIds)];
  const rows = ids.length === 0 ? [] : await selectAddresses(portal.db, ids);
  const named = await Promise.all(rows.map(async (row) => [row.id, (await readName(portal, row.partyId)) ?? (await addressOf(portal, row))] as const));
  return new Map(named.flatMap(([id, name]) => (name === null ? [] : [[id, name] as const])));
}

async function addressOf({ keys }: Pick<Portal, "keys">, { partyId, addressSealed }: { partyId: string; addressSealed: string }): Promise<string | null> {
  const address = await keys.open(partyId, "accounts.address", addressSealed);
  return address && maskAddress(address);
}
