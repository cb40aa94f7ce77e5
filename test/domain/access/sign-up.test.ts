import { expect, test } from "vitest";
import { signIn } from "#app/domain/access/sign-in.server";
import { signUp } from "#app/domain/access/sign-up.server";
import { addPerson, PASSWORD, signUpOf, waitingMails, waitingSubjects } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const ADDRESS = "li.ming@example.com";

async function countAccounts(portal: TestPortal): Promise<number> {
  return (await portal.db.selectFrom("accounts").select("id").execute()).length;
}

test("signing up makes one account and mails a link to confirm the address", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  expect(await signUp(portal, signUpOf({ name: "李明", customerKind: "business", language: "zh-CN" }))).toEqual({ outcome: "mailed" });
  expect(await portal.db.selectFrom("parties").select(["kind", "customerKind"]).execute()).toEqual([{ kind: "person", customerKind: "business" }]);
  const [mail, ...others] = await waitingMails(portal);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: ADDRESS, subject: "请确认您的电子邮箱", text: expect.stringMatching(/\n\nhttp:\/\/localhost:3000\/confirm\/[\w-]{43}\n\n/) });
});

test("nothing of a person is in the database in clear", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await addPerson(portal, { name: "Li Ming the Reader" });
  const tables = ["parties", "accounts", "sessions", "links", "outbox", "attempts", "signIns"] as const;
  const rows = await Promise.all(tables.map((table) => portal.db.selectFrom(table).selectAll().execute()));
  const text = JSON.stringify(rows);
  expect(rows.every((found) => found.length > 0)).toBe(true);
  for (const secret of ["li.ming", "Reader", "argon2", "/confirm/", "192.0.2.1"]) expect(text).not.toContain(secret);
});

test("an address that has an account gets the same answer, and its holder a mail", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await signUp(portal, signUpOf({ language: "zh-CN" }));
  expect(await signUp(portal, signUpOf({ address: "LI.MING@example.com", password: "another password" }))).toEqual({ outcome: "mailed" });
  expect(await countAccounts(portal)).toBe(1);
  const mails = await waitingMails(portal);
  expect(mails.map(({ subject }) => subject).toSorted()).toEqual(["您已有账户", "请确认您的电子邮箱"].toSorted());
  expect(mails.find(({ subject }) => subject === "您已有账户")?.text).not.toContain("/confirm/");
  const tried = { address: ADDRESS, password: "another password", client: "c", formerToken: null };
  expect(await signIn(portal, tried)).toEqual({ outcome: "wrong" });
});

test("of five sign-ups at once for one address one makes the account", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => signUp(portal, signUpOf())));
  expect(outcomes).toEqual(Array.from({ length: 5 }, () => ({ outcome: "mailed" })));
  expect(await countAccounts(portal)).toBe(1);
  expect((await portal.db.selectFrom("parties").select("id").execute()).length).toBe(1);
  expect(await waitingSubjects(portal)).toEqual(["Confirm your e-mail address", ...Array.from({ length: 4 }, () => "You already have an account")]);
});

test("a sign-up cut short after its claim does not block the address", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const broken = { ...portal, writer: { commit: (commit: Parameters<typeof portal.writer.commit>[0]) => failOnAccount(portal, commit) } };
  await expect(signUp(broken, signUpOf())).rejects.toThrow("power lost");
  expect(await portal.keys.findByAddress(ADDRESS)).not.toBeNull();
  expect(await countAccounts(portal)).toBe(0);
  const person = await addPerson(portal, { client: "192.0.2.7" });
  expect(person.address).toBe(ADDRESS);
  expect(await portal.keys.findByAddress(ADDRESS)).toBe(person.partyId);
});

/** Stands for the machine going down between the key store and the database. */
async function failOnAccount(portal: TestPortal, commit: Parameters<TestPortal["writer"]["commit"]>[0]): Promise<void> {
  if (commit.steps.some(({ table }) => table === "accounts")) throw new Error("power lost");
  return portal.writer.commit(commit);
}

test("the sixth sign-up for one address within an hour is put off, whoever tries", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T10:20:00Z" });
  for (let i = 0; i < 5; i++) await signUp(portal, signUpOf({ client: `192.0.2.${i}` }));
  expect(await signUp(portal, signUpOf({ client: "192.0.2.9" }))).toEqual({ outcome: "limited", retryAt: "2026-03-01T11:00:00.000Z" });
  expect((await waitingMails(portal)).length).toBe(5);
  portal.clock.set("2026-03-01T11:00:00Z");
  expect(await signUp(portal, signUpOf())).toEqual({ outcome: "mailed" });
});

test("sign-up can be closed", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", settings: { SIGN_UP: "no" } });
  expect(await signUp(portal, signUpOf())).toEqual({ outcome: "closed" });
  expect(await portal.keys.findByAddress(ADDRESS)).toBeNull();
});

test("a new account is a reader's and its address unconfirmed", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const person = await addPerson(portal, { password: PASSWORD });
  expect(person).toMatchObject({ roles: [], isAddressConfirmed: false, language: "en", party: { kind: "person", customerKind: "consumer", place: null, products: [] } });
});
