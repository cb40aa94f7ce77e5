import { expect, test } from "vitest";
import { acceptTerms } from "#test/support/acceptance";
import { action as answerAction, loader as answerLoader } from "#app/routes/staff-objection";
import { loader as staffLoader } from "#app/routes/staff-objections";
import { loader as me } from "#app/routes/me";
import { action, loader } from "#app/routes/object";
import { CHANGED_AT, openGated, viewerOf, type Gated } from "#test/support/gated";
import { actingFor, addConfirmed, found, grant } from "#test/support/organisation";
import { openTestBrowser } from "#test/support/exchange";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

const PATH = "/agreements/general-terms/versions/2/object";
const PARAMS = { slug: "general-terms", number: "2" };
const AFTER = "2026-02-15T08:00:00.000Z";

function view({ browser }: Pick<Staff, "browser">, params: Record<string, string> = PARAMS) {
  return visit(browser, loader, { path: PATH, params });
}

function object({ browser, formToken }: Staff, reason: string) {
  return send(browser, action, { path: PATH, params: PARAMS, fields: { formToken, reason } });
}

async function objected(gated: Gated, reason = "太贵 & <b>no</b>"): Promise<string> {
  await object(gated.reader, reason);
  const { actId } = await gated.portal.db.selectFrom("objections").select("actId").executeTakeFirstOrThrow();
  return actId;
}

test("before objecting one is told what follows and until when; sent twice it is recorded once and shown with its reason", async () => {
  const { portal, reader } = await openGated();
  expect((await view(reader)).data).toMatchObject({ view: { number: 2, chance: { chance: "open", untilAt: CHANGED_AT, binds: 1 }, made: null }, owner: null });
  const both = await Promise.all([object(reader, "no"), object(reader, "no")]);
  expect(both.map(({ status, location }) => [status, location])).toEqual([[303, PATH], [303, PATH]]);
  expect(await portal.db.selectFrom("objections").selectAll().execute()).toHaveLength(1);
  expect((await view(reader)).data).toMatchObject({ view: { chance: { chance: "already objected", isLate: false }, made: { reason: "no", answers: [] } } });
  expect((await visit(reader.browser, me, { path: "/me" })).data).toMatchObject({ told: { objections: [{ number: 2, reason: "no" }], notices: [{ reason: "announcement", state: "unread" }] } });
});

test("at the instant of the effect an objection is late: it says so before, is recorded, and does not count", async () => {
  const { portal, reader } = await openGated();
  portal.clock.set(CHANGED_AT);
  expect((await view(reader)).data).toMatchObject({ view: { chance: { chance: "late", untilAt: CHANGED_AT } } });
  await object(reader, "");
  expect((await view(reader)).data).toMatchObject({ view: { chance: { chance: "already objected", isLate: true }, made: { isLate: true, reason: null } } });
});

test("a reason that is too long comes back with what was typed, and nothing is recorded", async () => {
  const { portal, reader } = await openGated();
  const long = "异".repeat(2001);
  expect(await object(reader, long)).toMatchObject({ status: 422, data: { faults: { reason: expect.any(String) }, typed: { reason: long } } });
  expect(await portal.db.selectFrom("objections").selectAll().execute()).toEqual([]);
});

test("what was accepted, a first version and an unknown one cannot be objected to", async () => {
  const { portal, reader } = await openGated();
  expect((await view(reader, { slug: "general-terms", number: "1" })).data).toMatchObject({ view: { chance: { chance: "closed" } } });
  await expect(view(reader, { slug: "general-terms", number: "9" })).rejects.toMatchObject({ init: { status: 404 } });
  await acceptTerms(portal, await viewerOf(reader), { set: "general-terms@2" });
  expect((await view(reader)).data).toMatchObject({ view: { chance: { chance: "accepted before" } } });
});

test("who may only use an organisation's service is told whom to ask, and objects to nothing", async () => {
  const { portal } = await openGated();
  const owner = await addConfirmed(portal, "owner@example.com");
  const partyId = await found(portal, owner);
  await acceptTerms(portal, await actingFor(portal, owner, partyId), { set: "general-terms@1" });
  const user = await addConfirmed(portal, "user@example.com");
  await grant(portal, owner, user, { partyId, scopes: ["use"] });
  await actingFor(portal, user, partyId);
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", user.token);
  const { formToken } = await viewerOf({ browser });
  expect((await view({ browser })).data).toMatchObject({ owner: { owner: "owner@example.com" } });
  expect(await object({ browser, formToken, accountId: user.accountId }, "no")).toMatchObject({ status: 403, data: { faults: { form: expect.any(String) } } });
  expect(await portal.db.selectFrom("objections").selectAll().execute()).toEqual([]);
});

test("staff sees open objections with late ones, answers with a reason and a date ahead, and the party reads it", async () => {
  const gated = await openGated();
  const actId = await objected(gated);
  const editor = await openAs(gated.portal, "editor", ["editor"]);
  expect((await visit(editor.browser, staffLoader, { path: "/editor/objections" })).data).toMatchObject({ objections: [{ actId, reason: "太贵 & <b>no</b>", isLate: false }] });
  const path = `/editor/objections/${actId}`;
  const answer = (fields: Record<string, string>) => send(editor.browser, answerAction, { path, params: { id: actId }, fields: { formToken: editor.formToken, follows: "", ...fields } });
  expect(await answer({})).toMatchObject({ status: 422, data: { faults: { answer: expect.any(String), reason: expect.any(String) } } });
  expect(await answer({ answer: "keep", reason: "ok", until: "2026-01-15" })).toMatchObject({ status: 422, data: { faults: { until: expect.any(String) } } });
  expect(await answer({ answer: "keep", reason: "ok", until: "2027-01-01" })).toMatchObject({ status: 303, location: `${path}?done` });
  expect((await visit(editor.browser, answerLoader, { path, params: { id: actId } })).data).toMatchObject({ objection: { answers: [{ answer: "keep", reason: "ok", untilAt: "2026-12-31T16:00:00.000Z" }] } });
  expect((await answer({ answer: "lift", reason: "again" }))).toMatchObject({ status: 409 });
  expect((await visit(editor.browser, staffLoader, { path: "/editor/objections" })).data).toMatchObject({ objections: [] });
  expect((await view(gated.reader)).data).toMatchObject({ view: { made: { answers: [{ answer: "keep", reason: "ok" }] } } });
});

test("a late objection is answered in words alone", async () => {
  const gated = await openGated();
  gated.portal.clock.set(AFTER);
  const actId = await objected(gated);
  const approver = await openAs(gated.portal, "approver", ["approver"]);
  const answer = (value: string) => send(approver.browser, answerAction, { path: "/", params: { id: actId }, fields: { formToken: approver.formToken, follows: "", answer: value, until: "2027-01-01", reason: "thank you" } });
  expect(await answer("keep")).toMatchObject({ status: 409 });
  expect(await answer("reply")).toMatchObject({ status: 303 });
});

test("the desk of objections is unknown to readers and auditors", async () => {
  const gated = await openGated();
  const auditor = await openAs(gated.portal, "auditor", ["auditor"]);
  for (const { browser } of [gated.reader, auditor]) expect((await visit(browser, staffLoader, { path: "/editor/objections" })).status).toBe(404);
});
