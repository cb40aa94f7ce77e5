import { expect, test } from "vitest";
import { confirmAddressChange, requestAddressChange } from "#app/domain/access/change-address.server";
import { confirmAddress } from "#app/domain/access/confirm-address.server";
import { requestReset, resetPassword } from "#app/domain/access/reset-password.server";
import { readSession } from "#app/domain/access/session.server";
import { signIn } from "#app/domain/access/sign-in.server";
import { signUp } from "#app/domain/access/sign-up.server";
import type { Portal } from "#app/portal.server";
import { addPerson, mailedToken, PASSWORD, signUpOf, waitingMails, waitingSubjects } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";

const OLD = "li.ming@example.com";
const NEW = "li.ming@example.org";
const PAGE = "account/address";

function tryToSignIn(portal: Portal, address: string) {
  return signIn(portal, { address, password: PASSWORD, client: "192.0.2.1", formerToken: null });
}

async function ask(portal: Portal, accountId: string, address = NEW): Promise<string> {
  await requestAddressChange(portal, accountId, { address, password: PASSWORD });
  return mailedToken(portal, { to: address, page: PAGE });
}

test("asking for another address tells both and changes nothing yet", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { accountId, token } = await addPerson(portal);
  expect(await requestAddressChange(portal, accountId, { address: NEW, password: PASSWORD })).toEqual({ outcome: "mailed" });
  expect(await waitingSubjects(portal, NEW)).toEqual(["Confirm your new e-mail address"]);
  const told = (await waitingMails(portal, OLD)).find(({ subject }) => subject === "A change of your e-mail address was asked for");
  expect(told?.text).toContain(NEW);
  expect(told?.text).not.toContain(PAGE);
  expect(await readSession(portal, token)).toMatchObject({ address: OLD });
});

test("the new address is confirmed by its link, and the look-up moves over", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const person = await addPerson(portal);
  const token = await ask(portal, person.accountId);
  expect(await confirmAddressChange(portal, token)).toEqual({ outcome: "changed" });
  expect(await readSession(portal, person.token)).toMatchObject({ address: NEW, isAddressConfirmed: true });
  expect(await portal.keys.findByAddress(OLD)).toBeNull();
  expect(await tryToSignIn(portal, OLD)).toEqual({ outcome: "wrong" });
  expect(await tryToSignIn(portal, NEW)).toMatchObject({ outcome: "signed-in" });
  const told = (await waitingMails(portal)).filter(({ subject }) => subject === "Your e-mail address was changed");
  expect(told.map(({ to }) => to).toSorted()).toEqual([OLD, NEW]);
  expect(await confirmAddressChange(portal, token)).toEqual({ outcome: "link-over" });
});

test("the present password is asked for, and the present address is no change", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { accountId } = await addPerson(portal);
  expect(await requestAddressChange(portal, accountId, { address: NEW, password: "wrong wrong" })).toEqual({ outcome: "wrong" });
  expect(await requestAddressChange(portal, accountId, { address: OLD.toUpperCase(), password: PASSWORD })).toEqual({ outcome: "same" });
  expect(await waitingMails(portal, NEW)).toEqual([]);
});

test("an address of another account gets the same answer; its holder is told, and no link is made", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { accountId } = await addPerson(portal);
  await addPerson(portal, { address: NEW });
  expect(await requestAddressChange(portal, accountId, { address: NEW, password: PASSWORD })).toEqual({ outcome: "mailed" });
  expect(await waitingSubjects(portal, NEW)).toEqual(["Confirm your e-mail address", "You already have an account"]);
  expect(await portal.db.selectFrom("links").where("purpose", "=", "change").selectAll().execute()).toEqual([]);
});

test("an address that got an account meanwhile is not taken over", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { accountId } = await addPerson(portal);
  const token = await ask(portal, accountId);
  const other = await addPerson(portal, { address: NEW });
  expect(await confirmAddressChange(portal, token)).toEqual({ outcome: "taken" });
  expect(await portal.keys.findByAddress(NEW)).toBe(other.partyId);
  expect(await tryToSignIn(portal, OLD)).toMatchObject({ outcome: "signed-in" });
});

test("of two accounts that move to one address at once one gets it", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const [one, two] = [await addPerson(portal), await addPerson(portal, { address: "wang@example.com" })];
  const tokens = [await ask(portal, one.accountId), await ask(portal, two.accountId)];
  const outcomes = (await Promise.all(tokens.map((token) => confirmAddressChange(portal, token)))).map(({ outcome }) => outcome);
  expect(outcomes.toSorted()).toEqual(["changed", "taken"]);
  const addresses = await Promise.all([one, two].map(async ({ token }) => (await readSession(portal, token))?.address));
  expect(addresses.filter((address) => address === NEW).length).toBe(1);
});

test("an address claimed by a sign-up that was cut short is handed over", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const person = await addPerson(portal);
  await portal.keys.createPartyKey("pty_never_came_to_be");
  await portal.keys.claimAddress(NEW, "pty_never_came_to_be");
  expect(await confirmAddressChange(portal, await ask(portal, person.accountId))).toEqual({ outcome: "changed" });
  expect(await portal.keys.findByAddress(NEW)).toBe(person.partyId);
});

test("a former address whose claim outlived the change is free for a new account", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const mover = await addPerson(portal);
  const cut = { ...portal, keys: { ...portal.keys, releaseAddress: () => Promise.reject(new Error("power lost")) } };
  await expect(confirmAddressChange(cut, await ask(portal, mover.accountId))).rejects.toThrow("power lost");
  expect(await tryToSignIn(portal, OLD)).toEqual({ outcome: "wrong" });
  const other = await addPerson(portal, { address: OLD });
  expect(other.partyId).not.toBe(mover.partyId);
  expect(await readSession(portal, mover.token)).toMatchObject({ address: NEW });
});

test("a sign-up for an address that is just being moved to does not take it from the mover", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const mover = await addPerson(portal);
  const token = await ask(portal, mover.accountId);
  const slow = { ...portal, writer: { commit: async (commit: Parameters<Portal["writer"]["commit"]>[0]) => {
    await signUp(portal, signUpOf({ address: NEW }));
    return portal.writer.commit(commit);
  } } };
  expect(await confirmAddressChange(slow, token)).toEqual({ outcome: "changed" });
  expect(await portal.keys.findByAddress(NEW)).toBe(mover.partyId);
  expect((await portal.db.selectFrom("accounts").select("id").execute()).length).toBe(1);
});

test("links mailed to the former address end with the change", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { accountId } = await addPerson(portal);
  const confirm = await mailedToken(portal, { to: OLD, page: "confirm" });
  await requestReset(portal, { address: OLD, client: "c" });
  const reset = await mailedToken(portal, { to: OLD, page: "reset" });
  await confirmAddressChange(portal, await ask(portal, accountId));
  expect(await confirmAddress(portal, confirm)).toBe(false);
  expect(await resetPassword(portal, { token: reset, password: "a new password" })).toBe(false);
});

test("a new password stops a change that is under way", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { accountId } = await addPerson(portal);
  const change = await ask(portal, accountId);
  await requestReset(portal, { address: OLD, client: "c" });
  await resetPassword(portal, { token: await mailedToken(portal, { to: OLD, page: "reset" }), password: "a new password" });
  expect(await confirmAddressChange(portal, change)).toEqual({ outcome: "link-over" });
});

test("a later wish replaces the earlier one", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { accountId } = await addPerson(portal);
  const first = await ask(portal, accountId);
  const second = await ask(portal, accountId, "li@example.net");
  expect(await confirmAddressChange(portal, first)).toEqual({ outcome: "link-over" });
  expect(await confirmAddressChange(portal, second)).toEqual({ outcome: "changed" });
});
