import { expect, test } from "vitest";
import { draftEdit } from "#app/domain/publication/drafting/draft-edit";
import { editDraft, readDraft, readDraftStates, restoreDraft } from "#app/domain/publication/drafting/drafts.server";
import { readNote } from "#app/domain/publication/drafting/saved-state";
import { approve, edit, openDesk, REWORDED, SAID, submit, type Desk } from "#test/support/drafting";
import { refusalOf } from "#test/support/refusal";

type Typing = { clauseId?: string; counter?: number; actor?: Desk["editor"] };

/** Somebody stops typing for a moment in a clause; on the draft as it is unless another state is named. */
async function type(desk: Desk, body: string, { clauseId = "c-3", counter, actor = desk.editor }: Typing = {}) {
  const { portal, draftId } = desk;
  const edits = [draftEdit.parse({ op: "setText", clauseId, language: "zh-CN", body })];
  return editDraft(portal, { draftId, counter: counter ?? (await readDraft(portal, draftId)).counter, edits, actor, occasion: "pause" });
}

async function kept({ portal, draftId }: Desk) {
  const states = await readDraftStates(portal, draftId);
  return states.map(({ counter, actorId, note }) => [counter, actorId, readNote(note).act]).reverse();
}

async function chinese({ portal, draftId }: Desk): Promise<string> {
  return (await readDraft(portal, draftId)).content.texts[0]?.body ?? "";
}

test("of a spell of typing each pause is saved, and the first and the last state are kept", async () => {
  const desk = await openDesk();
  const { accountId } = desk.editor;
  for (const words of ["一。", "一二。", "一二三。"]) await type(desk, words);
  expect(await chinese(desk)).toContain("1.1. 一二三。");
  expect(await kept(desk)).toEqual([[1, accountId, "started"], [2, accountId, "typed"]]);
  await edit(desk, [{ op: "setFlags", clauseId: "c-4", flags: ["price"] }], { actor: desk.second });
  expect(await kept(desk)).toEqual([[1, accountId, "started"], [2, accountId, "typed"], [4, accountId, "typed"], [5, desk.second.accountId, "edited"]]);
  await restoreDraft(desk.portal, { draftId: desk.draftId, counter: 4, actor: desk.editor });
  expect(await chinese(desk)).toContain("1.1. 一二三。");
});

test("another clause, another person or ten minutes begin a spell of their own", async () => {
  const desk = await openDesk();
  await type(desk, "一。");
  await type(desk, "另一处。", { clauseId: "c-4" });
  await type(desk, "另一处，又一人。", { clauseId: "c-4", actor: desk.second });
  desk.portal.clock.set("2026-03-01T07:40:00.000Z");
  await type(desk, "十分钟后。", { clauseId: "c-4", actor: desk.second });
  expect((await kept(desk)).map(([counter]) => counter)).toEqual([1, 2, 3, 4, 5]);
});

test("saving what is there already changes nothing", async () => {
  const desk = await openDesk();
  await type(desk, "一。");
  expect(await type(desk, "一。", { counter: 1 })).toEqual({ outcome: "saved", counter: 2, conflicts: [] });
});

test("whoever opened a state in the middle of a spell collides in its clause and nowhere else", async () => {
  const desk = await openDesk();
  for (const words of ["一。", "一二。", "一二三。"]) await type(desk, words);
  const elsewhere = await type(desk, "别处。", { clauseId: "c-4", counter: 3, actor: desk.second });
  expect(elsewhere).toMatchObject({ outcome: "saved", counter: 5 });
  expect(await type(desk, "乙。", { counter: 3, actor: desk.second })).toMatchObject({ outcome: "conflict", conflicts: [{ current: "一二三。", own: "乙。" }] });
  expect(await chinese(desk)).toContain("1.1. 一二三。\n\n1.2. 别处。");
});

test("a pause takes no draft back from the approvers, and what they see is kept", async () => {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  for (const words of ["一。", "一二。", "一二三。"]) await type(desk, words);
  await submit(desk);
  expect((await kept(desk)).at(-1)).toEqual([5, desk.editor.accountId, "typed"]);
  expect(await type(desk, "悄悄的修改。")).toEqual({ outcome: "held", counter: 5, conflicts: [] });
  await approve(desk);
  expect(await type(desk, "悄悄的修改。")).toMatchObject({ outcome: "held" });
  expect(await chinese(desk)).not.toContain("悄悄");
});

test("half-typed words that cannot be read are refused and not recorded", async () => {
  const desk = await openDesk();
  expect(await refusalOf(() => type(desk, "一。\n\n9. 冒充。"))).toMatchObject({ code: "edit-unreadable" });
  expect(await desk.portal.db.selectFrom("refusals").select("code").execute()).toEqual([]);
});
