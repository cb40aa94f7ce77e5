import { maskedAddressOf } from "#app/domain/evidence/erasure/subject.server";
import type { Portal } from "#app/portal.server";
import { findPartyOfAccount } from "#db/erasure/erasure";

/** What somebody who works here is called in a list: the masked address of the account, or its id where nobody may see one. */
export async function staffName(portal: Pick<Portal, "db" | "keys" | "settings">, accountId: string): Promise<string> {
  const partyId = await findPartyOfAccount(portal.db, accountId);
  return (partyId === null ? null : await maskedAddressOf(portal, partyId)) ?? accountId;
}
