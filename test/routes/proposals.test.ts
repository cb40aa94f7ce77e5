import { expect, test } from "vitest";
import type { AgreementView } from "#app/http/reading/agreement-view.server";
import type { DecisionView } from "#app/http/desk/proposal-page.server";
import * as agreement from "#app/routes/agreement";
import * as desk from "#app/routes/editor";
import * as ending from "#app/routes/editor-ending";
import * as mark from "#app/routes/editor-mark";
import * as proposal from "#app/routes/editor-proposal";
import * as proposals from "#app/routes/editor-proposals";
import { openOffice, SLUG } from "#test/support/later";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

const GROUND = { "ground.zh-CN": "依法院判决", "ground.en": "by judgment of a court" };
const MARK = { kind: "void", clauseId: "c-4", since: "", whom: "all", parties: "", ...GROUND };
const END = { whom: "all", parties: "", effective: "", dataUntil: "2026-06-01", surviving: "c-6", "refund.zh-CN": "余额退还", "refund.en": "The balance is paid back", ...GROUND };

function proposeMark({ browser, formToken }: Staff, fields: Record<string, string> = {}) {
  const page = { path: `/editor/agreements/${SLUG}/versions/1/mark`, params: { slug: SLUG, number: "1" } };
  return send(browser, mark.action, { ...page, fields: { formToken, ...MARK, ...fields } });
}

function proposeEnd({ browser, formToken }: Staff, fields: Record<string, string> = {}) {
  return send(browser, ending.action, { path: `/editor/agreements/${SLUG}/end`, params: { slug: SLUG }, fields: { formToken, ...END, ...fields } });
}

function idIn({ location }: { location: string | null }): string {
  return /prp_\w+/.exec(location ?? "")?.[0] ?? "none";
}

async function look({ browser }: Staff, id: string) {
  const { data } = await visit(browser, proposal.loader, { path: `/editor/proposals/${id}`, params: { id } });
  return data.view as DecisionView;
}

function decide({ browser, formToken }: Staff, id: string, fields: Record<string, string>) {
  return send(browser, proposal.action, { path: `/editor/proposals/${id}`, params: { id }, fields: { formToken, ...fields } });
}

async function read(browser: Staff["browser"]) {
  const { data } = await visit(browser, agreement.loader, { path: `/agreements/${SLUG}`, params: { slug: SLUG } });
  return data as { view: AgreementView; html: string };
}

test("a void mark is proposed, decided by a second person, and shown to readers at the clause and above the text", async () => {
  const { editor, approver, portal } = await openOffice();
  const proposed = await proposeMark(editor);
  expect(proposed).toMatchObject({ status: 303, location: expect.stringMatching(/^\/editor\/proposals\/prp_\w+\?saved$/) });
  const id = idIn(proposed);
  expect(await look(editor, id)).toMatchObject({ may: "own", line: { what: "void", clause: "1.2", outcome: "open" } });
  const reader = await openAs(portal, "reader", []);
  expect((await read(reader.browser)).view.marks).toEqual([]);
  expect(await look(approver, id)).toMatchObject({ may: "decide", isFresh: true, author: expect.stringContaining("***@"), parties: null });
  expect(await decide(approver, id, { intent: "approve" })).toMatchObject({ status: 303 });
  const { view, html } = await read(reader.browser);
  expect(view.marks).toMatchObject([{ kind: "void", clause: { id: "c-4", number: "1.2." }, ground: { text: "by judgment of a court" }, isForAll: true }]);
  expect(html).toMatch(/id="c-c-4"><p class="clause-mark clause-mark-void"[^>]*><strong>This clause is void\.<\/strong>/);
  expect(html.match(/clause-mark-void/g)).toHaveLength(1);
});

test("an undertaking for one party, named by address, is shown to that party alone", async () => {
  const { editor, approver, portal } = await openOffice();
  const [concerned, other] = [await openAs(portal, "concerned", []), await openAs(portal, "other", [])];
  const id = idIn(await proposeMark(editor, { kind: "undertaking", whom: "some", parties: "concerned@example.com", since: "2026-02-01" }));
  expect(await look(approver, id)).toMatchObject({ parties: [{ address: "c***@example.com" }], mark: { sinceAt: "2026-01-31T16:00:00.000Z" } });
  await decide(approver, id, { intent: "approve" });
  expect((await read(concerned.browser)).html).toContain("We have not relied on this clause since 1 February 2026");
  expect((await read(other.browser)).view.marks).toEqual([]);
});

test("nobody approves an own proposal, and without a fresh sign-in the password comes first", async () => {
  const { second, approver, portal } = await openOffice();
  const id = idIn(await proposeMark(second));
  expect((await look(second, id)).may).toBe("own");
  expect(await decide(second, id, { intent: "approve" })).toMatchObject({ status: 403 });
  portal.clock.set("2026-03-02T07:46:00.000Z");
  expect((await look(approver, id)).isFresh).toBe(false);
  expect(await decide(approver, id, { intent: "approve" })).toMatchObject({ status: 302, location: expect.stringContaining("/sign-in/again") });
});

test("a proposal is rejected with a reason, once", async () => {
  const { editor, approver, second } = await openOffice();
  const id = idIn(await proposeMark(editor));
  expect(await decide(approver, id, { intent: "reject", reason: " " })).toMatchObject({ status: 422, data: { faults: { reason: expect.any(String) } } });
  expect(await decide(approver, id, { intent: "reject", reason: "the judgment is not final" })).toMatchObject({ status: 303 });
  expect(await decide(second, id, { intent: "approve" })).toMatchObject({ status: 409 });
  const { data } = await visit(editor.browser, proposals.loader, { path: "/editor/proposals" });
  expect(data.proposals).toMatchObject([{ line: { outcome: "rejected", reason: "the judgment is not final" }, zone: "Asia/Shanghai" }]);
});

test("an open proposal waits on the desk of an approver who did not make it", async () => {
  const { editor, approver, second } = await openOffice();
  const id = idIn(await proposeMark(second));
  const waiting = async ({ browser }: Staff) => ((await visit(browser, desk.loader, { path: "/editor" })).data.view as { waiting: { id?: string }[] }).waiting.map((line) => line.id);
  expect(await Promise.all([editor, approver, second].map(waiting))).toEqual([[], [id], []]);
});

test("an end is announced with its notice, its statements and the clauses chosen, and told to readers before and after", async () => {
  const { editor, approver, portal } = await openOffice();
  const id = idIn(await proposeEnd(editor));
  expect(await look(approver, id)).toMatchObject({ ending: { wantedAt: null, working: { earliestAt: "2026-04-01T16:00:00.000Z" }, surviving: ["2.1. Changes are announced 30 days ahead."] } });
  await decide(approver, id, { intent: "approve" });
  const reader = await openAs(portal, "reader", []);
  const told = { effectiveAt: "2026-04-01T16:00:00.000Z", dataUntil: "2026-05-31T16:00:00.000Z", number: 1, surviving: [{ id: "c-6", number: "2.1." }], refund: { text: "The balance is paid back" } };
  expect((await read(reader.browser)).view.ending).toMatchObject({ ...told, hasCome: false });
  portal.clock.set("2026-04-01T16:00:00.000Z");
  expect((await read(reader.browser)).view.ending).toMatchObject({ ...told, hasCome: true });
});

test("an end for a list concerns only those on it", async () => {
  const { editor, approver, portal } = await openOffice();
  const [concerned, other] = [await openAs(portal, "concerned", []), await openAs(portal, "other", [])];
  await decide(approver, idIn(await proposeEnd(editor, { whom: "some", parties: "concerned@example.com\neditor@example.com" })), { intent: "approve" });
  expect((await read(concerned.browser)).view.ending).toMatchObject({ isForAll: false });
  expect((await read(other.browser)).view.ending).toBeNull();
});

test.each([
  ["an unknown party", { whom: "some", parties: "nobody@example.com\npty_unknown" }, "parties"],
  ["no party", { whom: "some", parties: " \n" }, "parties"],
  ["a date that cannot be read", { dataUntil: "soon" }, "dataUntil"],
  ["a date within the notice", { effective: "2026-04-01" }, "effective"],
  ["no ground in one language", { "ground.en": "" }, "ground.en"],
  ["no refund statement", { "refund.zh-CN": " " }, "refund.zh-CN"],
])("an end with %s comes back at its field with all that was typed", async (_what, fields, field) => {
  const { editor } = await openOffice();
  const refused = await proposeEnd(editor, fields);
  expect(refused.data).toMatchObject({ faults: { [field]: expect.any(String) }, typed: { "refund.en": [END["refund.en"]], ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]])) } });
});

test("a mark without a clause comes back at the choice", async () => {
  const { editor } = await openOffice();
  expect((await proposeMark(editor, { clauseId: "" })).data).toMatchObject({ faults: { clauseId: expect.any(String) } });
});

test("an end that has become impossible says so, and only rejecting is left", async () => {
  const { editor, approver, second } = await openOffice();
  const ids = [idIn(await proposeEnd(editor)), idIn(await proposeEnd(second))];
  await decide(approver, ids[0] ?? "", { intent: "approve" });
  expect((await look(approver, ids[1] ?? "")).blocked).toContain("ends at");
  expect(await decide(approver, ids[1] ?? "", { intent: "approve" })).toMatchObject({ status: 409 });
});
