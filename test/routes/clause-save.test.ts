import { expect, test } from "vitest";
import { readDraft, readDraftStates } from "#app/domain/publication/drafting/drafts.server";
import { openDraft } from "#app/domain/publication/drafting/open-draft";
import type { ClauseView } from "#app/http/reading/clause-view.server";
import * as clause from "#app/routes/clause";
import * as preview from "#app/routes/clause-preview";
import * as save from "#app/routes/clause-save";
import * as editor from "#app/routes/editor";
import { openShippedPortal } from "#test/support/pages";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

/** Two editors, a draft of the general terms, and the fields of its clause 1.1. as both pages show them. */
async function openTyping() {
  const portal = await openShippedPortal();
  const [first, second] = [await openAs(portal, "first", ["editor"]), await openAs(portal, "second", ["editor"])];
  const started = await send(first.browser, editor.action, { path: "/editor", fields: { formToken: first.formToken, slug: "general-terms", number: "2" } });
  const id = started.location?.split("/").at(-1) ?? "";
  const clauseId = openDraft((await readDraft(portal, id)).content).texts[0]?.clauses.find(({ number }) => number === "1.1.")?.id ?? "";
  const place = { path: `/editor/drafts/${id}/clauses/${clauseId}`, params: { id, clauseId } };
  const { view } = (await visit(first.browser, clause.loader, place)).data as { view: ClauseView };
  const words = view.texts.flatMap(({ language, number, heading, body }) => [[`number.${language}`, number ?? ""], [`heading.${language}`, heading], [`body.${language}`, body]]);
  const shown: Record<string, string> = { counter: "1", flag: "", ...Object.fromEntries(words) };
  const post = (action: Parameters<typeof send>[1], staff: Staff, changes: Record<string, string>) =>
    send(staff.browser, action, { ...place, fields: { ...shown, formToken: staff.formToken, intent: "save", occasion: "pause", ...changes } });
  return { portal, first, second, id, clauseId, post };
}

test("a pause saves by the operation behind the button, and tells the next counter", async () => {
  const { portal, first, id, post } = await openTyping();
  expect(await post(save.action, first, { "body.zh-CN": "一。" })).toMatchObject({ status: 200, data: { outcome: "saved", counter: 2, others: {} } });
  expect(await post(save.action, first, { "body.zh-CN": "一二。", counter: "2" })).toMatchObject({ data: { outcome: "saved", counter: 3 } });
  expect((await readDraftStates(portal, id)).map(({ counter }) => counter)).toEqual([2, 1]);
  expect(await post(save.action, first, { "body.zh-CN": "一二。", flag: "price", counter: "3", occasion: "button" })).toMatchObject({ data: { outcome: "saved", counter: 4 } });
  expect((await readDraftStates(portal, id)).map(({ counter }) => counter)).toEqual([4, 3, 2, 1]);
});

test("what others wrote in the fields that were not touched is handed over, and never written back", async () => {
  const { portal, first, second, id, clauseId, post } = await openTyping();
  await post(save.action, first, { "body.en": "Other words.", flag: "price" });
  expect(await post(save.action, second, { "body.zh-CN": "一。" })).toMatchObject({ data: { outcome: "saved", others: { "body.en": "Other words.", flag: "price" } } });
  const { texts, version } = openDraft((await readDraft(portal, id)).content);
  expect(texts.map(({ clauses }) => clauses.find((each) => each.id === clauseId)?.body)).toEqual(["一。", "Other words."]);
  expect(version.clauses.find((each) => each.id === clauseId)?.flags).toEqual(["price"]);
});

test("words that collide come back as both sides in HTML; the form of the page without script keeps only what was changed", async () => {
  const { first, second, post } = await openTyping();
  await post(save.action, first, { "body.zh-CN": "甲<b>。", "heading.en": "Parties" });
  const answer = await post(save.action, second, { "body.zh-CN": "乙。" });
  expect(answer).toMatchObject({ status: 409, data: { outcome: "conflict", counter: 2, html: expect.stringContaining("&lt;b&gt;") } });
  const page = await post(clause.action, second, { "body.zh-CN": "乙。" });
  expect(page).toMatchObject({ status: 409, data: { typed: { "body.zh-CN": ["乙。"] } } });
  expect(Object.keys(page.data.typed as object)).toEqual(["body.zh-CN"]);
  expect(page.data.counter).toBe(2);
});

test("half-typed words are refused in a sentence, and so is a number that is gone", async () => {
  const { first, post } = await openTyping();
  expect(await post(save.action, first, { "body.zh-CN": "一。\n\n9.9. 夹带。" })).toMatchObject({ status: 422, data: { outcome: "refused", said: expect.stringContaining("1.1.") } });
  expect(await post(save.action, first, { "number.en": " " })).toMatchObject({ status: 422, data: { outcome: "refused", said: "Enter the number" } });
  expect(await post(preview.action, first, { "body.zh-CN": "一。\n\n9.9. 夹带。" })).toMatchObject({ status: 422, data: { said: expect.any(String) } });
});

test("the preview is the clause as readers get it, with what it cites and what is wrong with it; nothing is saved", async () => {
  const { portal, first, id, post } = await openTyping();
  const { data } = await post(preview.action, first, { "body.zh-CN": "见**第 9.2.4 条**和第 99.9 条。<script>", flag: "conspicuous" });
  const { "zh-CN": html = "", en = "" } = data.html as Record<string, string>;
  expect(html).toContain('<span class="clause-number">1.1.</span>');
  expect(html).toContain("conspicuous-text");
  expect(html).not.toContain("<script>");
  expect(html).toMatch(/→ <a href="\/editor\/drafts\/[^"]+"><span class="clause-ref">9\.2\.4\.<\/span>/);
  expect(html).toContain("leads nowhere");
  expect(html).toContain("finding-error");
  expect(en).toContain("behind the binding text");
  expect((await readDraft(portal, id)).counter).toBe(1);
});

test("nobody but editors saves or previews, and nothing is to be read there", async () => {
  const { portal, post } = await openTyping();
  const other = await openAs(portal, "other", ["approver"]);
  expect(await post(save.action, other, { "body.zh-CN": "x" })).toMatchObject({ status: 404 });
  expect(await post(preview.action, other, { "body.zh-CN": "x" })).toMatchObject({ status: 404 });
  expect(await post(save.action, { ...other, formToken: "x" }, {})).toMatchObject({ status: 404 });
  expect(() => save.loader()).toThrow();
});
