import { maskAddress } from "#app/domain/access/address";
import { isLanguage, type Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { findSubject } from "#db/erasure/erasure";

/** Where the account of a party is reached. */
export type OpenAccount = { accountId: string; address: string; language: Language };

/** The open account of a party; null where there is none, or it is restricted or erased. */
export async function openAccountOf({ db, keys, settings }: Pick<Portal, "db" | "keys" | "settings">, partyId: string): Promise<OpenAccount | null> {
  const subject = await findSubject(db, partyId);
  if (!subject?.accountId || subject.addressSealed === null || subject.closedAt !== null) return null;
  const address = await keys.open(partyId, "accounts.address", subject.addressSealed);
  if (address === null) return null;
  return { accountId: subject.accountId, address, language: isLanguage(subject.language) ? subject.language : settings.defaultLanguage };
}

/** The address of a party as staff see it; null where nobody may. */
export async function maskedAddressOf(portal: Pick<Portal, "db" | "keys" | "settings">, partyId: string): Promise<string | null> {
  const account = await openAccountOf(portal, partyId);
  return account && maskAddress(account.address);
}
