import { expect, test } from "vitest";
import { readDraft } from "#app/domain/publication/drafting/drafts.server";
import { openDraft } from "#app/domain/publication/drafting/open-draft";
import type { ClauseView } from "#app/http/reading/clause-view.server";
import * as clause from "#app/routes/clause";
import * as clauseNew from "#app/routes/clause-new";
import * as clauseNewPreview from "#app/routes/clause-new-preview";
import * as draft from "#app/routes/draft";
import * as editor from "#app/routes/editor";
import { openShippedPortal } from "#test/support/pages";
import type { TestPortal } from "#test/support/portal";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

/** An editor who took version 2 of the general terms as a draft. */
async function openStarted() {
  const portal = await openShippedPortal();
  const staff = await openAs(portal, "author", ["editor"]);
  const started = await send(staff.browser, editor.action, { path: "/editor", fields: { formToken: staff.formToken, slug: "general-terms", number: "2" } });
  const id = started.location?.split("/").at(-1) ?? "";
  return { portal, staff, id, clauseId: await clauseAt(portal, id, "1.1.") };
}

async function textsOf(portal: TestPortal, id: string) {
  return openDraft((await readDraft(portal, id)).content).texts;
}

async function clauseAt(portal: TestPortal, id: string, number: string): Promise<string> {
  const [binding] = await textsOf(portal, id);
  return binding?.clauses.find((each) => each.number === number)?.id ?? "";
}

function placeOf(id: string, clauseId: string) {
  return { path: `/editor/drafts/${id}/clauses/${clauseId}`, params: { id, clauseId } };
}

async function viewOf({ browser }: Staff, id: string, clauseId: string): Promise<ClauseView> {
  return (await visit(browser, clause.loader, placeOf(id, clauseId))).data.view as ClauseView;
}

/** The fields as the page shows them, with changes. */
function fieldsOf({ formToken }: Staff, view: ClauseView, changes: Record<string, string> = {}): Record<string, string> {
  const words = view.texts.flatMap(({ language, number, heading, body }) => [
    [`number.${language}`, number ?? ""], [`heading.${language}`, heading], [`body.${language}`, body],
  ]);
  return { formToken, counter: String(view.counter), intent: "save", ...Object.fromEntries(words), ...changes };
}

async function post(staff: Staff, id: string, { clauseId, fields }: { clauseId: string; fields: Record<string, string> }) {
  return send(staff.browser, clause.action, { ...placeOf(id, clauseId), fields });
}

test("an editor changes the words of a clause in one language, and the other falls behind until confirmed", async () => {
  const { portal, staff, id, clauseId } = await openStarted();
  const view = await viewOf(staff, id, clauseId);
  const saved = await post(staff, id, { clauseId, fields: fieldsOf(staff, view, { "body.zh-CN": "新的文字。\r\n" }) });
  expect(saved).toMatchObject({ status: 303, location: `/editor/drafts/${id}/clauses/${clauseId}?saved` });
  const after = await viewOf(staff, id, clauseId);
  expect(after.texts).toMatchObject([{ language: "zh-CN", body: "新的文字。" }, { language: "en" }]);
  expect(after.previews).toMatchObject([{ language: "zh-CN", isBehind: false, html: expect.stringContaining("新的文字。") }, { language: "en", isBehind: true }]);
  await post(staff, id, { clauseId, fields: fieldsOf(staff, after, { intent: "confirm.en" }) });
  expect((await viewOf(staff, id, clauseId)).previews[1]).toMatchObject({ isBehind: false });
  expect((await readDraft(portal, id)).counter).toBe(3);
});

test("saving what was not changed changes nothing", async () => {
  const { portal, staff, id, clauseId } = await openStarted();
  expect(await post(staff, id, { clauseId, fields: fieldsOf(staff, await viewOf(staff, id, clauseId)) })).toMatchObject({ status: 303 });
  expect((await readDraft(portal, id)).counter).toBe(1);
});

test("two editors on one clause: the second is shown both texts, keeps what was typed, and saves over it knowingly", async () => {
  const { portal, staff, id, clauseId } = await openStarted();
  const other = await openAs(portal, "second", ["editor"]);
  const view = await viewOf(staff, id, clauseId);
  await post(other, id, { clauseId, fields: fieldsOf(other, view, { "body.zh-CN": "甲的文字。" }) });
  const mine = fieldsOf(staff, view, { "body.zh-CN": "乙的文字。" });
  const refused = await post(staff, id, { clauseId, fields: mine });
  expect(refused).toMatchObject({
    status: 409,
    data: { counter: 2, conflicts: [{ current: "甲的文字。", own: "乙的文字。" }], typed: { "body.zh-CN": ["乙的文字。"] } },
  });
  expect((await viewOf(staff, id, clauseId)).texts[0]?.body).toBe("甲的文字。");
  expect(await post(staff, id, { clauseId, fields: { ...mine, counter: "2" } })).toMatchObject({ status: 303 });
  expect((await viewOf(staff, id, clauseId)).texts[0]?.body).toBe("乙的文字。");
});

test("two editors on different clauses: nothing is lost", async () => {
  const { portal, staff, id, clauseId } = await openStarted();
  const other = await openAs(portal, "second", ["editor"]);
  const otherId = await clauseAt(portal, id, "1.2.");
  const views = [await viewOf(staff, id, clauseId), await viewOf(other, id, otherId)] as const;
  await post(staff, id, { clauseId, fields: fieldsOf(staff, views[0], { "body.zh-CN": "甲。" }) });
  expect(await post(other, id, { clauseId: otherId, fields: fieldsOf(other, views[1], { "body.zh-CN": "乙。" }) })).toMatchObject({ status: 303 });
  const [binding] = await textsOf(portal, id);
  expect(binding?.clauses.filter((each) => [clauseId, otherId].includes(each.id)).map(({ body }) => body)).toEqual(["甲。", "乙。"]);
});

test("a clause is flagged, moved past its neighbour, followed by a new one, counted anew and removed", async () => {
  const { portal, staff, id, clauseId } = await openStarted();
  const { formToken, browser } = staff;
  await post(staff, id, { clauseId, fields: fieldsOf(staff, await viewOf(staff, id, clauseId), { flag: "conspicuous" }) });
  expect((await viewOf(staff, id, clauseId)).flags).toEqual(["conspicuous"]);
  const neighbour = await clauseAt(portal, id, "1.2.");
  const order = async () => (await textsOf(portal, id))[0]?.clauses.map((each) => each.id).filter((each) => [clauseId, neighbour].includes(each));
  await post(staff, id, { clauseId, fields: { formToken, counter: "2", intent: "down" } });
  expect(await order()).toEqual([neighbour, clauseId]);
  await post(staff, id, { clauseId, fields: { formToken, counter: "3", intent: "up" } });
  expect(await order()).toEqual([clauseId, neighbour]);
  const add = { path: `/editor/drafts/${id}/add?after=${clauseId}`, params: { id } };
  const words = { "heading.zh-CN": "", "body.zh-CN": "增加的条款。", "heading.en": "" };
  expect(await send(browser, clauseNew.action, { ...add, fields: { formToken, counter: "4", level: "same", ...words } })).toMatchObject({ status: 422, data: { faults: { "body.en": "Enter the text in every language" } } });
  expect(await send(browser, clauseNew.action, { ...add, fields: { formToken, counter: "4", level: "same", ...words, "body.en": "An added clause." } })).toMatchObject({ status: 303 });
  const added = (await textsOf(portal, id))[0]?.clauses.find(({ body }) => body === "增加的条款。")?.id ?? "";
  await send(browser, draft.action, { path: `/editor/drafts/${id}`, params: { id }, fields: { formToken, counter: "5" } });
  expect(await post(staff, id, { clauseId: added, fields: { formToken, counter: "5", intent: "remove" } })).toMatchObject({ status: 303, location: `/editor/drafts/${id}` });
  const left = (await textsOf(portal, id)).flatMap(({ clauses }) => clauses.map(({ body }) => body));
  expect(left.filter((body) => body === "增加的条款。" || body === "An added clause.")).toEqual([]);
});

test("a new clause is previewed as far as it is written, and nothing is saved", async () => {
  const { portal, staff, id, clauseId } = await openStarted();
  const page = { path: `/editor/drafts/${id}/add?after=${clauseId}`, params: { id } };
  const fields = { formToken: staff.formToken, counter: "1", level: "same", "body.zh-CN": "新增**要点**，见第 9.2.4 条。", "body.en": " " };
  const answer = await send(staff.browser, clauseNewPreview.action, { ...page, fields });
  const { html } = answer.data as { html: Record<string, string> };
  expect(Object.keys(html)).toEqual(["zh-CN"]);
  expect(html["zh-CN"]).toMatch(/1\.2\.[\s\S]*<strong>要点<\/strong>[\s\S]*9\.2\.4/);
  const shown = await send(staff.browser, clauseNew.action, { ...page, fields: { ...fields, intent: "preview" } });
  expect(shown).toMatchObject({ status: 200, data: { faults: {}, typed: { "body.zh-CN": [fields["body.zh-CN"]] }, previews: [{ language: "zh-CN" }] } });
  expect((await readDraft(portal, id)).counter).toBe(1);
});

test("where no number can be derived, the preview asks for it and the form takes it", async () => {
  const { portal, staff, id } = await openStarted();
  const deepest = await clauseAt(portal, id, "9.2.4.");
  const page = { path: `/editor/drafts/${id}/add?after=${deepest}`, params: { id } };
  const fields = { formToken: staff.formToken, counter: "1", level: "below", "body.zh-CN": "更深一级。", "body.en": "One level deeper." };
  expect(await send(staff.browser, clauseNewPreview.action, { ...page, fields })).toMatchObject({ data: { outcome: "refused", said: expect.stringContaining("Give its number") } });
  expect(await send(staff.browser, clauseNew.action, { ...page, fields: { ...fields, "number.zh-CN": "9.2.4.1.", "number.en": "9.2.4.1." } })).toMatchObject({ status: 303 });
  expect((await textsOf(portal, id)).map(({ clauses }) => clauses.find(({ number }) => number === "9.2.4.1.")?.body)).toEqual(["更深一级。", "One level deeper."]);
});

test.each([[[]], [["approver"]]] as const)("a person with the roles %j edits nothing", async (roles) => {
  const { portal, staff, id, clauseId } = await openStarted();
  const view = await viewOf(staff, id, clauseId);
  const other = await openAs(portal, "other", [...roles]);
  expect(await post(other, id, { clauseId, fields: fieldsOf(other, view, { "body.zh-CN": "x" }) })).toMatchObject({ status: 404 });
  expect(await send(other.browser, editor.action, { path: "/editor", fields: { formToken: other.formToken, slug: "general-terms", number: "2" } })).toMatchObject({ status: 404 });
  expect((await readDraft(portal, id)).counter).toBe(1);
});

test("an edit that cannot be read back is refused with its sentence, and what was typed is kept", async () => {
  const { staff, id, clauseId } = await openStarted();
  const view = await viewOf(staff, id, clauseId);
  const answer = await post(staff, id, { clauseId, fields: fieldsOf(staff, view, { "body.zh-CN": "一。\n\n9.9. 夹带的条款。" }) });
  expect(answer.status).toBe(422);
  expect(answer.data).toMatchObject({ faults: { form: expect.any(String) }, typed: { "body.zh-CN": ["一。\n\n9.9. 夹带的条款。"] } });
  const empty = await post(staff, id, { clauseId, fields: fieldsOf(staff, view, { "number.zh-CN": " " }) });
  expect(empty).toMatchObject({ status: 422, data: { faults: { "number.zh-CN": "Enter the number" } } });
});
