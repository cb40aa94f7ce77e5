import { expect, test } from "vitest";
import { editDraft, readDraft, readDraftStates, restoreDraft, startDraft } from "#app/domain/publication/drafting/drafts.server";
import { edit, openDesk, publish, approve, submit, REWORDED, SAID, SLUG, type Desk } from "#test/support/drafting";
import { proposalOf } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";

async function chinese({ portal, draftId }: Desk): Promise<string> {
  const { content } = await readDraft(portal, draftId);
  return content.texts.find(({ language }) => language === "zh-CN")?.body ?? "";
}

function setText(clauseId: string, body: string) {
  return { op: "setText", clauseId, language: "zh-CN", body };
}

test("a draft starts from a version with its text, ids and properties, as the next version", async () => {
  const desk = await openDesk();
  const { content, counter } = await readDraft(desk.portal, desk.draftId);
  const { texts, manifest } = proposalOf();
  expect(counter).toBe(1);
  expect(content.texts.map(({ language, body }) => [language, body])).toEqual(texts.map(({ language, body }) => [language, body]));
  expect(content.version).toEqual({ version: 2, buildsOn: 1, changeClass: null, classReason: {}, summary: {}, clauses: manifest.version.clauses });
});

test("two editors on different clauses: both edits are there", async () => {
  const desk = await openDesk();
  await edit(desk, [setText("c-3", "甲的修改。")], { counter: 1 });
  const later = await edit(desk, [setText("c-4", "乙的修改。")], { counter: 1, actor: desk.second });
  expect(later).toEqual({ outcome: "saved", counter: 3, conflicts: [] });
  expect(await chinese(desk)).toContain("甲的修改。\n\n1.2. 乙的修改。");
});

test("two editors on one clause: the second gets both texts back and overwrites nothing", async () => {
  const desk = await openDesk();
  await edit(desk, [setText("c-3", "甲的修改。")], { counter: 1 });
  const later = await edit(desk, [setText("c-3", "乙的修改。"), setText("c-4", "乙的另一处。")], { counter: 1, actor: desk.second });
  expect(later).toMatchObject({
    outcome: "conflict",
    counter: 3,
    conflicts: [{ base: "本条款适用于全部服务。", current: "甲的修改。", own: "乙的修改。", edit: { clauseId: "c-3" } }],
  });
  expect(await chinese(desk)).toContain("1.1. 甲的修改。\n\n1.2. 乙的另一处。");
});

test("two who write the same words do not collide", async () => {
  const desk = await openDesk();
  await edit(desk, [setText("c-3", "相同的修改。")], { counter: 1 });
  expect((await edit(desk, [setText("c-3", "相同的修改。")], { counter: 1, actor: desk.second })).outcome).toBe("saved");
});

test("an edit finds its clause where somebody else moved it, under its new number", async () => {
  const desk = await openDesk();
  await edit(desk, [{ op: "moveClause", clauseId: "c-3", after: "c-6" }], { counter: 1 });
  await edit(desk, [setText("c-3", "移动之后的修改。")], { counter: 1, actor: desk.second });
  expect(await chinese(desk)).toContain("2.2. 移动之后的修改。");
});

test("a clause that somebody else removed comes back as a conflict", async () => {
  const desk = await openDesk();
  await edit(desk, [{ op: "removeClause", clauseId: "c-4" }], { counter: 1 });
  const later = await edit(desk, [setText("c-4", "没有地方可写。")], { counter: 1, actor: desk.second });
  expect(later).toMatchObject({ outcome: "conflict", counter: 2, conflicts: [{ current: null, own: "没有地方可写。" }] });
});

test("a clause that somebody else edited is not removed unseen", async () => {
  const desk = await openDesk();
  await edit(desk, [setText("c-4", "重要的补充。")], { counter: 1 });
  expect((await edit(desk, [{ op: "removeClause", clauseId: "c-4" }], { counter: 1, actor: desk.second })).outcome).toBe("conflict");
  expect(await chinese(desk)).toContain("重要的补充。");
});

test("many edits at the same moment are all kept", async () => {
  const desk = await openDesk();
  const clauses = ["c-1", "c-3", "c-4", "c-6"];
  const results = await Promise.all(clauses.map((id) => edit(desk, [setText(id, `同时的修改 ${id}。`)], { counter: 1 })));
  expect(results.map(({ outcome }) => outcome)).toEqual(clauses.map(() => "saved"));
  const text = await chinese(desk);
  for (const id of clauses) expect(text).toContain(`同时的修改 ${id}。`);
  expect((await readDraftStates(desk.portal, desk.draftId)).map(({ counter }) => counter)).toEqual([5, 4, 3, 2, 1]);
});

test("every saved state can be brought back, as a new state", async () => {
  const desk = await openDesk();
  const original = await chinese(desk);
  await edit(desk, [setText("c-3", "第一次。")]);
  await edit(desk, [{ op: "removeClause", clauseId: "c-5" }]);
  expect(await restoreDraft(desk.portal, { draftId: desk.draftId, counter: 2, actor: desk.editor })).toBe(4);
  expect(await chinese(desk)).toContain("第一次。");
  await restoreDraft(desk.portal, { draftId: desk.draftId, counter: 1, actor: desk.editor });
  expect(await chinese(desk)).toBe(original);
  expect((await readDraftStates(desk.portal, desk.draftId)).map(({ note }) => note)).toEqual(["restored 1", "restored 2", "edited removeClause in c-5", "edited setText in c-3", "started"]);
});

test("an edit that cannot be made saves nothing of its list", async () => {
  const desk = await openDesk();
  const edits = [setText("c-3", "可以。"), setText("c-4", "不可。\n\n9. 冒充。")];
  expect(await refusalOf(() => edit(desk, edits))).toMatchObject({ code: "edit-unreadable" });
  expect((await readDraft(desk.portal, desk.draftId)).counter).toBe(1);
});

test("a published draft can neither be edited nor brought back", async () => {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  await submit(desk);
  await approve(desk);
  await publish(desk);
  expect(await refusalOf(() => edit(desk, [setText("c-3", "太迟。")]))).toMatchObject({ code: "draft-published" });
  expect(await refusalOf(() => restoreDraft(desk.portal, { draftId: desk.draftId, counter: 1, actor: desk.editor }))).toMatchObject({ code: "draft-published" });
});

test("only editors draft", async () => {
  const desk = await openDesk();
  expect(await refusalOf(() => edit(desk, [setText("c-3", "不可。")], { actor: desk.approver }))).toMatchObject({ code: "role-missing" });
  expect(await refusalOf(() => startDraft(desk.portal, { slug: SLUG, number: 1, actor: desk.approver }))).toMatchObject({ code: "role-missing" });
});

test("what is refused of starting, editing and bringing back is recorded", async () => {
  const { portal, draftId, approver, editor } = await openDesk();
  await refusalOf(() => startDraft(portal, { slug: SLUG, number: 9, actor: editor }));
  await refusalOf(() => editDraft(portal, { draftId, counter: 9, edits: [], actor: editor }));
  await refusalOf(() => restoreDraft(portal, { draftId, counter: 1, actor: approver }));
  const recorded = await portal.db.selectFrom("refusals").select(["operation", "subject", "code", "actorId"]).orderBy("operation").execute();
  expect(recorded).toEqual([
    { operation: "editDraft", subject: draftId, code: "state-unknown", actorId: editor.accountId },
    { operation: "restoreDraft", subject: draftId, code: "role-missing", actorId: approver.accountId },
    { operation: "startDraft", subject: `${SLUG}@9`, code: "version-unknown", actorId: editor.accountId },
  ]);
});
