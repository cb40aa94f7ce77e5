import { expect, test } from "vitest";
import { openOperatorLink } from "#app/domain/access/first-operator.server";
import { signIn } from "#app/domain/access/sign-in.server";
import { readViewer } from "#app/http/viewer.server";
import * as account from "#app/routes/account";
import * as accountAddress from "#app/routes/account-address";
import * as operator from "#app/routes/operator";
import * as reset from "#app/routes/reset";
import * as resetLink from "#app/routes/reset-link";
import { openTestBrowser } from "#test/support/exchange";
import { addPerson, mailedToken, PASSWORD, waitingMails, waitingSubjects } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";
import { send, visit } from "#test/support/visit";

const ADDRESS = "li.ming@example.com";
const NEXT = "li.ming@example.org";
const NEW = "a new password";

/** A browser in which a person is signed in. */
async function openSignedIn() {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  const browser = openTestBrowser(portal);
  const person = await addPerson(portal, { name: "李明" });
  browser.cookies.set("concordat", person.token);
  const formToken = (await readViewer(browser.get("/")))?.formToken ?? "";
  const change = (fields: Record<string, string>) => send(browser, account.action, { path: "/account", fields: { formToken, ...fields } });
  return { portal, browser, person, change };
}

test("the account shows what it is, and is for its own person alone", async () => {
  const { portal, browser } = await openSignedIn();
  const { data } = await visit(browser, account.loader, { path: "/account" });
  expect(data).toMatchObject({ name: "李明", part: null, sessionDays: 14, account: { address: ADDRESS, isAddressConfirmed: false, customerKind: "consumer" } });
  expect(await visit(openTestBrowser(portal), account.loader, { path: "/account?change=name" })).toMatchObject({ status: 302, location: "/sign-in?to=%2Faccount%3Fchange%3Dname" });
  expect(await send(openTestBrowser(portal), account.action, { path: "/account", fields: { intent: "name", name: "x" } })).toMatchObject({ status: 302 });
});

test("the name is changed and removed", async () => {
  const { browser, change } = await openSignedIn();
  expect(await change({ intent: "name", name: "  Li   Ming " })).toMatchObject({ status: 303, location: "/account?done=name" });
  expect((await visit(browser, account.loader, { path: "/account" })).data.name).toBe("Li Ming");
  await change({ intent: "name", name: " " });
  expect((await visit(browser, account.loader, { path: "/account" })).data.name).toBeNull();
});

test("the language is kept for pages and mails", async () => {
  const { browser, change } = await openSignedIn();
  expect(await change({ intent: "language", language: "tlh" })).toMatchObject({ status: 422, data: { faults: { language: "Choose a language" } } });
  expect(await change({ intent: "language", language: "zh-CN" })).toMatchObject({ location: "/account?done=language" });
  expect(browser.cookies.get("language")).toBe("zh-CN");
  expect(await readViewer(browser.get("/"))).toMatchObject({ language: "zh-CN" });
});

test("the confirmation is mailed again", async () => {
  const { portal, change } = await openSignedIn();
  expect(await change({ intent: "confirmation" })).toMatchObject({ location: "/account?done=confirmation" });
  expect((await waitingMails(portal)).length).toBe(2);
});

test("an intent that there is not is refused", async () => {
  const { change } = await openSignedIn();
  expect(await change({ intent: "roles", roles: "operator" })).toMatchObject({ status: 400, data: { code: "input-invalid" } });
});

test("the password is changed with the present one; this browser stays signed in", async () => {
  const { portal, browser, person, change } = await openSignedIn();
  expect(await change({ intent: "password", current: "wrong wrong", password: NEW })).toMatchObject({
    status: 422,
    data: { faults: { current: "This is not your current password" }, typed: { intent: "password" } },
  });
  expect(await change({ intent: "password", current: PASSWORD, password: ADDRESS })).toMatchObject({ status: 422, data: { faults: { password: "The password must not be your address" } } });
  expect(await change({ intent: "password", current: PASSWORD, password: NEW })).toMatchObject({ location: "/account?done=password" });
  expect(browser.cookies.get("concordat")).not.toBe(person.token);
  expect(await readViewer(browser.get("/"))).toMatchObject({ accountId: person.accountId });
  expect(await signIn(portal, { address: ADDRESS, password: NEW, client: "c", formerToken: null })).toMatchObject({ outcome: "signed-in" });
});

test("another address is used once its own mail was opened and the button pressed there", async () => {
  const { portal, browser, change } = await openSignedIn();
  expect(await change({ intent: "address", address: ADDRESS, current: PASSWORD })).toMatchObject({ status: 422, data: { faults: { address: expect.any(String) } } });
  expect(await change({ intent: "address", address: NEXT, current: PASSWORD })).toMatchObject({ location: "/account?done=address" });
  const token = await mailedToken(portal, { to: NEXT, page: "account/address" });
  const link = { path: `/account/address/${token}`, params: { token } };
  const elsewhere = openTestBrowser(portal);
  const page = await visit(elsewhere, accountAddress.loader, link);
  expect(page).toMatchObject({ status: 200, data: { address: NEXT } });
  expect(await readViewer(browser.get("/"))).toMatchObject({ address: ADDRESS });
  const fields = { formToken: String(page.data.formToken) };
  expect(await send(elsewhere, accountAddress.action, { ...link, fields })).toMatchObject({ location: "/sign-in?after=moved" });
  expect(await readViewer(browser.get("/"))).toMatchObject({ address: NEXT, isAddressConfirmed: true });
  expect(await visit(elsewhere, accountAddress.loader, link)).toMatchObject({ status: 404, data: { address: null } });
});

test("an address that became another account's meanwhile stays there, and the page says so", async () => {
  const { portal, browser, change } = await openSignedIn();
  await change({ intent: "address", address: NEXT, current: PASSWORD });
  const token = await mailedToken(portal, { to: NEXT, page: "account/address" });
  const link = { path: `/account/address/${token}`, params: { token } };
  await addPerson(portal, { address: NEXT });
  const page = await visit(browser, accountAddress.loader, link);
  const answer = await send(browser, accountAddress.action, { ...link, fields: { formToken: String(page.data.formToken) } });
  expect(answer).toMatchObject({ status: 409, data: { isTaken: true } });
});

test("a forgotten password is replaced by the mailed link, which ends all sessions", async () => {
  const { portal, browser } = await openSignedIn();
  const visitor = openTestBrowser(portal);
  const { data } = await visit(visitor, reset.loader, { path: "/reset" });
  const formToken = String(data.formToken);
  expect(await send(visitor, reset.action, { path: "/reset", fields: { formToken, address: "li" } })).toMatchObject({ status: 422, data: { typed: { address: "li" } } });
  expect(await send(visitor, reset.action, { path: "/reset", fields: { formToken, address: ADDRESS } })).toMatchObject({ status: 303, location: "/reset?sent" });
  const token = await mailedToken(portal, { to: ADDRESS, page: "reset" });
  const link = { path: `/reset/${token}`, params: { token } };
  expect(await visit(visitor, resetLink.loader, link)).toMatchObject({ status: 200, data: { address: ADDRESS } });
  expect(await send(visitor, resetLink.action, { ...link, fields: { formToken, password: "password123" } })).toMatchObject({ status: 422 });
  expect(await send(visitor, resetLink.action, { ...link, fields: { formToken, password: NEW } })).toMatchObject({ location: "/sign-in?after=reset" });
  expect(await readViewer(browser.get("/"))).toBeNull();
  expect(await visit(visitor, resetLink.loader, link)).toMatchObject({ status: 404, data: { address: null } });
});

test("asking for a new password looks the same for an address without an account", async () => {
  const { portal } = await openSignedIn();
  const visitor = openTestBrowser(portal);
  const { data } = await visit(visitor, reset.loader, { path: "/reset" });
  const answers = [];
  for (const address of [ADDRESS, "nobody@example.com"]) {
    answers.push(await send(visitor, reset.action, { path: "/reset", fields: { formToken: String(data.formToken), address } }));
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(await waitingSubjects(portal, "nobody@example.com")).toEqual([]);
});

test("the printed link makes the first operator, signed in; after that it is over", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const browser = openTestBrowser(portal);
  const token = (await openOperatorLink(portal))?.split("/operator/")[1] ?? "";
  const link = { path: `/operator/${token}`, params: { token } };
  const page = await visit(browser, operator.loader, link);
  expect(page).toMatchObject({ status: 200, data: { isUsable: true } });
  const formToken = String(page.data.formToken);
  expect(await send(browser, operator.action, { ...link, fields: { formToken, address: "", password: "" } })).toMatchObject({ status: 422 });
  const fields = { formToken, address: "operator@example.com", password: PASSWORD, name: "" };
  expect(await send(browser, operator.action, { ...link, fields })).toMatchObject({ status: 303, location: "/account" });
  expect(await readViewer(browser.get("/"))).toMatchObject({ roles: ["operator"] });
  expect(await visit(browser, operator.loader, link)).toMatchObject({ status: 404, data: { isUsable: false } });
});
