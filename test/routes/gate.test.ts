import { expect, test } from "vitest";
import { decline } from "#app/domain/acceptance/decline.server";
import { leave } from "#app/domain/access/leave.server";
import type { ChangeGateView } from "#app/http/acceptance/change-gate.server";
import { loader as root } from "#app/root";
import { action, loader } from "#app/routes/gate";
import * as me from "#app/routes/me";
import * as object from "#app/routes/object";
import { acceptTerms, termsForm } from "#test/support/acceptance";
import { openTestBrowser } from "#test/support/exchange";
import { CHANGED_AT, openGated, viewerOf } from "#test/support/gated";
import { actingFor, addConfirmed, found, grant } from "#test/support/organisation";
import type { TestPortal } from "#test/support/portal";
import type { Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

const AFTER = "2026-02-15T08:00:00.000Z";
const NAVIGATION = { "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate" };

/** Opens the gate as a browser does. */
async function navigate({ browser }: Pick<Staff, "browser">, path = "/gate"): Promise<ChangeGateView> {
  const { request, context } = browser.get(path);
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(NAVIGATION)) headers.set(name, value);
  const answer = await loader({ request: new Request(request.url, { headers }), context, params: {} });
  if (answer instanceof Response || !("data" in answer) || answer.data.page !== "gate") throw new Error("no gate");
  return answer.data.view;
}

function displayedIn({ db }: TestPortal) {
  return db.selectFrom("deliveryEvents").select("state").where("state", "=", "displayed").execute();
}

test("while a change is announced the first page leads to the gate, which shows the notice in full and records that", async () => {
  const { portal, reader } = await openGated();
  expect(await visit(reader.browser, root, { path: "/" })).toMatchObject({ status: 302, location: "/gate" });
  expect(await visit(reader.browser, root, { path: "/organisations?a=1" })).toMatchObject({ location: "/gate?to=%2Forganisations%3Fa%3D1" });
  const view = await navigate(reader);
  expect(view).toMatchObject({ kind: "announced", set: null, mayContinue: false });
  expect(view.changes).toMatchObject([{ number: 2, binds: 1, code: "announced", objectUntil: CHANGED_AT, message: { language: "en" }, changes: { from: 1 } }]);
  expect(await displayedIn(portal)).toHaveLength(1);
});

test("a program that asks for the gate has nothing displayed to it, and a prefetch is refused", async () => {
  const { portal, reader } = await openGated();
  await visit(reader.browser, loader, { path: "/gate" });
  const { request, context } = reader.browser.get("/gate");
  const ahead = new Request(request.url, { headers: { ...Object.fromEntries(request.headers), "Sec-Purpose": "prefetch" } });
  await expect(loader({ request: ahead, context, params: {} })).rejects.toMatchObject({ status: 503 });
  expect(await displayedIn(portal)).toEqual([]);
});

test("'later' puts the announcement off for this sign-in and leads on; another sign-in is shown it again", async () => {
  const { reader } = await openGated();
  const { formToken } = reader;
  expect(await send(reader.browser, action, { path: "/gate?to=/organisations", fields: { formToken, intent: "later" } })).toMatchObject({ status: 303, location: "/organisations" });
  expect((await visit(reader.browser, root, { path: "/" })).status).toBe(200);
  reader.browser.cookies.set("concordat-later", (reader.browser.cookies.get("concordat-later") ?? "").replace(/^[^.]+/, "sig_another"));
  expect((await visit(reader.browser, root, { path: "/" })).location).toBe("/gate");
});

test("after the effect an ordinary change offers an answer, and going on only where it was proved that the party was told", async () => {
  const { portal, reader } = await openGated();
  portal.clock.set(AFTER);
  expect((await navigate(reader)).changes).toMatchObject([{ code: "not-reached", kind: "announced" }]);
  expect((await navigate(reader)).changes).toMatchObject([{ code: "told-late", personalFrom: "2026-03-17T16:00:00.000Z", why: expect.stringContaining("18 March 2026") }]);
  portal.clock.set("2026-03-20T00:00:00.000Z");
  const view = await navigate(reader);
  expect(view).toMatchObject({ kind: "ordinary", set: "general-terms@2", mayContinue: true, changes: [{ code: "change-in-force" }] });
});

test("'continue to the service' records a deemed acceptance once and leads to its receipt, and the gate is open then", async () => {
  const { portal, reader } = await openGated();
  await navigate(reader);
  portal.clock.set(AFTER);
  const { versions } = await navigate(reader);
  const { formToken } = reader;
  const press = () => send(reader.browser, action, { path: "/gate", fields: { formToken, intent: "continue", versions } });
  const [first, second] = await Promise.all([press(), press()]);
  expect([first.status, second.status]).toEqual([303, 303]);
  const acts = await portal.db.selectFrom("acts").select(["id", "method"]).where("method", "=", "deemed").execute();
  expect(acts).toHaveLength(1);
  expect([first.location, second.location]).toContain(`/receipts/${acts[0]?.id ?? ""}?to=%2Fgate`);
  expect((await visit(reader.browser, root, { path: "/" })).status).toBe(200);
  expect(await visit(reader.browser, loader, { path: "/gate?to=/organisations" })).toMatchObject({ status: 302, location: "/organisations" });
});

test("whoever disagrees with what was taken as accepted is heard late: it is recorded, undoes nothing, and can still become a click", async () => {
  const { portal, reader } = await openGated();
  await navigate(reader);
  portal.clock.set(AFTER);
  const { versions } = await navigate(reader);
  const { formToken, browser } = reader;
  await send(browser, action, { path: "/gate", fields: { formToken, intent: "continue", versions } });
  const page = { path: "/agreements/general-terms/versions/2/object", params: { slug: "general-terms", number: "2" } };
  expect((await visit(browser, object.loader, page)).data).toMatchObject({ view: { chance: { chance: "late" } } });
  expect(await send(browser, object.action, { ...page, fields: { formToken, reason: "I never agreed to this." } })).toMatchObject({ status: 303 });
  expect(await portal.db.selectFrom("objections").select("isLate").execute()).toEqual([{ isLate: 1 }]);
  expect((await visit(browser, object.loader, page)).data).toMatchObject({ view: { chance: { chance: "already objected", isLate: true } } });
  expect((await visit(browser, me.loader, { path: "/me" })).data).toMatchObject({ view: { binding: [{ slug: "general-terms", number: 2, method: "deemed" }] } });
});

test("continuing with what the page did not tell of records nothing and shows the gate again", async () => {
  const { portal, reader } = await openGated();
  await navigate(reader);
  portal.clock.set(AFTER);
  const { formToken } = reader;
  expect(await send(reader.browser, action, { path: "/gate", fields: { formToken, intent: "continue", versions: "ver_other" } })).toMatchObject({ status: 303, location: "/gate" });
  expect(await send(reader.browser, action, { path: "/gate", fields: { formToken, intent: "go" } })).toMatchObject({ status: 400 });
  expect(await portal.db.selectFrom("uses").selectAll().execute()).toEqual([]);
});

test("an essential change asks to accept or decline, without going on; after a decline the gate does not return", async () => {
  const { portal, reader } = await openGated({ version: { changeClass: "essential" } });
  await navigate(reader);
  portal.clock.set(AFTER);
  expect(await navigate(reader)).toMatchObject({ kind: "essential", set: "general-terms@2", mayContinue: false });
  await decline(portal, await termsForm(portal, await viewerOf(reader), { set: "general-terms@2" }));
  expect((await visit(reader.browser, root, { path: "/" })).status).toBe(200);
  expect(await navigate(reader)).toMatchObject({ kind: "open", answered: [{ number: 2, why: expect.stringContaining("declined") }] });
});

test("who accepted is told so, and led on to the service where it was asked from", async () => {
  const { portal, reader } = await openGated({}, { SERVICE_URL: "https://app.example/" });
  portal.clock.set(AFTER);
  await acceptTerms(portal, await viewerOf(reader), { set: "general-terms@2" });
  expect(await navigate(reader)).toMatchObject({ kind: "open", answered: [{ why: "You have accepted it." }] });
  const there = encodeURIComponent("https://app.example/work");
  expect(await visit(reader.browser, loader, { path: `/gate?to=${there}` })).toMatchObject({ location: "https://app.example/work" });
  expect(await visit(reader.browser, loader, { path: "/gate?to=https%3A%2F%2Fevil.example" })).toMatchObject({ location: "/" });
});

test.each(["/agreements/general-terms", "/me", "/receipts/acc_1", "/account/erasure", "/leave", "/sign-out", "/language", "/verify", "/transparency", "/notices", "/inbox", "/consents", "/editor", "/operator/erasures"])(
  "%s stays open while something is asked",
  async (path) => {
    const { portal, reader } = await openGated({ version: { changeClass: "essential" } });
    portal.clock.set(AFTER);
    expect((await visit(reader.browser, root, { path: "/" })).location).toBe("/gate");
    expect((await visit(reader.browser, root, { path })).status).toBe(200);
  },
);

test("visitors are asked nothing and never led to the gate", async () => {
  const { portal } = await openGated();
  const visitor = openTestBrowser(portal);
  expect((await visit(visitor, root, { path: "/" })).status).toBe(200);
  expect((await visit(visitor, loader, { path: "/gate?to=/organisations" })).data).toMatchObject({ page: "visitor", to: "/organisations" });
});

test("who may only use the service is told to ask the account owner, and may go on", async () => {
  const { portal } = await openGated({ version: { changeClass: "essential" } });
  const owner = await addConfirmed(portal, "owner@example.com");
  const partyId = await found(portal, owner);
  await acceptTerms(portal, await actingFor(portal, owner, partyId), { set: "general-terms@1" });
  const user = await addConfirmed(portal, "user@example.com");
  await grant(portal, owner, user, { partyId, scopes: ["use"] });
  await actingFor(portal, user, partyId);
  portal.clock.set(AFTER);
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", user.token);
  const { formToken } = await viewerOf({ browser });
  expect((await visit(browser, root, { path: "/" })).location).toBe("/gate");
  expect((await visit(browser, loader, { path: "/gate" })).data).toMatchObject({ view: { kind: "ask-owner", mayContinue: false }, owner: { owner: "owner@example.com" } });
  await send(browser, action, { path: "/gate", fields: { formToken, intent: "later" } });
  expect((await visit(browser, root, { path: "/" })).status).toBe(200);
});

test("who left is led to the page of leaving, where data can be fetched, and to nothing else", async () => {
  const { portal, reader } = await openGated();
  await leave(portal, { actor: await viewerOf(reader), reason: "" });
  for (const path of ["/", "/organisations", "/questions/new", "/consents"]) {
    const { status, location } = await visit(reader.browser, root, { path });
    expect([path, status, location]).toEqual([path, path.startsWith("/questions") ? 200 : 302, path.startsWith("/questions") ? null : "/leave"]);
  }
  expect(await visit(reader.browser, loader, { path: "/gate" })).toMatchObject({ location: "/leave" });
});
