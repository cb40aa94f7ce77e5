import { expect, test } from "vitest";
import { confirmAddress } from "#app/domain/access/confirm-address.server";
import { findAccountByAddress, listAccounts, listRoleChanges } from "#app/domain/access/accounts.server";
import type { Role } from "#app/domain/access/role";
import { changeRoles, grantRole, revokeRole } from "#app/domain/access/roles.server";
import { readSession } from "#app/domain/access/session.server";
import { signInAgain } from "#app/domain/access/sign-in-again.server";
import { selectLastRoleChange } from "#db/access";
import { updateRows } from "#db/commit";
import { addPerson, mailedToken, PASSWORD } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const REASON = "joined the legal team";

async function addConfirmed(portal: TestPortal, address: string, roles: Role[] = []) {
  const person = await addPerson(portal, { address });
  await confirmAddress(portal, await mailedToken(portal, { to: address, page: "confirm" }));
  await portal.writer.commit({ steps: [updateRows("accounts", { set: { rolesJson: JSON.stringify(roles) }, where: { id: person.accountId } })] });
  return { ...person, roles };
}

async function open() {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  const operator = await addConfirmed(portal, "operator@example.com", ["operator"]);
  const person = await addConfirmed(portal, "li.ming@example.com");
  return { portal, operator, person };
}

function rolesOf(portal: TestPortal, token: string) {
  return readSession(portal, token).then((session) => session?.roles);
}

test("an operator gives a role, which counts at once and is recorded with its reason", async () => {
  const { portal, operator, person } = await open();
  expect(await grantRole(portal, operator, { accountId: person.accountId, role: "editor", reason: ` ${REASON} ` })).toEqual({ outcome: "changed" });
  expect(await rolesOf(portal, person.token)).toEqual(["editor"]);
  expect(await listRoleChanges(portal, person.accountId)).toMatchObject([
    { act: "granted", role: "editor", of: "l***@example.com", by: "o***@example.com", reason: REASON, happenedAt: "2026-03-01T10:00:00.000Z" },
  ]);
});

test("several roles change in one commit, and what is so already changes nothing", async () => {
  const { portal, operator, person } = await open();
  const change = { accountId: person.accountId, grant: ["approver", "editor"], revoke: ["auditor"], reason: REASON } as const;
  expect(await changeRoles(portal, operator, change)).toEqual({ outcome: "changed" });
  expect(await changeRoles(portal, operator, change)).toEqual({ outcome: "unchanged" });
  expect(await revokeRole(portal, operator, { accountId: person.accountId, role: "editor", reason: "left" })).toEqual({ outcome: "changed" });
  expect(await rolesOf(portal, person.token)).toEqual(["approver"]);
  expect((await listRoleChanges(portal, null)).map(({ act, role }) => `${act} ${role}`).toSorted()).toEqual(["granted approver", "granted editor", "revoked editor"]);
});

test("only an operator who signed in freshly changes roles, and not without a reason", async () => {
  const { portal, operator, person } = await open();
  const change = { accountId: person.accountId, role: "editor", reason: REASON } as const;
  expect(await grantRole(portal, person, change)).toEqual({ outcome: "not-operator" });
  expect(await grantRole(portal, operator, { ...change, reason: " \n" })).toEqual({ outcome: "reason-missing" });
  expect(await grantRole(portal, operator, { ...change, accountId: "usr_none" })).toEqual({ outcome: "account-unknown" });
  portal.clock.set("2026-03-01T10:15:00.000Z");
  expect(await grantRole(portal, operator, change)).toEqual({ outcome: "changed" });
  portal.clock.set("2026-03-01T10:15:00.001Z");
  expect(await revokeRole(portal, operator, change)).toEqual({ outcome: "sign-in-stale" });
  const again = await signInAgain(portal, { ...operator, formerToken: operator.token }, PASSWORD);
  if (again.outcome !== "signed-in") throw new Error(again.outcome);
  expect(await readSession(portal, operator.token)).toBeNull();
  const fresh = await readSession(portal, again.token);
  if (fresh === null) throw new Error("no session");
  expect(await revokeRole(portal, fresh, change)).toEqual({ outcome: "changed" });
});

test("a role is given only to an address that was confirmed", async () => {
  const { portal, operator } = await open();
  const person = await addPerson(portal, { address: "stranger@example.com" });
  expect(await grantRole(portal, operator, { accountId: person.accountId, role: "approver", reason: REASON })).toEqual({ outcome: "address-unconfirmed" });
});

test("the last operator stays one", async () => {
  const { portal, operator, person } = await open();
  const own = { accountId: operator.accountId, role: "operator", reason: "handing over" } as const;
  expect(await revokeRole(portal, operator, own)).toEqual({ outcome: "last-operator" });
  await grantRole(portal, operator, { ...own, accountId: person.accountId });
  expect(await revokeRole(portal, operator, own)).toEqual({ outcome: "changed" });
});

test("of two operators who drop each other at once one stays", async () => {
  const { portal, operator } = await open();
  const other = await addConfirmed(portal, "second@example.com", ["operator"]);
  const outcomes = await Promise.all([
    revokeRole(portal, operator, { accountId: other.accountId, role: "operator", reason: "x" }),
    revokeRole(portal, other, { accountId: operator.accountId, role: "operator", reason: "x" }),
  ]);
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["changed", "last-operator"]);
});

test("changes of one role form a chain, however many come at once", async () => {
  const { portal, operator } = await open();
  const people = [];
  for (const name of ["a", "b", "c", "d"]) people.push(await addConfirmed(portal, `${name}@example.com`));
  const outcomes = await Promise.all(people.map(({ accountId }) => grantRole(portal, operator, { accountId, role: "editor", reason: REASON })));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["changed", "changed", "changed", "changed"]);
  const rows = await portal.db.selectFrom("roleChanges").select(["id", "followsId"]).execute();
  const last = await selectLastRoleChange(portal.db, "editor");
  expect(rows.map(({ id }) => id).filter((id) => !rows.some(({ followsId }) => followsId === id))).toEqual([last]);
});

test("accounts are listed newest first, page by page, and told in full only when searched for", async () => {
  const { portal } = await open();
  const { accounts, next } = await listAccounts(portal, { whose: "everyone", before: null });
  expect(accounts.map(({ address }) => address).toSorted()).toEqual(["l***@example.com", "o***@example.com"]);
  expect(next).toBeNull();
  expect((await listAccounts(portal, { whose: "staff", before: null })).accounts).toMatchObject([{ address: "o***@example.com", roles: ["operator"], isAddressConfirmed: true }]);
  expect(await findAccountByAddress(portal, "LI.MING@example.com")).toMatchObject({ address: "li.ming@example.com", roles: [] });
  expect(await findAccountByAddress(portal, "li@example.com")).toBeNull();
});

test("an erased person is listed without an address", async () => {
  const { portal, person } = await open();
  await portal.keys.destroyPartyKey(person.partyId);
  const { accounts } = await listAccounts(portal, { whose: "everyone", before: null });
  expect(accounts.find(({ id }) => id === person.accountId)).toMatchObject({ address: null });
});
