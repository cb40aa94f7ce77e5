import { expect, test } from "vitest";
import { readHistories } from "#app/domain/publication/catalog.server";
import { startDraft, readDraft, editDraft } from "#app/domain/publication/drafting/drafts.server";
import { bindingOf, openDraft } from "#app/domain/publication/drafting/open-draft";
import type { AgreementPropertiesView } from "#app/http/desk/agreement-properties-view.server";
import type { ClauseView } from "#app/http/reading/clause-view.server";
import type { PlaceView } from "#app/http/desk/clause-place.server";
import type { CommentsView } from "#app/http/desk/comments-view.server";
import type { DraftView } from "#app/http/desk/draft-view.server";
import type { StatesView, StateView } from "#app/http/desk/draft-states.server";
import * as agreement from "#app/routes/draft-agreement";
import * as clause from "#app/routes/clause";
import * as clausePlace from "#app/routes/clause-place";
import * as draft from "#app/routes/draft";
import * as review from "#app/routes/draft-review";
import * as state from "#app/routes/draft-state";
import * as states from "#app/routes/draft-states";
import { openShippedPortal } from "#test/support/pages";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

async function openDrafted() {
  const portal = await openShippedPortal();
  const author = await openAs(portal, "author", ["editor"]);
  const second = await openAs(portal, "second", ["approver"]);
  const actor = { accountId: author.accountId, roles: ["editor"] as const, signInId: "" };
  const id = await startDraft(portal, { slug: "general-terms", number: 2, actor });
  const idOf = async (number: string) => bindingOf(openDraft((await readDraft(portal, id)).content)).clauses.find((each) => each.number === number)?.id ?? "";
  return { portal, author, second, id, actor, idOf, clauseId: await idOf("1.1.") };
}

type Drafted = Awaited<ReturnType<typeof openDrafted>>;

async function write({ portal, id, actor, clauseId }: Drafted, body: string): Promise<void> {
  const { counter } = await readDraft(portal, id);
  await editDraft(portal, { draftId: id, counter, edits: [{ op: "setText", clauseId, language: "zh-CN", body }], actor });
}

async function statesOf({ id }: Drafted, { browser }: Staff): Promise<StatesView["states"]> {
  return ((await visit(browser, states.loader, { path: `/editor/drafts/${id}/states`, params: { id } })).data.view as StatesView).states;
}

test("the states of a draft are listed with who, what and where, and one is shown against the present and brought back", async () => {
  const drafted = await openDrafted();
  const { portal, author, id } = drafted;
  await write(drafted, "一。");
  await write(drafted, "二。");
  const listed = await statesOf(drafted, author);
  expect(listed).toMatchObject([
    { counter: 3, isPresent: true, isOwn: true, note: { act: "edited", ops: ["setText"] }, clauses: ["1.1."] },
    { counter: 2, isPresent: false }, { counter: 1, note: { act: "started" } },
  ]);
  const place = { path: `/editor/drafts/${id}/states/2`, params: { id, counter: "2" } };
  const shown = (await visit(author.browser, state.loader, place)).data as { view: StateView; redline: { counts: Record<string, number> } };
  expect(shown).toMatchObject({ view: { counter: 2, mayRestore: true, language: "en" } });
  const inChinese = (await visit(author.browser, state.loader, { ...place, path: `${place.path}?lang=zh-CN` })).data as typeof shown;
  expect(inChinese.redline.counts).toMatchObject({ changed: 1 });
  expect(await send(author.browser, state.action, { ...place, fields: { formToken: author.formToken } })).toMatchObject({ status: 303, location: `/editor/drafts/${id}/states` });
  expect((await readDraft(portal, id)).content.texts[0]?.body).toContain("1.1. 一。");
  expect((await statesOf(drafted, author))[0]).toMatchObject({ counter: 4, note: { act: "restored", counter: 2 } });
});

test("an approver reads the states and brings none back; a state that is not there is unknown", async () => {
  const { author, second, id } = await openDrafted();
  const place = (counter: string) => ({ path: `/editor/drafts/${id}/states/${counter}`, params: { id, counter } });
  expect(await visit(second.browser, state.loader, place("1"))).toMatchObject({ data: { view: { isPresent: true, mayRestore: false } } });
  expect(await send(second.browser, state.action, { ...place("1"), fields: { formToken: second.formToken } })).toMatchObject({ status: 404 });
  expect(await visit(author.browser, state.loader, place("x"))).toMatchObject({ status: 404 });
  await expect(state.loader({ ...author.browser.get(place("9").path), params: place("9").params })).rejects.toMatchObject({ data: { code: "state-unknown" } });
});

test("a clause is moved to another level once its renumbering was shown", async () => {
  const { portal, author, id, idOf } = await openDrafted();
  const [clauseId, anchor] = [await idOf("1.2."), await idOf("3.2.")];
  const place = { path: `/editor/drafts/${id}/clauses/${clauseId}/place`, params: { id, clauseId } };
  const before = (await visit(author.browser, clausePlace.loader, place)).data.view as PlaceView;
  expect(before.plan).toBeNull();
  const { plan, counter } = (await visit(author.browser, clausePlace.loader, { ...place, path: `${place.path}?how=inside&anchor=${anchor}` })).data.view as PlaceView;
  expect(plan).toMatchObject({ changes: { levels: { from: 2, to: 3 }, renumbered: [{ from: "1.2.", to: "3.2.4." }] } });
  const fields = { formToken: author.formToken, counter: String(counter), anchor, how: "inside" };
  expect(await send(author.browser, clausePlace.action, { ...place, fields })).toMatchObject({ status: 303 });
  expect(bindingOf(openDraft((await readDraft(portal, id)).content)).clauses.find((each) => each.id === clauseId)?.number).toBe("3.2.4.");
});

const FIELDS = {
  "title.zh-CN": "通用服务条款", "title.en": "General Terms of Service", "name.zh-CN": "新示例有限公司", "name.en": "New Example Ltd.", "address.zh-CN": "上海", "address.en": "Shanghai",
  contact: "legal@example.com", precedence: "30", who: "kind", kinds: "consumer", places: "", products: "", noticeDays: "30", "rule.assign": "60",
};

test("contracting party, audience and notice rule are changed by a form; what it does not show stays", async () => {
  const { portal, author, id } = await openDrafted();
  const before = (await readDraft(portal, id)).content.agreement;
  const place = { path: `/editor/drafts/${id}/agreement`, params: { id } };
  const answer = await send(author.browser, agreement.action, { ...place, fields: { formToken: author.formToken, counter: "1", ...FIELDS } });
  expect(answer).toMatchObject({ status: 303, location: `/editor/drafts/${id}/agreement?saved` });
  const { content } = await readDraft(portal, id);
  expect(content.agreement).toEqual({
    ...before, audience: { who: "kind", kinds: ["consumer"] }, noticeRules: { assign: 60 },
    contractingParty: { name: { "zh-CN": "新示例有限公司", en: "New Example Ltd." }, address: { "zh-CN": "上海", en: "Shanghai" }, contact: "legal@example.com" },
  });
  expect(content.texts.find(({ language }) => language === "en")?.title).toBe("General Terms of Service");
});

test.each([
  ["name.en", " "], ["title.zh-CN", ""], ["precedence", "-1"], ["noticeDays", "many"], ["rule.assign", "3651"], ["kinds", undefined],
])("a field that cannot be used comes back with its sentence: %s", async (field, value) => {
  const { portal, author, id } = await openDrafted();
  const given: Record<string, string | undefined> = { formToken: author.formToken, counter: "1", ...FIELDS, [field]: value };
  const fields = Object.fromEntries(Object.entries(given).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
  const answer = await send(author.browser, agreement.action, { path: `/editor/drafts/${id}/agreement`, params: { id }, fields });
  expect(answer).toMatchObject({ status: 422, data: { faults: { [field]: expect.any(String) }, typed: { contact: ["legal@example.com"] } } });
  expect((await readDraft(portal, id)).counter).toBe(1);
});

test("binding language, zone and deeming are changed by the same form, and what never changes is refused", async () => {
  const { portal, author, id } = await openDrafted();
  const place = { path: `/editor/drafts/${id}/agreement`, params: { id } };
  const terms = { kind: "information", binding: "en", zone: "Europe/Berlin", deeming: "yes", deemed: "business", grade: "E" };
  await send(author.browser, agreement.action, { ...place, fields: { formToken: author.formToken, counter: "1", ...FIELDS, ...terms } });
  expect((await readDraft(portal, id)).content.agreement).toMatchObject({ kind: "terms", bindingLanguage: "en", zone: "Europe/Berlin", deeming: { isOn: true, customerKinds: ["business"], clickReasons: [], minimumGrade: "E" } });
  const { view } = (await visit(author.browser, agreement.loader, place)).data as { view: AgreementPropertiesView };
  expect(view).toMatchObject({ slug: "general-terms", mayChangeKind: false, bindingLanguage: "en", zoneRelease: process.versions.tz, deeming: { minimumGrade: "E" } });
});

test.each([["binding", "fr"], ["zone", "+08:00"], ["zone", "Asia/Nowhere"], ["zone", "asia/shanghai"], ["deemed", undefined]])("terms that cannot be used come back with their sentence: %s %s", async (field, value) => {
  const { portal, author, id } = await openDrafted();
  const given: Record<string, string | undefined> = { formToken: author.formToken, counter: "1", ...FIELDS, deeming: "yes", deemed: "business", grade: "C", [field]: value };
  const fields = Object.fromEntries(Object.entries(given).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
  const answer = await send(author.browser, agreement.action, { path: `/editor/drafts/${id}/agreement`, params: { id }, fields });
  expect(answer).toMatchObject({ status: 422, data: { faults: { [field]: expect.any(String) } } });
  expect((await readDraft(portal, id)).counter).toBe(1);
});

test("the purposes of a consent are added, reworded and taken out; a code that is taken or a missing word comes back", async () => {
  const { portal, author, actor } = await openDrafted();
  const history = (await readHistories(portal)).find(({ kind }) => kind === "consent");
  const id = await startDraft(portal, { slug: history?.slug ?? "", number: history?.versions.at(-1)?.number ?? 0, actor });
  const before = (await readDraft(portal, id)).content;
  const [first, second] = before.agreement.purposes ?? [];
  const said = (at: string, title: string) => before.texts.flatMap(({ language }) => [[`${at}.title.${language}`, `${title} ${language}`], [`${at}.description.${language}`, `${title} for what`]]);
  const fields = { formToken: author.formToken, counter: "1", ...FIELDS, "purpose.0.code": first?.code ?? "", ...Object.fromEntries(said("purpose.0", "Reworded")), "purpose.1.code": second?.code ?? "x", "purpose.1.gone": "yes" };
  const place = { path: `/editor/drafts/${id}/agreement`, params: { id } };
  const added = { ...fields, "purpose.2.code": "new-purpose", ...Object.fromEntries(said("purpose.2", "New")) };
  const refused = await send(author.browser, agreement.action, { ...place, fields: { ...added, "purpose.2.code": first?.code ?? "", "purpose.2.title.en": " " } });
  expect(refused).toMatchObject({ status: 422, data: { faults: { "purpose.2.code": expect.any(String), "purpose.2.title.en": expect.any(String) } } });
  await send(author.browser, agreement.action, { ...place, fields: added });
  const { purposes } = (await readDraft(portal, id)).content.agreement;
  expect(purposes?.map(({ code, title }) => `${code}: ${title.en}`)).toEqual([`${first?.code}: Reworded en`, "new-purpose: New en"]);
});

test("a comment on a clause is counted in the tree until it is answered, on the page of the clause or of the review", async () => {
  const { author, second, id, clauseId } = await openDrafted();
  const reviewPage = { path: `/editor/drafts/${id}/review`, params: { id } };
  const said = await send(second.browser, review.action, { ...reviewPage, fields: { formToken: second.formToken, intent: "comment", clauseId, comment: "谁是“我们”？" } });
  expect(said).toMatchObject({ status: 303, location: expect.stringMatching(/review#cmt_/) });
  const treeItem = async () => ((await visit(author.browser, draft.loader, { path: `/editor/drafts/${id}`, params: { id } })).data.view as DraftView).text.clauses.find((each) => each.id === clauseId);
  expect(await treeItem()).toMatchObject({ openComments: 1, behind: [] });
  const clausePage = { path: `/editor/drafts/${id}/clauses/${clauseId}`, params: { id, clauseId } };
  const { comments } = (await visit(author.browser, clause.loader, clausePage)).data as { comments: CommentsView; view: ClauseView };
  expect(comments.comments).toMatchObject([{ body: "谁是“我们”？", isOpen: true, isOwn: false, answers: [] }]);
  const answersId = comments.comments[0]?.id ?? "";
  await send(author.browser, clause.action, { ...clausePage, fields: { formToken: author.formToken, intent: "comment", answersId, comment: "前文已有定义。" } });
  expect(await treeItem()).toMatchObject({ openComments: 0 });
  expect(await send(author.browser, clause.action, { ...clausePage, fields: { formToken: author.formToken, intent: "comment", comment: " " } })).toMatchObject({ status: 422, data: { faults: { form: expect.any(String) } } });
});

test("a translation that fell behind is marked in the tree", async () => {
  const drafted = await openDrafted();
  await write(drafted, "一。");
  const { author, id, clauseId } = drafted;
  const view = (await visit(author.browser, draft.loader, { path: `/editor/drafts/${id}`, params: { id } })).data.view as DraftView;
  expect(view.text.clauses.filter(({ behind }) => behind.length > 0)).toMatchObject([{ id: clauseId, behind: ["en"] }]);
});
