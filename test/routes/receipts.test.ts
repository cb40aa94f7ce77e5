import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Session } from "#app/domain/access/session.server";
import { signIn as enter } from "#app/domain/access/sign-in.server";
import type { ConsentView, PurposeView } from "#app/http/acceptance/consents-view.server";
import type { MyAgreementsView, PastActView } from "#app/http/acceptance/my-agreements-view";
import { readViewer } from "#app/http/viewer.server";
import * as consents from "#app/routes/consents";
import * as me from "#app/routes/me";
import * as receipt from "#app/routes/receipt";
import * as receiptRecord from "#app/routes/receipt-record";
import * as receiptScreen from "#app/routes/receipt-screen";
import { acceptTerms } from "#test/support/acceptance";
import { openTestBrowser, type TestBrowser } from "#test/support/exchange";
import { openShippedPortal, SECOND_AT } from "#test/support/pages";
import { addPerson, PASSWORD } from "#test/support/people";
import type { TestPortal } from "#test/support/portal";
import { countRows } from "#test/support/rows";
import { send, visit } from "#test/support/visit";

type Visitor = { browser: TestBrowser; formToken: string; person: Session };

async function signIn(portal: TestPortal, address = "li.ming@example.com"): Promise<Visitor> {
  const browser = openTestBrowser(portal);
  const person = await addPerson(portal, { address });
  browser.cookies.set("concordat", person.token);
  return { browser, person, formToken: (await readViewer(browser.get("/")))?.formToken ?? "" };
}

async function accepted(portal: TestPortal, { person }: Visitor): Promise<string> {
  const outcome = await acceptTerms(portal, person);
  return "actId" in outcome ? outcome.actId : "";
}

async function openConsents({ browser }: Visitor): Promise<PurposeView[]> {
  const { data } = await visit(browser, consents.loader, { path: "/consents" });
  return (data.consents as ConsentView[]).flatMap(({ purposes }) => purposes);
}

async function press(visitor: Visitor, answer: string, index = 0) {
  const token = (await openConsents(visitor))[index]?.token ?? "";
  return send(visitor.browser, consents.action, { path: "/consents", fields: { formToken: visitor.formToken, token, answer } });
}

async function openMine({ browser }: Visitor, path = "/me") {
  const { data } = await visit(browser, me.loader, { path });
  return { view: data.view as MyAgreementsView, history: data.history as { acts: PastActView[]; next: string | null } };
}

test("a receipt tells what, when and by whom, and is nobody else's", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const id = await accepted(portal, visitor);
  const { data } = await visit(visitor.browser, receipt.loader, { path: `/receipts/${id}`, params: { id } });
  expect(data).toMatchObject({ address: "li.ming@example.com", to: "/", view: { kind: "acceptance", at: portal.now(), isAddressConfirmed: false, items: [{ slug: "general-terms", number: 1 }] } });
  const other = await signIn(portal, "wang.fang@example.com");
  for (const { loader } of [receipt, receiptRecord, receiptScreen]) {
    expect(await visit(other.browser, loader, { path: `/receipts/${id}`, params: { id } })).toMatchObject({ status: 404, data: { code: "receipt-unknown" } });
    expect(await visit(openTestBrowser(portal), loader, { path: `/receipts/${id}`, params: { id } })).toMatchObject({ status: 302 });
  }
});

test("record and screen are downloads that nobody else caches, and the screen cannot run", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const id = await accepted(portal, visitor);
  const record = await receiptRecord.loader({ ...visitor.browser.get(`/receipts/${id}/record.json`), params: { id } });
  const screen = await receiptScreen.loader({ ...visitor.browser.get(`/receipts/${id}/screen.html`), params: { id } });
  expect([record, screen].map(({ headers }) => headers.get("Cache-Control"))).toEqual(["no-store", "no-store"]);
  expect(screen.headers.get("Content-Security-Policy")).toContain("sandbox");
  expect(screen.headers.get("Content-Disposition")).toContain("attachment");
  const named = (await record.json()) as { screen: { sha256: string } };
  expect(createHash("sha256").update(await screen.text()).digest("hex")).toBe(named.screen.sha256);
});

test("consents are opened with one presentation each, and none for HEAD", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const before = await countRows(portal.db);
  const { request, context } = visitor.browser.get("/consents");
  await consents.loader({ request: new Request(request, { method: "HEAD" }), context, params: {} });
  expect(await countRows(portal.db)).toEqual(before);
  expect(await openConsents(visitor)).toHaveLength(3);
  const opened = await countRows(portal.db);
  expect((opened.presentations ?? 0) - (before.presentations ?? 0)).toBe(3);
  await openConsents(visitor);
  expect(await countRows(portal.db)).toEqual(opened);
});

test("one press gives, one withdraws, and each has its receipt", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const given = await press(visitor, "give");
  expect(given).toMatchObject({ status: 303, location: expect.stringMatching(/^\/consents\?done=con_/) });
  const { data } = await visit(visitor.browser, consents.loader, { path: given.location ?? "" });
  expect(data.done).toEqual({ actId: given.location?.split("=")[1], isNew: true });
  expect(await press(visitor, "withdraw")).toMatchObject({ location: expect.stringMatching(/^\/consents\?done=wdr_/) });
  expect((await openConsents(visitor)).map(({ state }) => state)).toEqual(["withdrawn", "open", "open"]);
});

test("the note of what was done is shown for the viewer's own present choice alone", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  const other = await signIn(portal, "wang.fang@example.com");
  const given = await press(visitor, "give");
  const { data } = await visit(other.browser, consents.loader, { path: given.location ?? "" });
  expect(data.done).toBeNull();
});

test.each([["", 400], ["accept", 400], ["withdraw", 409]])("a consent answered with “%s” is answered %i", async (answer, status) => {
  const portal = await openShippedPortal();
  expect((await press(await signIn(portal), answer)).status).toBe(status);
  expect((await countRows(portal.db)).acts).toBe(0);
});

test("my agreements begin with what is asked, and name what may be done without being asked", async () => {
  const portal = await openShippedPortal();
  const { view, history } = await openMine(await signIn(portal));
  expect(view.asked.map(({ slug, number }) => [slug, number])).toEqual([["general-terms", 1]]);
  expect(view.binding).toEqual([]);
  expect(view.coming.map(({ slug, number, now }) => [slug, number, now])).toEqual([["general-terms", 2, "due"]]);
  expect(view.voluntary.map(({ slug }) => slug)).toEqual(["cloud-notes-terms"]);
  expect(view.consents.map(({ state }) => state)).toEqual(["open", "open", "open"]);
  expect(history).toMatchObject({ acts: [], next: null });
});

test("what binds stands in order of precedence, since when and how", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  await acceptTerms(portal, visitor.person);
  portal.clock.set("2026-01-16T00:00:00Z");
  await acceptTerms(portal, visitor.person, { set: "cloud-notes-terms" });
  const { view, history } = await openMine(visitor);
  expect(view.binding.map(({ slug, since, method }) => [slug, since, method])).toEqual([
    ["cloud-notes-terms", "2026-01-16T00:00:00.000Z", "click"],
    ["general-terms", "2026-01-15T07:30:00.000Z", "click"],
  ]);
  expect(history.acts.map(({ lines }) => lines[0]?.slug)).toEqual(["cloud-notes-terms", "general-terms"]);
});

test("once the change is in force it is asked for, and the former version is said to bind", async () => {
  const portal = await openShippedPortal();
  const visitor = await signIn(portal);
  await acceptTerms(portal, visitor.person);
  portal.clock.set(SECOND_AT);
  const again = await signInAgain(portal, visitor);
  const { view } = await openMine(again);
  expect(view.asked).toMatchObject([{ slug: "general-terms", number: 2, sentence: expect.stringMatching(/^Asked because version 2 took effect on .*; you accepted version 1 on/) }]);
  expect(view.binding).toMatchObject([{ slug: "general-terms", number: 1, inForce: 2, sentence: null }]);
});

/** Sessions end after a fortnight. */
async function signInAgain(portal: TestPortal, { person }: Visitor): Promise<Visitor> {
  const entered = await enter(portal, { address: person.address, password: PASSWORD, client: "192.0.2.9", formerToken: null });
  const browser = openTestBrowser(portal);
  if (entered.outcome === "signed-in") browser.cookies.set("concordat", entered.token);
  return { browser, person, formToken: "" };
}
