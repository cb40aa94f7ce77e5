import { expect, test } from "vitest";
import type { ClausesView, ClauseView, QuestionView } from "#app/http/reading/question-view.server";
import * as ask from "#app/routes/clause-question";
import * as choose from "#app/routes/clauses";
import * as own from "#app/routes/questions";
import * as answer from "#app/routes/staff-question";
import * as list from "#app/routes/staff-questions";
import { openTestBrowser } from "#test/support/exchange";
import { openShippedPortal, thrownBy } from "#test/support/pages";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

const VERSION = { slug: "general-terms", number: "1" };

async function openPage() {
  const portal = await openShippedPortal();
  const reader = await openAs(portal, "reader", []);
  const { data } = await visit(reader.browser, choose.loader, { path: "/agreements/general-terms/versions/1/clauses?lang=en", params: VERSION });
  const { clauses } = data.view as ClausesView;
  const clauseId = clauses.find(({ number }) => number === "1.1.")?.id ?? "";
  return { portal, reader, page: { path: `/agreements/general-terms/versions/1/clauses/${clauseId}?lang=en`, params: { ...VERSION, clauseId } } };
}

async function asked() {
  const opened = await openPage();
  const { reader, page } = opened;
  const { data } = await visit(reader.browser, ask.loader, page);
  const { form } = data as { form: { token: string; key: string } };
  const fields = { formToken: form.token, formKey: form.key, language: "en", channel: "acceptance", question: "Who is “we”?" };
  return { ...opened, fields, answer: await send(reader.browser, ask.action, { ...page, fields }) };
}

test("anybody may read a clause by itself; without a sign-in there is a way to it and no form", async () => {
  const { portal, page } = await openPage();
  const { data } = await visit(openTestBrowser(portal), ask.loader, page);
  expect(data).toMatchObject({ form: null, view: { clause: { number: "1.1." } } });
  expect((data.view as ClauseView).clause.html).toContain("<p>");
  const sent = await send(openTestBrowser(portal), ask.action, { ...page, fields: { question: "?" } });
  expect(sent).toMatchObject({ status: 302, location: expect.stringContaining("/sign-in?to=") });
});

test("what was written is shown again when the session has ended, or another has begun, before it was sent", async () => {
  const { portal, reader, page, fields } = await asked();
  const ended = await send(openTestBrowser(portal), ask.action, { ...page, fields });
  expect(ended).toMatchObject({ status: 403, data: { code: "signed-out", details: { typed: "Who is “we”?", to: expect.stringContaining("/sign-in?to=") } } });
  const stale = await send(reader.browser, ask.action, { ...page, fields: { ...fields, formToken: "of another session" } });
  expect(stale).toMatchObject({ status: 403, data: { code: "form-stale", details: { typed: "Who is “we”?" } } });
});

test("a question leads to one's own questions; only its person sees it there", async () => {
  const { portal, reader, answer: sent } = await asked();
  expect(sent).toMatchObject({ status: 303, location: expect.stringMatching(/^\/questions\?asked#qst_/) });
  const { data } = await visit(reader.browser, own.loader, { path: "/questions?asked" });
  expect(data).toMatchObject({ isAsked: true, questions: [{ question: "Who is “we”?", channel: "acceptance", clause: { number: "1.1." } }] });
  const other = await openAs(portal, "other", []);
  expect((await visit(other.browser, own.loader, { path: "/questions" })).data).toMatchObject({ questions: [] });
});

test.each([["question", " "], ["question", "x".repeat(2001)]])("a %s that cannot be sent comes back with what was typed", async (field, value) => {
  const { reader, page, fields } = await asked();
  const again = await send(reader.browser, ask.action, { ...page, fields: { ...fields, [field]: value } });
  expect(again).toMatchObject({ status: 422, data: { faults: { question: expect.any(String) }, typed: { [field]: value } } });
});

test("a clause that the version has not is not there", async () => {
  const { reader } = await openPage();
  const attempt = thrownBy(ask.loader({ ...reader.browser.get("/x"), params: { ...VERSION, clauseId: "none" } }));
  expect(await attempt).toMatchObject({ status: 404, data: { code: "clause-not-in-version" } });
});

async function answerAs(staff: Staff, id: string, fields: Record<string, string>) {
  return send(staff.browser, answer.action, { path: `/editor/questions/${id}`, params: { id }, fields: { formToken: staff.formToken, follows: "", publicQuestion: "", ...fields } });
}

test("staff see what waits and answer it; what was typed is not lost when somebody else was first", async () => {
  const { portal, reader } = await asked();
  const editor = await openAs(portal, "editor", ["editor"]);
  const { data } = await visit(editor.browser, list.loader, { path: "/editor/questions" });
  const [waiting] = data.questions as QuestionView["question"][];
  const id = waiting?.id ?? "";
  expect(await answerAs(editor, id, { answer: "" })).toMatchObject({ status: 422, data: { faults: { answer: expect.any(String) } } });
  expect(await answerAs(editor, id, { answer: "Example Ltd." })).toMatchObject({ status: 303 });
  const late = await answerAs(editor, id, { answer: "Somebody else's words" });
  expect(late).toMatchObject({ status: 409, data: { faults: { form: expect.any(String) }, typed: { answer: "Somebody else's words" } } });
  expect((await visit(editor.browser, list.loader, { path: "/editor/questions" })).data).toMatchObject({ questions: [] });
  expect((await visit(reader.browser, own.loader, { path: "/questions" })).data).toMatchObject({ questions: [{ answers: [{ answer: "Example Ltd." }] }] });
});

test("readers do not see the questions of others at the desk", async () => {
  const { reader } = await openPage();
  expect(await thrownBy(list.loader({ ...reader.browser.get("/editor/questions"), params: {} }))).toMatchObject({ status: 404 });
});
