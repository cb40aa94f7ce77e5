import { countAttempt, forgetAttemptStep, type Attempt } from "#app/domain/access/attempts.server";
import { findAccount, type Account } from "#app/domain/access/holder.server";
import { mayFetch } from "#app/domain/access/leaving";
import { readLeaving } from "#app/domain/access/leaving.server";
import { commitUnlessStale } from "#app/domain/access/open-link.server";
import { isPassword } from "#app/domain/access/password-hash.server";
import { findRestrictedAccount } from "#app/domain/access/restricted-account.server";
import { parseRoles } from "#app/domain/access/role";
import { endSessionStep, newSession } from "#app/domain/access/session.server";
import { staffSignedIn } from "#app/domain/evidence/entries/audit";
import { newEntry } from "#app/domain/evidence/new-entry";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { updateRows, type NewEntry, type Step } from "#db/commit";
import { hasImportedActs } from "#db/imports";
import type { SignInRow } from "#db/schema/access";

export type SignIn = {
  address: string;
  password: string;
  /** What the client is counted by. */
  client: string;
  /** The session that the browser had before; it ends. */
  formerToken: string | null;
};

export type SignedIn =
  | { outcome: "signed-in"; token: string; account: Account }
  | { outcome: "wrong" }
  /** The password is right, and the person asked to be erased. */
  | { outcome: "restricted"; untilAt: Instant | null }
  /** The password is right, and the person left so long ago that nothing can be fetched any more. */
  | { outcome: "left"; leftAt: Instant }
  | { outcome: "limited"; retryAt: Instant };

/** Opens a session. An unknown address and a wrong password give the same answer after the same work. */
export async function signIn(portal: Portal, { address, password, client, formerToken }: SignIn): Promise<SignedIn> {
  const pair: Attempt = { rule: "sign-in-address-client", subject: `${address} ${client}` };
  const retryAt = await countAttempt(portal, [
    pair,
    { rule: "sign-in-address", subject: address },
    { rule: "sign-in-client", subject: client },
  ]);
  if (retryAt !== null) return { outcome: "limited", retryAt };
  const account = await findAccount(portal, address);
  const restricted = account === null ? await findRestrictedAccount(portal, address) : null;
  if (restricted) return (await isPassword(password, restricted.passwordHash)) ? { outcome: "restricted", untilAt: restricted.untilAt } : { outcome: "wrong" };
  const isRight = await isAccountsPassword(portal, account, password);
  if (account === null || !isRight || (await isLocked(portal, account))) return { outcome: "wrong" };
  const leaving = await readLeaving(portal, account.partyId);
  if (leaving && !mayFetch(leaving, portal.now())) return { outcome: "left", leftAt: leaving.leftAt };
  const { token, steps, signIn: row } = newSession(portal, { accountId: account.id, method: "password" });
  const ended = formerToken === null ? [] : [endSessionStep(formerToken)];
  const isOpened = await commitUnlessStale(portal, [samePasswordStep(account), ...ended, await forgetAttemptStep(portal, pair), ...steps], staffEntries(portal, account, row));
  return isOpened ? { outcome: "signed-in", token, account } : { outcome: "wrong" };
}

/** Sign-ins of staff stand in the ledger too. Where the ledger has stopped they go on without: somebody must see to it. */
export function staffEntries({ ledger }: Pick<Portal, "ledger">, { rolesJson }: Pick<Account, "rolesJson">, row: SignInRow): NewEntry[] {
  if (ledger.fault() || parseRoles(rolesJson).length === 0) return [];
  return [newEntry(ledger.open(), staffSignedIn(row))];
}

/** Acceptances that were brought in are shown to nobody who has not proved that the address is theirs. */
async function isLocked({ db }: Pick<Portal, "db">, { addressConfirmedAt, partyId }: Account): Promise<boolean> {
  return addressConfirmedAt === null && (await hasImportedActs(db, partyId));
}

/** Refuses the commit when the password was changed since it was checked: a reset ends what it came too late for. */
export function samePasswordStep({ id, passwordSealed }: Account): Step {
  return updateRows("accounts", { set: { passwordSealed }, where: { id, passwordSealed }, expect: 1 });
}

/** Whether this is the account's password; without an account, false after the same work. */
export async function isAccountsPassword(
  { keys }: Pick<Portal, "keys">,
  account: Account | null,
  password: string,
): Promise<boolean> {
  const passwordHash = account && (await keys.open(account.partyId, "accounts.password", account.passwordSealed));
  return isPassword(password, passwordHash);
}

/** Ends the session of a token. An unknown one is no matter. */
export async function signOut({ writer }: Pick<Portal, "writer">, token: string): Promise<void> {
  await writer.commit({ steps: [endSessionStep(token)] });
}
