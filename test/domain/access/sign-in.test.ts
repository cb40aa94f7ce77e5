import { expect, test } from "vitest";
import { requestReset, resetPassword } from "#app/domain/access/reset-password.server";
import { readSession } from "#app/domain/access/session.server";
import { signIn, signOut } from "#app/domain/access/sign-in.server";
import { removeEnded } from "#app/domain/access/sweep.server";
import { tokenDigest } from "#app/domain/access/token";
import { addPerson, mailedToken, PASSWORD } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";

const ADDRESS = "li.ming@example.com";
const RIGHT = { address: ADDRESS, password: PASSWORD, client: "192.0.2.1", formerToken: null };

test("each sign-in has a token of its own, of which only the hash is kept, and leaves evidence", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const first = await addPerson(portal);
  const second = await signIn(portal, { ...RIGHT, address: "Li.Ming@Example.com" });
  if (second.outcome !== "signed-in") throw new Error(second.outcome);
  expect(second.token).not.toBe(first.token);
  const kept = (await portal.db.selectFrom("sessions").select("tokenSha256").execute()).map((row) => row.tokenSha256);
  expect(kept.toSorted()).toEqual([tokenDigest(first.token), tokenDigest(second.token)].toSorted());
  const signIns = await portal.db.selectFrom("signIns").selectAll().execute();
  expect(signIns.map(({ accountId, method, happenedAt }) => ({ accountId, method, happenedAt }))).toEqual(
    [1, 2].map(() => ({ accountId: first.accountId, method: "password", happenedAt: "2026-03-01T00:00:00.000Z" })),
  );
});

test("an unknown address and a wrong password get the same answer", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await addPerson(portal);
  expect(await signIn(portal, { ...RIGHT, password: "not the password" })).toEqual({ outcome: "wrong" });
  expect(await signIn(portal, { ...RIGHT, address: "nobody@example.com" })).toEqual({ outcome: "wrong" });
  expect(await signIn(portal, { ...RIGHT, address: "not an address" })).toEqual({ outcome: "wrong" });
});

test("the session that the browser had before ends with the new sign-in", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { token } = await addPerson(portal);
  await signIn(portal, { ...RIGHT, formerToken: token });
  expect(await readSession(portal, token)).toBeNull();
});

test("a session lasts as long as the settings say and is swept away after", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T00:00:00Z", settings: { SESSION_HOURS: "2" } });
  const { token } = await addPerson(portal);
  portal.clock.set("2026-03-01T01:59:59.999Z");
  expect(await readSession(portal, token)).not.toBeNull();
  portal.clock.set("2026-03-01T02:00:00Z");
  expect(await readSession(portal, token)).toBeNull();
  portal.clock.set("2026-03-09T00:00:00Z");
  await removeEnded(portal);
  for (const table of ["sessions", "links", "attempts"] as const) expect(await portal.db.selectFrom(table).selectAll().execute()).toEqual([]);
});

test("reading a session writes nothing", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { token } = await addPerson(portal);
  const before = await portal.db.selectFrom("sessions").selectAll().execute();
  portal.clock.set("2026-03-02");
  await readSession(portal, token);
  expect(await portal.db.selectFrom("sessions").selectAll().execute()).toEqual(before);
});

test("signing out ends the session at once; doing it twice is no matter", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { token } = await addPerson(portal);
  await signOut(portal, token);
  await signOut(portal, token);
  expect(await readSession(portal, token)).toBeNull();
});

test("an erased person has no session", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { token, partyId } = await addPerson(portal);
  await portal.keys.destroyPartyKey(partyId);
  expect(await readSession(portal, token)).toBeNull();
  expect(await signIn(portal, RIGHT)).toEqual({ outcome: "wrong" });
});

test("after ten wrong passwords one client must wait for that address, while the holder elsewhere may sign in", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  await addPerson(portal, { client: "198.51.100.1" });
  const guess = { ...RIGHT, password: "a wrong guess", client: "203.0.113.5" };
  for (let i = 0; i < 10; i++) expect(await signIn(portal, guess)).toEqual({ outcome: "wrong" });
  const limited = { outcome: "limited", retryAt: "2026-03-01T10:15:00.000Z" };
  expect(await signIn(portal, { ...guess, password: PASSWORD })).toEqual(limited);
  expect(await signIn(portal, RIGHT)).toMatchObject({ outcome: "signed-in" });
  portal.clock.set("2026-03-01T10:15:00Z");
  expect(await signIn(portal, { ...guess, password: PASSWORD })).toMatchObject({ outcome: "signed-in" });
});

test("an unknown address is limited just the same", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  const guess = { ...RIGHT, address: "nobody@example.com" };
  for (let i = 0; i < 10; i++) expect(await signIn(portal, guess)).toEqual({ outcome: "wrong" });
  expect(await signIn(portal, guess)).toEqual({ outcome: "limited", retryAt: "2026-03-01T10:15:00.000Z" });
});

test("guesses made all at once are counted one by one", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  const guesses = Array.from({ length: 14 }, () => signIn(portal, RIGHT));
  const outcomes = (await Promise.all(guesses)).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === "wrong").length).toBe(10);
  expect(outcomes.filter((outcome) => outcome === "limited").length).toBe(4);
});

test("a right password clears what was counted against it", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  await addPerson(portal);
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 9; i++) await signIn(portal, { ...RIGHT, password: "a typing error" });
    expect(await signIn(portal, RIGHT)).toMatchObject({ outcome: "signed-in" });
  }
});

test("a sign-in with the former password that comes too late for a reset opens nothing", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await addPerson(portal);
  await requestReset(portal, { address: ADDRESS, client: "c" });
  const token = await mailedToken(portal, { to: ADDRESS, page: "reset" });
  const slow = { ...portal, writer: { commit: async (commit: Parameters<typeof portal.writer.commit>[0]) => {
    const isOpening = commit.steps.some(({ table }) => table === "sessions");
    if (isOpening) await resetPassword(portal, { token, password: "a new password" });
    return portal.writer.commit(commit);
  } } };
  expect(await signIn(slow, RIGHT)).toEqual({ outcome: "wrong" });
  expect(await portal.db.selectFrom("sessions").selectAll().execute()).toEqual([]);
});
