import { expect, test } from "vitest";
import type { AcceptView } from "#app/http/acceptance/accept-view.server";
import { readViewer } from "#app/http/viewer.server";
import { action, loader } from "#app/routes/accept";
import { openTestBrowser, type TestBrowser } from "#test/support/exchange";
import { openShippedPortal, SECOND_AT } from "#test/support/pages";
import { addPerson } from "#test/support/people";
import type { TestPortal } from "#test/support/portal";
import { countRows } from "#test/support/rows";
import { send, visit } from "#test/support/visit";

type Visitor = { browser: TestBrowser; formToken: string };

async function signIn(portal: TestPortal, address = "li.ming@example.com"): Promise<Visitor> {
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", (await addPerson(portal, { address })).token);
  return { browser, formToken: (await readViewer(browser.get("/")))?.formToken ?? "" };
}

async function openPage({ browser }: Visitor, path = "/accept"): Promise<AcceptView> {
  const { data } = await visit(browser, loader, { path });
  return data.view as AcceptView;
}

async function tokenOf(visitor: Visitor, path = "/accept"): Promise<string> {
  const view = await openPage(visitor, path);
  if (view.kind !== "open") throw new Error(`the page is ${view.kind}`);
  return view.token;
}

function answer({ browser, formToken }: Visitor, fields: Record<string, string>, path = "/accept") {
  return send(browser, action, { path, fields: { formToken, ...fields } });
}

const TICKED = { answer: "accept", accepted: "yes" };

test("opening the page writes its screen and presentation, and nothing the next time", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const before = await countRows(portal.db);
  await openPage(visitor);
  const opened = await countRows(portal.db);
  expect(opened).toEqual({ ...before, presentations: 1, screens: 1 });
  await openPage(visitor);
  expect(await countRows(portal.db)).toEqual(opened);
});

test.each([
  ["a prefetch", { "Sec-Purpose": "prefetch" }, 503],
  ["a prerender", { "Sec-Purpose": "prefetch;prerender" }, 503],
  ["an older prefetch", { Purpose: "prefetch" }, 503],
])("%s writes nothing, and the browser is sent away to ask again", async (_name, headers, status) => {
  const portal = await openShippedPortal();
  const { browser } = await signIn(portal);
  const before = await countRows(portal.db);
  const { request, context } = browser.get("/accept");
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
  const thrown = await loader({ request, context, params: {} }).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ status });
  expect(await countRows(portal.db)).toEqual(before);
});

test("a HEAD request writes nothing", async () => {
  const portal = await openShippedPortal();
  const { browser } = await signIn(portal);
  const before = await countRows(portal.db);
  const { request, context } = browser.get("/accept");
  const result = await loader({ request: new Request(request, { method: "HEAD" }), context, params: {} });
  expect(result).toMatchObject({ view: { kind: "hidden" } });
  expect(await countRows(portal.db)).toEqual(before);
});

test("a stranger is asked to sign in, and comes back to the same set", async () => {
  const portal = await openShippedPortal();
  const { location } = await visit(openTestBrowser(portal), loader, { path: "/accept?set=general-terms@2" });
  expect(location).toBe("/sign-in?to=%2Faccept%3Fset%3Dgeneral-terms%402");
});

test("accepting leads to the receipt, and on to where one came from", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const path = "/accept?to=%2Fagreements%2Fgeneral-terms";
  const { status, location } = await answer(visitor, { token: await tokenOf(visitor, path), ...TICKED }, path);
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/receipts\/acc_[0-9a-z]{26}\?to=%2Fagreements%2Fgeneral-terms$/)]);
  expect((await openPage(visitor)).kind).toBe("nothing");
});

test("who has answered everything is led to what is announced, which may be accepted ahead of time", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  await answer(visitor, { token: await tokenOf(visitor), ...TICKED });
  expect(await openPage(visitor)).toMatchObject({ kind: "nothing", ahead: [{ href: "/accept?set=general-terms@2", number: 2 }] });
  await answer(visitor, { token: await tokenOf(visitor, "/accept?set=general-terms@2"), ...TICKED }, "/accept?set=general-terms@2");
  expect(await openPage(visitor)).toMatchObject({ kind: "nothing", ahead: [] });
});

test.each(["https://evil.example/", "//evil.example/", "/\\evil.example"])("an address elsewhere (%s) is not gone on to", async (to) => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const path = `/accept?to=${encodeURIComponent(to)}`;
  const { location } = await answer(visitor, { token: await tokenOf(visitor, path), ...TICKED }, path);
  expect(location).toMatch(/^\/receipts\/acc_[0-9a-z]{26}$/);
});

test("without the tick nothing is recorded, and the page says so", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const token = await tokenOf(visitor);
  expect(await answer(visitor, { token, answer: "accept" })).toMatchObject({ status: 422, data: { problem: "unticked" } });
  expect((await countRows(portal.db)).acts).toBe(0);
  expect(await tokenOf(visitor)).toBe(token);
});

test("the same form sent again gives the same receipt, and says that it was there before", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const token = await tokenOf(visitor);
  const first = await answer(visitor, { token, ...TICKED });
  const second = await answer(visitor, { token, ...TICKED });
  expect(second.location).toBe(`${first.location}?before=acceptance`);
  expect((await countRows(portal.db)).acts).toBe(1);
});

test("declining leads to its record; the screen that declined does not accept", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const token = await tokenOf(visitor);
  const declined = await answer(visitor, { token, answer: "decline" });
  expect(declined.location).toMatch(/^\/receipts\/dec_[0-9a-z]{26}$/);
  expect((await answer(visitor, { token, ...TICKED })).location).toBe(`${declined.location}?before=decline`);
});

test("an old form after a new version took effect is shown again as things are now", async () => {
  const portal = await openShippedPortal();
  portal.clock.set("2026-02-14T15:59:00Z");
  const visitor = await signIn(portal);
  const token = await tokenOf(visitor);
  portal.clock.set(SECOND_AT);
  expect(await answer(visitor, { token, ...TICKED })).toMatchObject({ status: 409, data: { problem: "changed" } });
  expect((await countRows(portal.db)).acts).toBe(0);
  const view = await openPage(visitor);
  expect(view.kind === "open" && view.html).toContain("“General Terms of Service”, version 2");
});

test("the token of another person, or a form of another session, records nothing", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const other = await signIn(portal, "wang.fang@example.com");
  const token = await tokenOf(visitor);
  expect(await answer(other, { token, ...TICKED })).toMatchObject({ status: 409, data: { problem: "not yours" } });
  expect((await answer({ ...other, formToken: visitor.formToken }, { token, ...TICKED })).status).toBe(403);
  expect((await countRows(portal.db)).acts).toBe(0);
});

test("a form from another site records nothing", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const fields = { formToken: visitor.formToken, token: await tokenOf(visitor), ...TICKED };
  const exchange = visitor.browser.post("/accept", fields, { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" });
  expect(await action({ ...exchange, params: {} }).catch((error: unknown) => error)).toMatchObject({ status: 403 });
  expect((await countRows(portal.db)).acts).toBe(0);
});

const UNANSWERED: Record<string, string>[] = [{}, { answer: "" }, { answer: "ACCEPT" }];

test.each(UNANSWERED)("a form without a button's own word (%o) is refused", async (fields) => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const token = await tokenOf(visitor);
  expect((await answer(visitor, { token, accepted: "yes", ...fields })).status).toBe(400);
});

test("nothing that a client adds to the form changes what is recorded", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const token = await tokenOf(visitor);
  await answer(visitor, { token, ...TICKED, happenedAt: "2020-01-01T00:00:00.000Z", partyId: "pty_other", versionId: "ver_other", method: "imported" });
  expect(await portal.db.selectFrom("acts").select(["happenedAt", "method"]).executeTakeFirstOrThrow()).toEqual({ happenedAt: portal.now(), method: "click" });
});

test.each([
  ["/accept?set=no-such-terms", 404],
  ["/accept?set=General%20Terms", 400],
  ["/accept?set=general-terms@0", 400],
])("%s is answered %i", async (path, status) => {
  const portal = await openShippedPortal();
  const { browser } = await signIn(portal);
  expect((await visit(browser, loader, { path })).status).toBe(status);
});

test("what cannot be accepted is said, or sent to where it is asked", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  expect(await openPage(visitor, "/accept?set=privacy-notice")).toEqual({ kind: "information", slug: "privacy-notice" });
  expect(await openPage(visitor, "/accept?set=general-terms@7")).toEqual({ kind: "closed", slug: "general-terms", number: 7 });
  expect(await visit(visitor.browser, loader, { path: "/accept?set=product-news-consent" })).toMatchObject({ status: 302, location: "/consents" });
});
