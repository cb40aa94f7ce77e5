import { expect, test } from "vitest";
import type { ProposedView } from "#app/http/reading/proposed-view.server";
import * as agreement from "#app/routes/agreement";
import * as period from "#app/routes/draft-period";
import * as proposed from "#app/routes/proposed";
import { edit, openDesk, REWORDED, SAID, SLUG, submit } from "#test/support/drafting";
import { openTestBrowser } from "#test/support/exchange";
import { thrownBy } from "#test/support/pages";
import { openAs } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

async function openSubmitted() {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  await submit(desk, "kept");
  const editor = await openAs(desk.portal, "chief", ["editor"]);
  const page = { path: `/editor/drafts/${desk.draftId}/comments`, params: { id: desk.draftId } };
  const asStaff = (fields: Record<string, string>) => send(editor.browser, period.action, { ...page, fields: { formToken: editor.formToken, ...fields } });
  return { ...desk, page, asStaff, chief: editor, readers: { path: `/proposed/${desk.draftId}?lang=en`, params: { id: desk.draftId } } };
}

async function openPublic() {
  const opened = await openSubmitted();
  expect(await opened.asStaff({ intent: "open", closes: "2026-03-20" })).toMatchObject({ status: 303 });
  const reader = await openAs(opened.portal, "reader", []);
  const { data } = await visit(reader.browser, proposed.loader, opened.readers);
  const { view, form } = data as { view: ProposedView; form: { token: string; key: string } };
  const fields = { formToken: form.token, formKey: form.key, counter: String(view.counter), clauseId: "c-3", body: "Why only paid ones?" };
  return { ...opened, reader, view, fields };
}

test("drafts are nobody's business before a period is opened, and its end is checked", async () => {
  const { portal, readers, asStaff } = await openSubmitted();
  const stranger = openTestBrowser(portal);
  expect(await thrownBy(proposed.loader({ ...stranger.get(readers.path), params: readers.params }))).toMatchObject({ status: 404, data: { code: "proposed-unknown" } });
  expect(await asStaff({ intent: "open", closes: "soon" })).toMatchObject({ status: 400, data: { faults: { closes: expect.any(String) }, typed: { closes: "soon" } } });
  expect(await asStaff({ intent: "open", closes: "2026-03-01" })).toMatchObject({ status: 422, data: { faults: { closes: expect.any(String) } } });
});

test("everybody sees the proposal with its changes, and the agreement's page leads to it until the end", async () => {
  const { portal, draftId, view, readers } = await openPublic();
  expect(view).toMatchObject({ against: 1, period: { isOpen: true, closesAt: "2026-03-19T16:00:00.000Z" }, redline: { counts: { changed: 1 } } });
  const stranger = openTestBrowser(portal);
  expect((await visit(stranger, proposed.loader, readers)).data).toMatchObject({ form: null });
  const page = { path: `/agreements/${SLUG}`, params: { slug: SLUG } };
  expect((await visit(stranger, agreement.loader, page)).data).toMatchObject({ proposed: [{ draftId }] });
  portal.clock.set("2026-03-19T16:00:00.000Z");
  expect((await visit(stranger, agreement.loader, page)).data).toMatchObject({ proposed: [] });
  expect((await visit(stranger, proposed.loader, readers)).data).toMatchObject({ view: { period: { isOpen: false } } });
});

test("a comment is seen by its reader at once, by others with its answer, and without a name", async () => {
  const { portal, reader, readers, fields, asStaff } = await openPublic();
  expect(await send(reader.browser, proposed.action, { ...readers, fields: { ...fields, body: "" } })).toMatchObject({ status: 422, data: { faults: { body: expect.any(String) } } });
  const sent = await send(reader.browser, proposed.action, { ...readers, fields });
  expect(sent).toMatchObject({ status: 303, location: expect.stringMatching(/#rcm_/) });
  const commentId = sent.location?.split("#")[1] ?? "";
  expect((await visit(reader.browser, proposed.loader, readers)).data).toMatchObject({ view: { comments: [{ body: fields.body, isOwn: true }], waiting: 0 } });
  const stranger = openTestBrowser(portal);
  expect((await visit(stranger, proposed.loader, readers)).data).toMatchObject({ view: { comments: [], waiting: 1 } });
  expect(await asStaff({ intent: "answer", commentId, follows: "", answer: "Free ones are out.", shown: "everybody" })).toMatchObject({ status: 303 });
  const { data } = await visit(stranger, proposed.loader, readers);
  expect(data).toMatchObject({ view: { comments: [{ body: fields.body, isOwn: false, answers: [{ answer: "Free ones are out." }] }] } });
  expect(JSON.stringify(data)).not.toMatch(/reader@example|pty_|usr_/);
});

test("after the end a comment is refused and what was typed stays", async () => {
  const { reader, readers, fields, asStaff } = await openPublic();
  expect(await asStaff({ intent: "close" })).toMatchObject({ status: 303 });
  expect(await send(reader.browser, proposed.action, { ...readers, fields })).toMatchObject({ status: 409, data: { typed: { body: fields.body } } });
});
