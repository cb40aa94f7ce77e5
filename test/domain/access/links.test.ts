import { expect, test } from "vitest";
import { changePassword } from "#app/domain/access/change-password.server";
import { confirmAddress, sendConfirmation } from "#app/domain/access/confirm-address.server";
import { readLink } from "#app/domain/access/open-link.server";
import { requestReset, resetPassword } from "#app/domain/access/reset-password.server";
import { readSession } from "#app/domain/access/session.server";
import { signIn } from "#app/domain/access/sign-in.server";
import { newToken } from "#app/domain/access/token";
import { addPerson, mailedToken, PASSWORD, waitingMails, waitingSubjects } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";

const ADDRESS = "li.ming@example.com";
const RIGHT = { address: ADDRESS, password: PASSWORD, client: "192.0.2.1", formerToken: null };
const NEW = "a new password";

test("an address is confirmed by the link that was mailed to it, once", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { token: session } = await addPerson(portal);
  const token = await mailedToken(portal, { to: ADDRESS, page: "confirm" });
  portal.clock.set("2026-03-02");
  expect(await confirmAddress(portal, token)).toBe(true);
  expect(await readSession(portal, session)).toMatchObject({ isAddressConfirmed: true });
  expect(await confirmAddress(portal, token)).toBe(false);
});

test("of two uses of a link at once one counts", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await addPerson(portal);
  const token = await mailedToken(portal, { to: ADDRESS, page: "confirm" });
  const outcomes = await Promise.all([confirmAddress(portal, token), confirmAddress(portal, token)]);
  expect(outcomes.toSorted()).toEqual([false, true]);
});

test("unknown, used and expired links and those for something else look the same", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await addPerson(portal);
  const used = await mailedToken(portal, { to: ADDRESS, page: "confirm" });
  await confirmAddress(portal, used);
  await requestReset(portal, { address: ADDRESS, client: "c" });
  const reset = await mailedToken(portal, { to: ADDRESS, page: "reset" });
  const links = [[used, "confirm"], [newToken(), "confirm"], ["", "confirm"], [reset, "confirm"]] as const;
  for (const [token, purpose] of links) expect(await readLink(portal, { purpose, token })).toBeNull();
  expect(await readLink(portal, { purpose: "reset", token: reset })).not.toBeNull();
  portal.clock.set("2026-03-01T01:00:00Z");
  expect(await readLink(portal, { purpose: "reset", token: reset })).toBeNull();
  expect(await resetPassword(portal, { token: reset, password: NEW })).toBe(false);
});

test("the confirmation can be mailed again, a few times an hour, until the address is confirmed", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  const { accountId } = await addPerson(portal);
  for (let i = 0; i < 5; i++) expect(await sendConfirmation(portal, accountId)).toEqual({ outcome: "mailed" });
  expect(await sendConfirmation(portal, accountId)).toEqual({ outcome: "limited", retryAt: "2026-03-01T11:00:00.000Z" });
  await confirmAddress(portal, await mailedToken(portal, { to: ADDRESS, page: "confirm" }));
  expect(await sendConfirmation(portal, accountId)).toEqual({ outcome: "confirmed" });
});

test("a reset sets a new password, ends all sessions and links, and tells the address", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { token: session } = await addPerson(portal);
  await requestReset(portal, { address: ADDRESS, client: "c" });
  await requestReset(portal, { address: ADDRESS, client: "c" });
  const token = await mailedToken(portal, { to: ADDRESS, page: "reset" });
  expect(await resetPassword(portal, { token, password: NEW })).toBe(true);
  expect(await readSession(portal, session)).toBeNull();
  expect(await portal.db.selectFrom("links").selectAll().execute()).toEqual([]);
  expect(await signIn(portal, RIGHT)).toEqual({ outcome: "wrong" });
  expect(await signIn(portal, { ...RIGHT, password: NEW })).toMatchObject({ outcome: "signed-in" });
  expect(await waitingSubjects(portal)).toContain("Your password was changed");
});

test("whoever has the mail of a reset has the address: it counts as confirmed", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await addPerson(portal);
  await requestReset(portal, { address: ADDRESS, client: "c" });
  await resetPassword(portal, { token: await mailedToken(portal, { to: ADDRESS, page: "reset" }), password: NEW });
  const account = await portal.db.selectFrom("accounts").select("addressConfirmedAt").executeTakeFirstOrThrow();
  expect(account.addressConfirmedAt).toBe("2026-03-01T00:00:00.000Z");
});

test("a reset for an unknown address gives the same answer, writes as much, and mails nobody", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  expect(await requestReset(portal, { address: "nobody@example.com", client: "c" })).toEqual({ outcome: "mailed" });
  expect(await waitingMails(portal)).toEqual([]);
  expect((await portal.db.selectFrom("links").selectAll().execute()).map(({ accountId }) => accountId)).toEqual([null]);
});

test("changing the password needs the present one, ends the other sessions, and the person stays signed in anew", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const here = await addPerson(portal);
  const elsewhere = await signIn(portal, RIGHT);
  if (elsewhere.outcome !== "signed-in") throw new Error(elsewhere.outcome);
  expect(await changePassword(portal, here, { current: "wrong wrong", password: NEW })).toEqual({ outcome: "wrong" });
  const changed = await changePassword(portal, here, { current: PASSWORD, password: NEW });
  if (changed.outcome !== "changed") throw new Error(changed.outcome);
  expect(await readSession(portal, here.token)).toBeNull();
  expect(await readSession(portal, elsewhere.token)).toBeNull();
  expect(await readSession(portal, changed.token)).toMatchObject({ accountId: here.accountId, signInId: here.signInId });
});

test("of two changes of the password at once one is made", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const person = await addPerson(portal);
  const change = (password: string) => changePassword(portal, person, { current: PASSWORD, password });
  const outcomes = (await Promise.all([change("one new password"), change("two new passwords")])).map(({ outcome }) => outcome);
  expect(outcomes.toSorted()).toEqual(["changed", "wrong"]);
});

test("guessing the present password from an open session is limited", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  const person = await addPerson(portal);
  for (let i = 0; i < 10; i++) await changePassword(portal, person, { current: "wrong wrong", password: NEW });
  const outcome = await changePassword(portal, person, { current: PASSWORD, password: NEW });
  expect(outcome).toEqual({ outcome: "limited", retryAt: "2026-03-01T10:15:00.000Z" });
});
