import { isSameAddress } from "#app/domain/access/address";
import { isLanguage, type Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { hasParty, selectAccount, type AccountFound } from "#db/access";

export type Account = Omit<NonNullable<AccountFound>, "language"> & { address: string; language: Language };

/**
 * Who holds an address by the key store: a party with an account of that address; a party without an account yet (a
 * sign-up under way or cut short), whose place the next sign-up takes; or a leftover, which may be handed on: the account
 * has another address by now and no change is under way that may have claimed this one.
 */
export type Holder =
  | { kind: "account"; account: Account }
  | { kind: "changing"; account: Account }
  | { kind: "party"; partyId: string }
  /** A party without an account, of which acceptances were brought in; a sign-up with the address takes it over. */
  | { kind: "imported"; partyId: string }
  | { kind: "leftover"; partyId: string };

type Reading = Pick<Portal, "db" | "keys" | "settings" | "now">;

/** The holder of an address; null when nobody has claimed it. */
export async function findHolder(portal: Reading, address: string): Promise<Holder | null> {
  const partyId = await portal.keys.findByAddress(address);
  if (partyId === null) return null;
  const row = await selectAccount(portal.db, { partyId }, portal.now());
  if (row === null) return { kind: (await hasParty(portal.db, partyId)) ? "imported" : "party", partyId };
  const account = await openAccount(portal, row);
  if (account === null) return { kind: "leftover", partyId };
  if (isSameAddress(account.address, address)) return { kind: "account", account };
  return (row.openChanges ?? 0) > 0 ? { kind: "changing", account } : { kind: "leftover", partyId };
}

/** The open account of an address; null when there is none. */
export async function findAccount(portal: Reading, address: string): Promise<Account | null> {
  const holder = await findHolder(portal, address);
  return holder?.kind === "account" && holder.account.closedAt === null ? holder.account : null;
}

/** The open account with this id; null when there is none or its person was erased. */
export async function readAccount(portal: Reading, id: string): Promise<Account | null> {
  const row = await selectAccount(portal.db, { id }, portal.now());
  return row === null || row.closedAt !== null ? null : openAccount(portal, row);
}

async function openAccount({ keys, settings }: Reading, row: NonNullable<AccountFound>): Promise<Account | null> {
  const address = await keys.open(row.partyId, "accounts.address", row.addressSealed);
  const language = isLanguage(row.language) ? row.language : settings.defaultLanguage;
  return address === null ? null : { ...row, address, language };
}
