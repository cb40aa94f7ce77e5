import { expect, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import type { MessageView } from "#app/http/notices/inbox-view.server";
import { readViewer } from "#app/http/viewer.server";
import * as account from "#app/routes/account";
import * as list from "#app/routes/inbox";
import * as file from "#app/routes/inbox-file";
import * as message from "#app/routes/inbox-message";
import * as reminders from "#app/routes/reminders";
import { loader as home } from "#app/routes/home";
import { reminderChoiceAddress, wantsReminders } from "#app/domain/notice/inbox/reminder-choice.server";
import { openTestBrowser, thrownResponse, type TestBrowser } from "#test/support/exchange";
import { eventsOf, tellParty } from "#test/support/inbox";
import { actingFor, addConfirmed, found, grant } from "#test/support/organisation";
import { openShippedPortal, requestOf, thrownBy } from "#test/support/pages";
import type { TestPortal } from "#test/support/portal";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

const NAVIGATION = { "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate" };

async function partyOf(browser: TestBrowser): Promise<string> {
  return (await readViewer(browser.get("/")))?.partyId ?? "";
}

async function openWithMessage() {
  const portal = await openShippedPortal();
  const reader = await openAs(portal, "li.ming", []);
  const deliveryId = await tellParty(portal, { partyId: await partyOf(reader.browser) });
  return { portal, reader, deliveryId, page: { path: `/inbox/${deliveryId}`, params: { deliveryId } } };
}

/** A request for the message with these headers; the reader's own cookies go with it. */
function ask(portal: TestPortal, { browser }: Pick<Staff, "browser">, asked: { deliveryId: string; headers: Record<string, string>; method?: string }) {
  const { deliveryId, headers, method = "GET" } = asked;
  const { request, context } = browser.get(`/inbox/${deliveryId}`);
  const all = new Headers(request.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return message.loader({ request: new Request(request.url, { headers: all, method }), context, params: { deliveryId } });
}

test("the inbox lists what was sent, and opening the list reads nothing", async () => {
  const { portal, reader, deliveryId } = await openWithMessage();
  const { data } = await visit(reader.browser, list.loader, { path: "/inbox" });
  expect(data).toMatchObject({ organisation: null, inbox: { lines: [{ deliveryId, state: "unread", zone: "Asia/Shanghai" }] } });
  expect(await eventsOf(portal, deliveryId)).toEqual([]);
});

test("without a sign-in there is no inbox", async () => {
  const { portal, page } = await openWithMessage();
  for (const loader of [list.loader, message.loader, file.loader]) {
    const answer = await visit(openTestBrowser(portal), loader, page);
    expect(answer).toMatchObject({ status: 302, location: expect.stringContaining("/sign-in?to=%2Finbox") });
  }
});

test("the person's own navigation is recorded as displayed, once", async () => {
  const { portal, reader, deliveryId } = await openWithMessage();
  const { view } = await ask(portal, reader, { deliveryId, headers: NAVIGATION });
  portal.clock.set("2026-01-16");
  await ask(portal, reader, { deliveryId, headers: NAVIGATION });
  expect(view).toMatchObject({ state: "displayed", displayedAt: "2026-01-15T07:30:00.000Z" });
  expect(await eventsOf(portal, deliveryId)).toEqual([{ state: "displayed", messageSha256: view.messageSha256, happenedAt: "2026-01-15T07:30:00.000Z" }]);
});

test("the page of a message that is being opened counts it no more; to whom it is not opened it stays unread", async () => {
  const { portal, reader, deliveryId } = await openWithMessage();
  await tellParty(portal, { partyId: await partyOf(reader.browser), occasion: "again" });
  const unreadAt = async (path: string, headers: Record<string, string>) => {
    const { request, context } = reader.browser.get(path);
    return (await readViewer({ request: new Request(request, { headers: { ...Object.fromEntries(request.headers), ...headers } }), context }))?.unread;
  };
  expect(await unreadAt(`/inbox/${deliveryId}`, NAVIGATION)).toBe(1);
  expect([await unreadAt(`/inbox/${deliveryId}`, {}), await unreadAt("/inbox", NAVIGATION)]).toEqual([2, 2]);
});

test.each([
  ["a program", {}, "GET"],
  ["a script", { "Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "cors" }, "GET"],
  ["a frame", { "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate" }, "GET"],
  ["a HEAD", NAVIGATION, "HEAD"],
])("what %s fetches is not displayed", async (_who, headers, method) => {
  const { portal, reader, deliveryId } = await openWithMessage();
  await ask(portal, reader, { deliveryId, headers, method });
  expect(await eventsOf(portal, deliveryId)).toEqual([]);
});

test.each([["Sec-Purpose", "prefetch"], ["Sec-Purpose", "prefetch;prerender"], ["Purpose", "prefetch"]])("a page fetched ahead (%s: %s) is refused and not displayed", async (name, purpose) => {
  const { portal, reader, deliveryId } = await openWithMessage();
  const refused = await thrownResponse(() => ask(portal, reader, { deliveryId, headers: { ...NAVIGATION, [name]: purpose } }));
  expect(refused.status).toBe(503);
  expect(await eventsOf(portal, deliveryId)).toEqual([]);
});

test("another person's message is not there, whatever is asked of it", async () => {
  const { portal, deliveryId, page } = await openWithMessage();
  const other = await openAs(portal, "other", []);
  const refusal = { status: 404, data: { code: "message-unknown" } };
  expect(await thrownBy(ask(portal, other, { deliveryId, headers: NAVIGATION }))).toMatchObject(refusal);
  const posted = other.browser.post(page.path, { formToken: other.formToken });
  expect(await thrownBy(message.action({ ...posted, params: page.params }))).toMatchObject(refusal);
  const saved = await file.loader({ ...other.browser.get(`${page.path}/message.txt`), params: { ...page.params, file: "message.txt" } });
  expect(saved.status).toBe(404);
  expect(await eventsOf(portal, deliveryId)).toEqual([]);
});

test("the button records that the person has read it, and leads back to the message", async () => {
  const { portal, reader, deliveryId, page } = await openWithMessage();
  const answer = await send(reader.browser, message.action, { ...page, fields: { formToken: reader.formToken } });
  expect(answer).toMatchObject({ status: 303, location: `/inbox/${deliveryId}?confirmed=` });
  expect((await eventsOf(portal, deliveryId)).map(({ state }) => state)).toEqual(["acknowledged"]);
  const forged = message.action({ ...reader.browser.post(page.path, { formToken: "x" }), params: page.params });
  expect(await thrownBy(forged)).toMatchObject({ status: 403 });
});

test("the file of a message has the hash that the page names, and saving it is not reading it", async () => {
  const { portal, reader, deliveryId, page } = await openWithMessage();
  const { data } = await visit(reader.browser, message.loader, page);
  const { messageSha256 } = data.view as MessageView;
  const saved = async (name: string) => file.loader({ ...reader.browser.get(`${page.path}/${name}`), params: { ...page.params, file: name } });
  const text = await saved("message.txt");
  expect(text.headers.get("Content-Disposition")).toBe(`attachment; filename="${deliveryId}.txt"`);
  expect(sha256Of(await text.text())).toBe(messageSha256);
  expect(await (await saved("message.json")).json()).toMatchObject({ delivery: deliveryId, messageSha256, displayedAt: null });
  expect((await saved("other.exe")).status).toBe(404);
  expect(await eventsOf(portal, deliveryId)).toEqual([]);
});

test("the tag of a kept page changes with the count of unread messages", async () => {
  const { portal, reader, deliveryId } = await openWithMessage();
  const tagOf = async () => {
    const { request, context } = reader.browser.get("/");
    return new Headers((await home({ request, context, params: {} })).init?.headers).get("ETag");
  };
  const before = await tagOf();
  expect(await tagOf()).toBe(before);
  await ask(portal, reader, { deliveryId, headers: NAVIGATION });
  expect(await tagOf()).not.toBe(before);
});

async function openOrganisation() {
  const portal = await openShippedPortal();
  const owner = await addConfirmed(portal, "owner@example.com");
  const clerk = await addConfirmed(portal, "clerk@example.com");
  const partyId = await found(portal, owner);
  const deliveryId = await tellParty(portal, { partyId });
  const browserOf = (token: string) => {
    const browser = openTestBrowser(portal);
    browser.cookies.set("concordat", token);
    return browser;
  };
  return { portal, owner, clerk, partyId, deliveryId, browserOf };
}

test("an organisation's inbox is apart from one's own, and open while acting for it", async () => {
  const { portal, owner, partyId, deliveryId, browserOf } = await openOrganisation();
  const browser = browserOf(owner.token);
  const page = { path: `/inbox/${deliveryId}`, params: { deliveryId } };
  expect((await visit(browser, list.loader, { path: "/inbox" })).data).toMatchObject({ organisation: null, inbox: { lines: [{ organisation: "Example Ltd." }] } });
  expect(await visit(browser, message.loader, page)).toMatchObject({ location: `/acting-for?to=${encodeURIComponent(page.path)}` });
  await actingFor(portal, owner, partyId);
  expect((await visit(browser, list.loader, { path: "/inbox" })).data).toMatchObject({ organisation: "Example Ltd.", inbox: { lines: [{ deliveryId, organisation: null }] } });
  await ask(portal, { browser }, { deliveryId, headers: NAVIGATION });
  expect((await eventsOf(portal, deliveryId)).map(({ state }) => state)).toEqual(["displayed"]);
});

test("who may act for an organisation but not receive its notices sees none of them, and no count", async () => {
  const { portal, owner, clerk, partyId, deliveryId, browserOf } = await openOrganisation();
  await grant(portal, owner, clerk, { partyId, scopes: ["use"] });
  await actingFor(portal, clerk, partyId);
  const browser = browserOf(clerk.token);
  expect((await visit(browser, list.loader, { path: "/inbox" })).data).toMatchObject({ organisation: "Example Ltd.", inbox: null });
  expect((await readViewer(browser.get("/")))?.unread).toBe(0);
  expect(await thrownBy(ask(portal, { browser }, { deliveryId, headers: NAVIGATION }))).toMatchObject({ status: 403, data: { code: "authority-missing" } });
  await grant(portal, owner, clerk, { partyId, scopes: ["receive notices"] });
  expect((await readViewer(browser.get("/")))?.unread).toBe(1);
});

test("reminders are chosen on the account page", async () => {
  const { portal, reader } = await openWithMessage();
  const partyId = await partyOf(reader.browser);
  const fields = { formToken: reader.formToken, intent: "reminders" };
  expect((await send(reader.browser, account.action, { path: "/account", fields })).status).toBe(422);
  expect(await send(reader.browser, account.action, { path: "/account", fields: { ...fields, reminders: "no" } })).toMatchObject({ location: "/account?done=reminders" });
  expect([await wantsReminders(portal, partyId), (await visit(reader.browser, account.loader, { path: "/account" })).data.wantsReminders]).toEqual([false, false]);
});

test("the link in a reminder changes nothing when opened, and acts when its button or a mail program posts to it", async () => {
  const { portal, reader } = await openWithMessage();
  const partyId = await partyOf(reader.browser);
  const { pathname } = new URL(reminderChoiceAddress(portal, partyId));
  const page = { path: pathname, params: { token: pathname.split("/").at(-1) ?? "" } };
  const stranger = openTestBrowser(portal);
  expect((await visit(stranger, reminders.loader, page)).data).toMatchObject({ wanted: true });
  const byProgram = requestOf(portal, { ...page, form: { "List-Unsubscribe": "One-Click" } });
  expect((await reminders.action(byProgram)).data).toEqual({ wanted: false });
  expect(await wantsReminders(portal, partyId)).toBe(false);
  expect((await send(stranger, reminders.action, { ...page, fields: { reminders: "yes" } })).data).toEqual({ wanted: true });
  expect(await wantsReminders(portal, partyId)).toBe(true);
  const forged = { path: `${pathname}x`, params: { token: `${page.params.token}x` } };
  expect(await thrownBy(reminders.loader(requestOf(portal, forged)))).toMatchObject({ status: 404, data: { code: "reminder-link-unknown" } });
});
