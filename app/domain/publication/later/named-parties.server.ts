import { maskAddress, parseAddress } from "#app/domain/access/address";
import { findAccount } from "#app/domain/access/holder.server";
import type { Portal } from "#app/portal.server";
import { selectAccount } from "#db/access";
import { selectKnownParties } from "#db/drafting";

/** Parties as a person names them: found, each once, and the lines that name nobody. */
export type NamedParties = { parties: string[]; unknown: string[] };

/** Finds parties by whole e-mail addresses of open accounts or by their ids, one in each line; empty lines do not count. */
export async function findParties(portal: Pick<Portal, "db" | "keys" | "settings" | "now">, text: string): Promise<NamedParties> {
  const lines = [...new Set(text.split(/[\n,;，；]/).map((line) => line.trim()).filter((line) => line !== ""))];
  const ids = new Set(await selectKnownParties(portal.db, lines.filter((line) => line.startsWith("pty_"))));
  const found: NamedParties = { parties: [], unknown: [] };
  for (const line of lines) {
    const address = parseAddress(line);
    const partyId = ids.has(line) ? line : address && (await findAccount(portal, address))?.partyId;
    if (partyId) found.parties.push(partyId);
    else found.unknown.push(line);
  }
  return { ...found, parties: [...new Set(found.parties)] };
}

/** A party as staff see it: its id, and the masked address of its account; null where it has none or was erased. */
export type ShownParty = { id: string; address: string | null };

/** Parties as staff see them. */
export function showParties({ db, keys, now }: Pick<Portal, "db" | "keys" | "now">, ids: readonly string[]): Promise<ShownParty[]> {
  return Promise.all(ids.map(async (id) => {
    const account = await selectAccount(db, { partyId: id }, now());
    const address = account && (await keys.open(id, "accounts.address", account.addressSealed));
    return { id, address: address && maskAddress(address) };
  }));
}
