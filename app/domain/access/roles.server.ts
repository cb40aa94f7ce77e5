import { readAccount, type Account } from "#app/domain/access/holder.server";
import { parseRoles, ROLES, type Role } from "#app/domain/access/role";
import type { Session } from "#app/domain/access/session.server";
import { isFreshSignIn } from "#app/domain/access/sign-in-again.server";
import { isWritten } from "#app/domain/access/written.server";
import { roleContent } from "#app/domain/evidence/entries/role";
import { newEntry } from "#app/domain/evidence/new-entry";
import { findPrevious } from "#app/domain/evidence/publication-entries.server";
import { newId } from "#app/domain/ids";
import type { Portal } from "#app/portal.server";
import { hasOtherOperator, selectLastRoleChange } from "#db/access";
import { insertRow, updateRows, type NewEntry, type Step } from "#db/commit";

type Access = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "settings" | "now">;

type Actor = Pick<Session, "accountId" | "roles" | "signInId">;

export type RolesChange = {
  accountId: string;
  grant: readonly Role[];
  revoke: readonly Role[];
  /** Why, for the record. */
  reason: string;
};

export type RolesChanged =
  | { outcome: "changed" | "unchanged" }
  | { outcome: "not-operator" | "sign-in-stale" | "reason-missing" | "account-unknown" | "address-unconfirmed" | "last-operator" };

/** So many lost races in one moment are a bug. */
const MOST_RACES = 20;

/** Gives an account a role. As changeRoles. */
export function grantRole(access: Access, actor: Actor, { role, ...rest }: { accountId: string; role: Role; reason: string }): Promise<RolesChanged> {
  return changeRoles(access, actor, { ...rest, grant: [role], revoke: [] });
}

/** Takes a role from an account. As changeRoles. */
export function revokeRole(access: Access, actor: Actor, { role, ...rest }: { accountId: string; role: Role; reason: string }): Promise<RolesChanged> {
  return changeRoles(access, actor, { ...rest, grant: [], revoke: [role] });
}

/**
 * Gives and takes roles in one commit, each recorded with its reason. The last operator stays one, and a role is given only
 * to an address that was confirmed, else whoever signed up with another's address would get it. The actor is an operator
 * whose sign-in is fresh.
 */
export async function changeRoles(access: Access, actor: Actor, change: RolesChange): Promise<RolesChanged> {
  if (!actor.roles.includes("operator")) return { outcome: "not-operator" };
  if (!(await isFreshSignIn(access, actor.signInId))) return { outcome: "sign-in-stale" };
  if (change.reason.trim() === "") return { outcome: "reason-missing" };
  for (let race = 0; race < MOST_RACES; race++) {
    const planned = await planChange(access, actor, change);
    if (!("steps" in planned)) return planned;
    if (await isWritten(access, planned.steps, planned.entries)) return { outcome: "changed" };
  }
  throw new Error("the roles changed at each attempt to change them");
}

type Planned = { steps: Step[]; entries: NewEntry[] } | Exclude<RolesChanged, { outcome: "changed" }>;

async function planChange(access: Access, actor: Actor, change: RolesChange): Promise<Planned> {
  const account = await readAccount(access, change.accountId);
  if (account === null) return { outcome: "account-unknown" };
  const roles = parseRoles(account.rolesJson);
  const granted = ROLES.filter((role) => change.grant.includes(role) && !roles.includes(role));
  const revoked = ROLES.filter((role) => change.revoke.includes(role) && roles.includes(role));
  if (granted.length + revoked.length === 0) return { outcome: "unchanged" };
  if (granted.length > 0 && account.addressConfirmedAt === null) return { outcome: "address-unconfirmed" };
  const recorded = await Promise.all([
    ...granted.map((role) => recordChange(access, actor, { ...change, act: "granted", role })),
    ...revoked.map((role) => recordChange(access, actor, { ...change, act: "revoked", role })),
  ]);
  // Read after the change that this one would follow, so that of two operators who drop each other only one commits.
  if (revoked.includes("operator") && !(await hasOtherOperator(access.db, account.id))) return { outcome: "last-operator" };
  const kept = roles.filter((role) => !revoked.includes(role));
  const steps = [rolesStep(account, [...kept, ...granted]), ...recorded.map(({ step }) => step)];
  return { steps, entries: recorded.map(({ entry }) => entry) };
}

function rolesStep({ id, rolesJson }: Account, roles: readonly Role[]): Step {
  const next = JSON.stringify(ROLES.filter((role) => roles.includes(role)));
  return updateRows("accounts", { set: { rolesJson: next }, where: { id, rolesJson, closedAt: null }, expect: 1 });
}

type Recorded = { accountId: string; act: "granted" | "revoked"; role: Role; reason: string };

async function recordChange(access: Access, actor: Actor, { accountId, act, role, reason }: Recorded): Promise<{ step: Step; entry: NewEntry }> {
  const { db, ledger } = access;
  const at = access.now();
  const followsId = (await selectLastRoleChange(db, role)) ?? "";
  const by = { actorId: actor.accountId, signInId: actor.signInId, reason: reason.trim() };
  const row = { id: newId("rol", at), accountId, act, role, followsId, ...by, happenedAt: at, recordedAt: at };
  const entry = newEntry(ledger.open(), roleContent(row, await findPrevious({ db, ledger }, followsId)));
  return { step: insertRow("roleChanges", row), entry };
}
