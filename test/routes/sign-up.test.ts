import { expect, test } from "vitest";
import * as confirm from "#app/routes/confirm";
import * as signIn from "#app/routes/sign-in";
import * as signOut from "#app/routes/sign-out";
import * as signUp from "#app/routes/sign-up";
import { readViewer } from "#app/http/viewer.server";
import { newToken } from "#app/domain/access/token";
import { openTestBrowser, type TestBrowser } from "#test/support/exchange";
import { addPerson, mailedToken, PASSWORD, waitingMails } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";
import { send, visit } from "#test/support/visit";

const ADDRESS = "li.ming@example.com";
const FIELDS = { address: ADDRESS, password: PASSWORD, name: "李明", customerKind: "consumer", to: "/me" };

async function open(settings: Record<string, string> = {}) {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z", settings });
  return { portal, browser: openTestBrowser(portal) };
}

async function signUpAs(browser: TestBrowser, changes: Record<string, string> = {}) {
  const page = await visit(browser, signUp.loader, { path: "/sign-up?to=%2Fme" });
  return send(browser, signUp.action, { path: "/sign-up", fields: { formToken: String(page.data.formToken), ...FIELDS, ...changes } });
}

async function signInAs(browser: TestBrowser, changes: Record<string, string> = {}) {
  const page = await visit(browser, signIn.loader, { path: "/sign-in" });
  const fields = { formToken: String(page.data.formToken), address: ADDRESS, password: PASSWORD, to: "/me", ...changes };
  return send(browser, signIn.action, { path: "/sign-in", fields });
}

test("a person signs up, signs in, confirms the address and signs out", async () => {
  const { portal, browser } = await open();
  expect(await signUpAs(browser)).toMatchObject({ status: 303, location: "/sign-up?sent&to=%2Fme" });
  expect((await visit(browser, signUp.loader, { path: "/sign-up?sent&to=%2Fme" })).data).toMatchObject({ state: "sent", to: "/me" });
  expect(await readViewer(browser.get("/"))).toBeNull();
  expect(await signInAs(browser)).toMatchObject({ status: 303, location: "/me" });
  const viewer = await readViewer(browser.get("/"));
  expect(viewer).toMatchObject({ address: ADDRESS, isAddressConfirmed: false, language: "en" });
  const token = await mailedToken(portal, { to: ADDRESS, page: "confirm" });
  const link = { path: `/confirm/${token}`, params: { token } };
  const page = await visit(browser, confirm.loader, link);
  expect(page).toMatchObject({ status: 200, data: { address: ADDRESS } });
  expect(await readViewer(browser.get("/"))).toMatchObject({ isAddressConfirmed: false });
  const sent = await send(browser, confirm.action, { ...link, fields: { formToken: String(page.data.formToken) } });
  expect(sent).toMatchObject({ status: 303, location: "/account?done=confirmed" });
  expect(await readViewer(browser.get("/"))).toMatchObject({ isAddressConfirmed: true });
  const out = await send(browser, signOut.action, { path: "/sign-out", fields: { formToken: viewer?.formToken ?? "" } });
  expect(out).toMatchObject({ status: 303, location: "/" });
  expect(browser.cookies.has("concordat")).toBe(false);
});

test("a form with faults comes back with what was typed, but never the password", async () => {
  const { portal, browser } = await open();
  const answer = await signUpAs(browser, { address: "li.ming@", password: "short", customerKind: "" });
  expect(answer.status).toBe(422);
  expect(answer.data).toEqual({
    faults: {
      address: "Enter an e-mail address like name@example.com",
      password: "The password must have at least 10 characters",
      customerKind: "Say whether you use the service for yourself or for a business",
    },
    typed: { address: "li.ming@", name: "李明", customerKind: "", to: "/me" },
  });
  expect(await waitingMails(portal)).toEqual([]);
});

test.each([
  [{ name: "x".repeat(101) }, "name"],
  [{ name: "Li\u202eMing" }, "name"],
  [{ password: ADDRESS }, "password"],
  [{ customerKind: "operator" }, "customerKind"],
])("%j is refused at its field", async (changes, field) => {
  const { browser } = await open();
  const answer = await signUpAs(browser, changes);
  expect([answer.status, Object.keys(answer.data.faults ?? {})]).toEqual([422, [field]]);
});

test("fields that the form does not have are ignored", async () => {
  const { portal, browser } = await open();
  await signUpAs(browser, { rolesJson: '["operator"]', roles: "operator", partyId: "pty_other" });
  expect(await portal.db.selectFrom("accounts").select("rolesJson").execute()).toEqual([{ rolesJson: "[]" }]);
});

test("the answer is the same, cookies included, whether the address has an account or not", async () => {
  const { portal } = await open();
  await addPerson(portal);
  const answers = [];
  for (const address of [ADDRESS, "new@example.com"]) {
    const browser = openTestBrowser(portal);
    answers.push({ ...(await signUpAs(browser, { address })), cookies: Array.from(browser.cookies.keys()) });
  }
  expect(answers[0]).toEqual(answers[1]);
});

test("where sign-up is closed nobody signs up", async () => {
  const { portal, browser } = await open({ SIGN_UP: "no" });
  expect((await visit(browser, signUp.loader, { path: "/sign-up" })).data.state).toBe("closed");
  expect(await signUpAs(browser)).toMatchObject({ status: 303, location: "/sign-up" });
  expect(await portal.db.selectFrom("accounts").select("id").execute()).toEqual([]);
});

test("an unknown address and a wrong password get the same page", async () => {
  const { portal, browser } = await open();
  await addPerson(portal);
  const wrong = await signInAs(browser, { password: "not the password" });
  const unknown = await signInAs(browser, { address: "nobody@example.com" });
  expect(wrong).toEqual({
    status: 422,
    location: null,
    data: { faults: { form: expect.stringContaining("The address or the password is wrong") }, typed: { address: ADDRESS, to: "/me" } },
  });
  expect(unknown).toEqual({ ...wrong, data: { ...wrong.data, typed: { address: "nobody@example.com", to: "/me" } } });
});

test("too many attempts are put off with the time to wait", async () => {
  const { browser } = await open();
  for (let i = 0; i < 10; i++) await signInAs(browser, { password: "not the password" });
  const answer = await signInAs(browser, { password: "not the password" });
  expect(answer).toMatchObject({ status: 429, data: { faults: { form: expect.stringContaining("15 minutes") } } });
});

test("the address may be typed in full-width characters", async () => {
  const { portal, browser } = await open();
  await addPerson(portal);
  expect(await signInAs(browser, { address: " Ｌｉ．Ｍｉｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ" })).toMatchObject({ location: "/me" });
});

test.each(["https://evil.example/", "//evil.example", "/sign-out", ""])("after sign-in %j is not gone to", async (to) => {
  const { portal, browser } = await open();
  await addPerson(portal);
  expect(await signInAs(browser, { to })).toMatchObject({ status: 303, location: "/" });
});

test("who is signed in already goes straight on", async () => {
  const { portal, browser } = await open();
  await addPerson(portal);
  await signInAs(browser);
  for (const { loader } of [signIn, signUp]) {
    expect(await visit(browser, loader, { path: "/sign-in?to=%2Fconsents" })).toMatchObject({ status: 302, location: "/consents" });
  }
});

test("signing out needs the form of this session; opening the address does nothing", async () => {
  const { portal, browser } = await open();
  await addPerson(portal);
  await signInAs(browser);
  expect((await visit(browser, async () => signOut.loader(), { path: "/sign-out" })).location).toBe("/");
  expect(await send(browser, signOut.action, { path: "/sign-out", fields: {} })).toMatchObject({ status: 403, data: { code: "form-stale" } });
  expect(await readViewer(browser.get("/"))).not.toBeNull();
});

test("who is signed out already is signed out without complaint", async () => {
  const { browser } = await open();
  browser.cookies.set("concordat", "a session that ended");
  expect(await send(browser, signOut.action, { path: "/sign-out", fields: {} })).toMatchObject({ status: 303, location: "/" });
  expect(browser.cookies.has("concordat")).toBe(false);
});

test("every link that cannot be used looks the same", async () => {
  const { portal, browser } = await open();
  await addPerson(portal);
  const used = await mailedToken(portal, { to: ADDRESS, page: "confirm" });
  const page = await visit(browser, confirm.loader, { path: `/confirm/${used}`, params: { token: used } });
  const formToken = String(page.data.formToken);
  const link = { path: `/confirm/${used}`, params: { token: used } };
  expect(await send(browser, confirm.action, { ...link, fields: { formToken } })).toMatchObject({ location: "/sign-in?after=confirmed" });
  const over = await visit(browser, confirm.loader, link);
  const unknown = newToken();
  expect(over).toMatchObject({ status: 404, data: { address: null } });
  expect(await visit(browser, confirm.loader, { path: `/confirm/${unknown}`, params: { token: unknown } })).toEqual(over);
  expect(await send(browser, confirm.action, { ...link, fields: { formToken } })).toMatchObject({ status: 200, data: {} });
});
