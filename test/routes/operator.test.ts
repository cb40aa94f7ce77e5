import { expect, test } from "vitest";
import { confirmAddress } from "#app/domain/access/confirm-address.server";
import type { Role } from "#app/domain/access/role";
import { readViewer } from "#app/http/viewer.server";
import * as accountRoles from "#app/routes/account-roles";
import * as accounts from "#app/routes/accounts";
import * as signInAgain from "#app/routes/sign-in-again";
import { updateRows } from "#db/commit";
import { openTestBrowser, type TestBrowser } from "#test/support/exchange";
import { addPerson, mailedToken, PASSWORD } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { send, visit } from "#test/support/visit";

const START = "2026-03-01T10:00:00Z";

/** A browser in which a person with these roles is signed in. */
async function openAs(portal: TestPortal, address: string, roles: Role[]) {
  const person = await addPerson(portal, { address });
  await portal.writer.commit({ steps: [updateRows("accounts", { set: { rolesJson: JSON.stringify(roles) }, where: { id: person.accountId } })] });
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", person.token);
  return { browser, person };
}

async function tokenOf(browser: TestBrowser): Promise<string> {
  return (await readViewer(browser.get("/")))?.formToken ?? "";
}

async function open() {
  const portal = await openTestPortal({ at: START });
  const { browser } = await openAs(portal, "operator@example.com", ["operator"]);
  const person = await addPerson(portal, { address: "li.ming@example.com" });
  await confirmAddress(portal, await mailedToken(portal, { to: "li.ming@example.com", page: "confirm" }));
  const page = { path: `/operator/accounts/${person.accountId}`, params: { id: person.accountId } };
  return { portal, browser, person, page };
}

test.each([[[]], [["editor", "approver", "auditor"]]] as Role[][][])("for a person with the roles %j the operator's pages are unknown", async (roles) => {
  const { portal, page } = await open();
  const { browser } = await openAs(portal, "other@example.com", roles);
  const formToken = await tokenOf(browser);
  const answers = [
    await visit(browser, accounts.loader, { path: "/operator" }),
    await send(browser, accounts.action, { path: "/operator", fields: { formToken, address: "li.ming@example.com" } }),
    await visit(browser, accountRoles.loader, page),
    await send(browser, accountRoles.action, { ...page, fields: { formToken, shown: "", role: "editor", reason: "x" } }),
  ];
  expect(answers.map(({ status, data }) => [status, data.code])).toEqual(answers.map(() => [404, "page-unknown"]));
  expect(await portal.db.selectFrom("roleChanges").selectAll().execute()).toEqual([]);
});

test("who is not signed in is led to sign in and back", async () => {
  const { portal } = await open();
  expect(await visit(openTestBrowser(portal), accounts.loader, { path: "/operator" })).toMatchObject({ status: 302, location: "/sign-in?to=%2Foperator" });
});

test("an operator finds an account by its whole address, and sees others masked", async () => {
  const { browser } = await open();
  const formToken = await tokenOf(browser);
  const search = (address: string) => send(browser, accounts.action, { path: "/operator", fields: { formToken, address } });
  expect((await search(" Li.Ming@EXAMPLE.com ")).data).toMatchObject({ found: { address: "li.ming@example.com", roles: [] } });
  expect((await search("li@example.com")).data).toMatchObject({ found: null, faults: {} });
  expect(await search("li")).toMatchObject({ status: 422, data: { faults: { address: expect.stringContaining("whole") } } });
  const { data } = await visit(browser, accounts.loader, { path: "/operator?whose=everyone" });
  expect(JSON.stringify(data)).not.toMatch(/li\.ming|operator@/);
});

test("an operator gives a role with a reason, and the page shows the record", async () => {
  const { browser, page } = await open();
  const formToken = await tokenOf(browser);
  const form = { formToken, shown: "", role: "editor", reason: "joined" };
  expect(await send(browser, accountRoles.action, { ...page, fields: { ...form, reason: " " } })).toMatchObject({ status: 422, data: { faults: { reason: "Enter the reason" }, roles: ["editor"] } });
  expect(await send(browser, accountRoles.action, { ...page, fields: form })).toMatchObject({ status: 303, location: `${page.path}?done=changed` });
  const { data } = await visit(browser, accountRoles.loader, { ...page, path: `${page.path}?done=changed` });
  expect(data).toMatchObject({ done: "changed", account: { roles: ["editor"] }, changes: [{ act: "granted", role: "editor", reason: "joined" }] });
});

test("what somebody else changed since the page was opened stays", async () => {
  const { browser, page } = await open();
  const formToken = await tokenOf(browser);
  await send(browser, accountRoles.action, { ...page, fields: { formToken, shown: "", role: "editor", reason: "first" } });
  await send(browser, accountRoles.action, { ...page, fields: { formToken, shown: "", role: "auditor", reason: "from an older page" } });
  expect((await visit(browser, accountRoles.loader, page)).data).toMatchObject({ account: { roles: ["editor", "auditor"] } });
});

test("after 15 minutes roles are changed only after the password was entered again", async () => {
  const { portal, browser, page } = await open();
  const former = browser.cookies.get("concordat");
  portal.clock.set("2026-03-01T10:15:00.001Z");
  const again = `/sign-in/again?to=${encodeURIComponent(page.path)}`;
  expect(await visit(browser, accountRoles.loader, page)).toMatchObject({ status: 302, location: again });
  const formToken = await tokenOf(browser);
  expect(await send(browser, accountRoles.action, { ...page, fields: { formToken, shown: "", role: "editor", reason: "x" } })).toMatchObject({ status: 302, location: again });
  expect((await visit(browser, signInAgain.loader, { path: again })).data).toMatchObject({ to: page.path, address: "operator@example.com" });
  const retry = (current: string) => send(browser, signInAgain.action, { path: again, fields: { formToken, current, to: page.path } });
  expect(await retry("")).toMatchObject({ status: 422, data: { faults: { current: "Enter your password" } } });
  expect(await retry("not the password")).toMatchObject({ status: 422, data: { faults: { current: "This is not your password" }, typed: { to: page.path } } });
  expect(await retry(PASSWORD)).toMatchObject({ status: 303, location: page.path });
  expect(browser.cookies.get("concordat")).not.toBe(former);
  expect(await visit(browser, accountRoles.loader, page)).toMatchObject({ status: 200 });
});

test("a form of another session changes nothing", async () => {
  const { portal, browser, page } = await open();
  const other = await openAs(portal, "second@example.com", ["operator"]);
  const formToken = await tokenOf(other.browser);
  expect(await send(browser, accountRoles.action, { ...page, fields: { formToken, shown: "", role: "operator", reason: "x" } })).toMatchObject({ status: 403 });
});
