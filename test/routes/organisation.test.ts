import { expect, test } from "vitest";
import * as acting from "#app/routes/acting-for";
import * as accept from "#app/routes/accept";
import * as invitation from "#app/routes/invitation";
import * as me from "#app/routes/me";
import * as organisation from "#app/routes/organisation";
import * as authority from "#app/routes/organisation-authority";
import * as change from "#app/routes/organisation-change";
import * as invite from "#app/routes/organisation-invite";
import * as create from "#app/routes/organisation-new";
import * as list from "#app/routes/organisations";
import * as receipt from "#app/routes/receipt";
import * as record from "#app/routes/receipt-record";
import { revokeDelegation } from "#app/domain/access/delegation-revoke.server";
import { readViewer } from "#app/http/viewer.server";
import { acceptTerms } from "#test/support/acceptance";
import { openTestBrowser, type TestBrowser } from "#test/support/exchange";
import { actingFor, addConfirmed, found, grant, type Signed } from "#test/support/organisation";
import { openShippedPortal } from "#test/support/pages";
import { mailedToken } from "#test/support/people";
import type { TestPortal } from "#test/support/portal";
import { countRows } from "#test/support/rows";
import { send, visit } from "#test/support/visit";

type Visitor = { browser: TestBrowser; formToken: string; person: Signed };

async function visitorOf(portal: TestPortal, person: Signed): Promise<Visitor> {
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", person.token);
  return { browser, person, formToken: (await readViewer(browser.get("/")))?.formToken ?? "" };
}

async function open() {
  const portal = await openShippedPortal();
  const owner = await addConfirmed(portal, "owner@example.com");
  const employee = await addConfirmed(portal, "employee@example.com");
  const partyId = await found(portal, owner);
  return { portal, owner: await visitorOf(portal, owner), employee: await visitorOf(portal, employee), partyId };
}

/** A form to found an organisation, filled in. */
async function createWith({ browser, formToken }: Visitor, fields: Record<string, string>) {
  const { data } = await visit(browser, create.loader, { path: "/organisations/new" });
  const given = { formToken, once: String(data.once), name: "New Ltd.", place: "", ...fields };
  return { given, answer: await send(browser, create.action, { path: "/organisations/new", fields: given }) };
}

test("a form sent twice leads to one organisation", async () => {
  const { owner } = await open();
  const { given, answer } = await createWith(owner, { place: "DE" });
  expect(answer).toMatchObject({ status: 303, location: expect.stringMatching(/^\/organisations\/pty_\w+\?done=created$/) });
  expect(await send(owner.browser, create.action, { path: "/organisations/new", fields: given })).toMatchObject({ location: answer.location });
});

test.each([
  ["no name", { name: " " }, { name: "Enter the name of the organisation" }],
  ["a name of 201 characters", { name: "x".repeat(201) }, { name: "The name may have at most 200 characters" }],
  ["a name that turns the line around", { name: "Ltd\u202e" }, { name: expect.stringContaining("cannot be shown") }],
  ["a place that there is not", { place: "XX" }, { place: expect.stringContaining("from the list") }],
  ["the form of somebody else", { once: "pty_1.signature" }, { form: expect.stringContaining("another account") }],
])("with %s the form comes back with what was typed", async (_what, fields: Record<string, string>, faults) => {
  const { portal, owner } = await open();
  const before = await countRows(portal.db);
  const { answer, given } = await createWith(owner, fields);
  expect(answer).toMatchObject({ status: 422, data: { faults, typed: { name: given.name, place: given.place, once: given.once } } });
  expect(await countRows(portal.db)).toEqual({ ...before, attempts: expect.anything() });
});

test("for strangers the pages of an organisation are unknown, and for those who are not its owner the forms", async () => {
  const { portal, owner, employee, partyId } = await open();
  const params = { id: partyId };
  for (const { loader } of [organisation, change, invite]) {
    expect(await visit(employee.browser, loader, { path: `/organisations/${partyId}`, params })).toMatchObject({ status: 404, data: { code: "page-unknown" } });
    expect(await visit(openTestBrowser(portal), loader, { path: `/organisations/${partyId}`, params })).toMatchObject({ status: 302 });
  }
  const delegation = await grant(portal, owner.person, employee.person, { partyId });
  expect(await visit(employee.browser, organisation.loader, { path: `/organisations/${partyId}`, params })).toMatchObject({ data: { organisation: { isOwner: false }, authorities: [{ id: delegation }], invitations: [] } });
  const fields = { formToken: employee.formToken, name: "Taken Ltd.", place: "", address: "third@example.com", "scope-0": "yes" };
  for (const { action } of [change, invite]) {
    expect(await send(employee.browser, action, { path: `/organisations/${partyId}`, params, fields })).toMatchObject({ status: 404 });
  }
});

test.each([
  ["nothing", {}, { address: expect.anything(), scopes: expect.anything() }],
  ["impossible days", { address: "a@example.com", "scope-1": "yes", from: "2026-02-30", until: "tomorrow" }, { from: expect.anything(), until: expect.anything() }],
  ["an end that nobody will see", { address: "a@example.com", "scope-1": "yes", until: "9999-12-31" }, { until: expect.anything() }],
  ["a last day before the first", { address: "a@example.com", "scope-1": "yes", from: "2026-05-02", until: "2026-05-01" }, { until: expect.anything() }],
  ["the owner's own address", { address: "owner@example.com", "scope-1": "yes" }, { address: expect.anything() }],
])("an invitation with %s comes back with what was typed", async (_what, fields: Record<string, string>, faults) => {
  const { portal, owner, partyId } = await open();
  const answer = await send(owner.browser, invite.action, { path: "/", params: { id: partyId }, fields: { formToken: owner.formToken, ...fields } });
  expect(answer).toMatchObject({ status: 422, data: { faults, typed: fields } });
  expect(Object.keys(answer.data.faults as object)).toEqual(Object.keys(faults));
  expect(await countRows(portal.db)).toMatchObject({ invitations: 0 });
});

test("an authority until a day holds to the end of that day in the zone of the agreements", async () => {
  const { portal, owner, partyId } = await open();
  const fields = { formToken: owner.formToken, address: "employee@example.com", "scope-1": "yes", from: "2026-05-01", until: "2026-05-01" };
  expect(await send(owner.browser, invite.action, { path: "/", params: { id: partyId }, fields })).toMatchObject({ status: 303 });
  const row = await portal.db.selectFrom("invitations").select(["beginsAt", "endsAt"]).executeTakeFirstOrThrow();
  expect(row).toEqual({ beginsAt: "2026-04-30T16:00:00.000Z", endsAt: "2026-05-01T16:00:00.000Z" });
});

test("an invitation leads to the sign-in and back, is shown to its address alone, and is answered by a press", async () => {
  const { portal, owner, employee, partyId } = await open();
  const fields = { formToken: owner.formToken, address: "employee@example.com", "scope-1": "yes" };
  await send(owner.browser, invite.action, { path: "/", params: { id: partyId }, fields });
  const token = await mailedToken(portal, { to: "employee@example.com", page: "invitations" });
  const page = { path: `/invitations/${token}`, params: { token } };
  expect(await visit(openTestBrowser(portal), invitation.loader, page)).toMatchObject({ location: `/sign-in?to=${encodeURIComponent(page.path)}` });
  expect(await visit(owner.browser, invitation.loader, page)).toMatchObject({ data: { invitation: { isForAccount: false } } });
  expect(await visit(employee.browser, invitation.loader, page)).toMatchObject({ status: 200, data: { invitation: { isForAccount: true, organisation: "Example Ltd." } } });
  expect(await countRows(portal.db)).toMatchObject({ delegations: 1 });
  expect(await send(employee.browser, invitation.action, { ...page, fields: { formToken: employee.formToken, answer: "accept" } })).toMatchObject({ location: "/organisations?done=accepted" });
  expect(await visit(employee.browser, invitation.loader, page)).toMatchObject({ status: 404 });
  expect(await visit(employee.browser, list.loader, { path: "/organisations" })).toMatchObject({ data: { authorities: [{ organisation: "Example Ltd.", state: "holds" }] } });
});

test("receipts and records tell the relation and the authority; the owner always reads them, the person while authorised", async () => {
  const { portal, owner, employee, partyId } = await open();
  const delegation = await grant(portal, owner.person, employee.person, { partyId });
  const accepted = await acceptTerms(portal, await actingFor(portal, employee.person, partyId));
  const id = "actId" in accepted ? accepted.actId : "";
  const page = { path: `/receipts/${id}`, params: { id } };
  const expected = { data: { view: { partyId, authority: { id: delegation, relation: "authorised", state: "holds", organisation: "Example Ltd.", person: { address: "employee@example.com" } } } } };
  for (const { browser } of [owner, employee]) expect(await visit(browser, receipt.loader, page)).toMatchObject(expected);
  const told = { entity_id: employee.person.accountId, relation: "authorised", delegation: { id: delegation, state: "holds", scopes: ["use", "accept"], from: portal.now(), until: null } };
  expect((await visit(owner.browser, record.loader, page)).data).toMatchObject(told);
  await revokeDelegation(portal, owner.person, { id: delegation, reason: "left" });
  expect(await visit(employee.browser, receipt.loader, page)).toMatchObject({ status: 404 });
  expect((await visit(owner.browser, record.loader, page)).data).toMatchObject(told);
});

test("who is authorised sees of the history what they did themself; the owner sees who did what", async () => {
  const { portal, owner, employee, partyId } = await open();
  await grant(portal, owner.person, employee.person, { partyId });
  await acceptTerms(portal, await actingFor(portal, owner.person, partyId));
  await actingFor(portal, employee.person, partyId);
  expect(await visit(employee.browser, me.loader, { path: "/me" })).toMatchObject({ data: { history: { acts: [] }, view: { binding: [{ slug: "general-terms" }] } } });
  expect(await visit(owner.browser, me.loader, { path: "/me" })).toMatchObject({ data: { history: { acts: [{ by: "owner@example.com" }] } } });
});

test("once the authority is over the pages of acts ask for whom the person acts, and nothing of the organisation is shown", async () => {
  const { portal, owner, employee, partyId } = await open();
  const id = await grant(portal, owner.person, employee.person, { partyId });
  await actingFor(portal, employee.person, partyId);
  await revokeDelegation(portal, owner.person, { id, reason: "left" });
  for (const { loader } of [accept, me]) {
    expect(await visit(employee.browser, loader, { path: "/me" })).toMatchObject({ status: 302, location: "/acting-for?to=%2Fme" });
  }
  expect(await visit(employee.browser, acting.loader, { path: "/acting-for?to=%2Fme" })).toMatchObject({ data: { actingFor: { whom: "nobody" }, organisations: [], to: "/me" } });
  const fields = { formToken: employee.formToken, whom: partyId };
  expect(await send(employee.browser, acting.action, { path: "/acting-for", fields })).toMatchObject({ status: 409, data: { isRefused: true } });
  expect(await send(employee.browser, acting.action, { path: "/acting-for?to=https://evil.example", fields: { ...fields, whom: "self" } })).toMatchObject({ status: 303, location: "/me" });
});

test("a revocation needs a reason, and its page belongs to the owner and to the person alone", async () => {
  const { portal, owner, employee, partyId } = await open();
  const delegation = await grant(portal, owner.person, employee.person, { partyId });
  const stranger = await visitorOf(portal, await addConfirmed(portal, "stranger@example.com"));
  const page = { path: "/", params: { id: partyId, delegation } };
  expect(await visit(stranger.browser, authority.loader, page)).toMatchObject({ status: 404 });
  expect(await visit(owner.browser, authority.loader, { ...page, params: { ...page.params, id: "pty_other" } })).toMatchObject({ status: 404 });
  expect(await send(stranger.browser, authority.action, { ...page, fields: { formToken: stranger.formToken, reason: "no" } })).toMatchObject({ status: 404 });
  expect(await send(owner.browser, authority.action, { ...page, fields: { formToken: owner.formToken, reason: " " } })).toMatchObject({ status: 422, data: { faults: { reason: "Enter the reason" } } });
  expect(await send(owner.browser, authority.action, { ...page, fields: { formToken: owner.formToken, reason: "left" } })).toMatchObject({ location: `/organisations/${partyId}?done=revoked` });
  expect(await visit(owner.browser, authority.loader, page)).toMatchObject({ data: { revocation: { reason: "left" } } });
  expect(await visit(employee.browser, authority.loader, page)).toMatchObject({ data: { revocation: null, isOwn: true, authority: { state: "revoked" } } });
});
