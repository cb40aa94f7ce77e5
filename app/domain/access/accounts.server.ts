import { isSameAddress, maskAddress } from "#app/domain/access/address";
import { findAccount, readAccount } from "#app/domain/access/holder.server";
import { parseRoles, type Role } from "#app/domain/access/role";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { selectAccounts, selectAddresses, selectRoleChanges, type AccountsAsked } from "#db/access";

type Reading = Pick<Portal, "db" | "keys" | "settings" | "now">;

/** An account as staff see it. The address is masked unless it was searched for as a whole; null once its person is erased. */
export type ListedAccount = {
  id: string;
  address: string | null;
  roles: Role[];
  isAddressConfirmed: boolean;
  isClosed: boolean;
  createdAt: Instant;
};

const PAGE = 50;

/** A page of accounts with masked addresses, the newest first; `next` is what to ask the following page with. */
export async function listAccounts(
  { db, keys }: Pick<Portal, "db" | "keys">,
  { whose, before }: Omit<AccountsAsked, "limit">,
): Promise<{ accounts: ListedAccount[]; next: string | null }> {
  const rows = await selectAccounts(db, { whose, before, limit: PAGE + 1 });
  const accounts = await Promise.all(
    rows.slice(0, PAGE).map(async (row) => ({ ...listed(row), address: masked(await keys.open(row.partyId, "accounts.address", row.addressSealed)) })),
  );
  return { accounts, next: rows.length > PAGE ? (accounts.at(-1)?.id ?? null) : null };
}

/** The open account of exactly this address, told in full; null when there is none. */
export async function findAccountByAddress(portal: Reading, address: string): Promise<ListedAccount | null> {
  const account = await findAccount(portal, address);
  return account && isSameAddress(account.address, address) ? { ...listed(account), address: account.address } : null;
}

/** The open account with this id, its address masked; null when there is none. */
export async function readListedAccount(portal: Reading, id: string): Promise<ListedAccount | null> {
  const account = await readAccount(portal, id);
  return account && { ...listed(account), address: maskAddress(account.address) };
}

/** A role given or taken, with the masked addresses of both; null for an erased person. */
export type RoleChange = {
  id: string;
  act: "granted" | "revoked";
  role: string;
  of: string | null;
  by: string | null;
  reason: string;
  happenedAt: Instant;
};

/** The latest changes of roles, the newest first: of one account, or of all when it is null. */
export async function listRoleChanges({ db, keys }: Pick<Portal, "db" | "keys">, accountId: string | null): Promise<RoleChange[]> {
  const rows = await selectRoleChanges(db, { accountId, limit: PAGE });
  const ids = new Set(rows.flatMap((row) => [row.accountId, row.actorId]));
  const found = await selectAddresses(db, Array.from(ids));
  const opened = await Promise.all(found.map(async (row) => [row.id, masked(await keys.open(row.partyId, "accounts.address", row.addressSealed))] as const));
  const addresses = new Map(opened);
  return rows.map(({ id, act, role, reason, happenedAt, ...row }) => {
    return { id, act, role, reason, happenedAt, of: addresses.get(row.accountId) ?? null, by: addresses.get(row.actorId) ?? null };
  });
}

type Row = { id: string; rolesJson: string; addressConfirmedAt: Instant | null; closedAt: Instant | null; createdAt: Instant };

function listed({ id, rolesJson, addressConfirmedAt, closedAt, createdAt }: Row): Omit<ListedAccount, "address"> {
  return { id, roles: parseRoles(rolesJson), isAddressConfirmed: addressConfirmedAt !== null, isClosed: closedAt !== null, createdAt };
}

function masked(address: string | null): string | null {
  return address && maskAddress(address);
}
