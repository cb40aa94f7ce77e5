import { expect, test } from "vitest";
import { publicStates, periodAt } from "#app/domain/publication/review/comment-period";
import { closePeriod, findPeriod, openPeriod, readCommentedDraft, readOpenPeriods } from "#app/domain/publication/review/comment-period.server";
import { answerReader, commentProposed, countUnansweredComments, readReaderComments, type NewComment } from "#app/domain/publication/review/reader-comments.server";
import { addPerson, waitingMails } from "#test/support/people";
import { edit, openDesk, REWORDED, SAID, SLUG, submit, type Desk } from "#test/support/drafting";
import { refusalOf } from "#test/support/refusal";

const CLOSES = "2026-03-15T16:00:00.000Z";

async function openSubmitted(): Promise<Desk> {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  await submit(desk, "kept");
  return desk;
}

async function openPublic() {
  const desk = await openSubmitted();
  const { portal, editor, draftId } = desk;
  await openPeriod(portal, { draftId, closesAt: CLOSES, actor: editor });
  const reader = await addPerson(portal);
  const { states } = await readCommentedDraft(portal, draftId);
  const said: NewComment = { actor: reader, draftId, counter: states[0].counter, clauseId: "c-3", body: "Why only paid services?", formKey: "k".repeat(43) };
  return { ...desk, reader, said };
}

test("a draft becomes public only by a comment period, and only what was submitted", async () => {
  const desk = await openDesk();
  const { portal, editor, approver, draftId } = desk;
  expect((await refusalOf(() => readCommentedDraft(portal, draftId))).code).toBe("proposed-unknown");
  expect((await refusalOf(() => openPeriod(portal, { draftId, closesAt: CLOSES, actor: editor }))).code).toBe("draft-not-in-review");
  await edit(desk, [...REWORDED, SAID]);
  await submit(desk, "kept");
  expect((await refusalOf(() => openPeriod(portal, { draftId, closesAt: CLOSES, actor: approver }))).code).toBe("role-missing");
  await openPeriod(portal, { draftId, closesAt: CLOSES, actor: editor });
  expect(await readCommentedDraft(portal, draftId)).toMatchObject({ period: { isOpen: true, closesAt: CLOSES }, states: [{ counter: 2 }] });
  expect(await readOpenPeriods(portal, SLUG)).toEqual([{ draftId, closesAt: CLOSES }]);
});

test.each(["2026-03-02T07:29:59.999Z", "2026-02-01T00:00:00.000Z", "2027-04-01T00:00:00.000Z"])("no period ends at %s", async (closesAt) => {
  const { portal, editor, draftId } = await openSubmitted();
  expect((await refusalOf(() => openPeriod(portal, { draftId, closesAt, actor: editor }))).code).toBe("period-unfit");
});

test("the end is moved or brought forward, and the last millisecond still counts", async () => {
  const { portal, editor, draftId, said } = await openPublic();
  await openPeriod(portal, { draftId, closesAt: "2026-03-20T16:00:00.000Z", actor: editor });
  portal.clock.set("2026-03-20T15:59:59.999Z");
  expect(await commentProposed(portal, said)).toMatchObject({ outcome: "commented" });
  portal.clock.set("2026-03-20T16:00:00.000Z");
  expect((await refusalOf(() => commentProposed(portal, { ...said, body: "Too late" }))).code).toBe("period-closed");
  expect((await refusalOf(() => closePeriod(portal, { draftId, actor: editor }))).code).toBe("period-closed");
  expect(await readOpenPeriods(portal, SLUG)).toEqual([]);
  expect((await readCommentedDraft(portal, draftId)).period.isOpen).toBe(false);
});

test("ended early, a period is over at once; what was said stays", async () => {
  const { portal, editor, draftId, said } = await openPublic();
  await commentProposed(portal, said);
  portal.clock.set("2026-03-05T00:00:00Z");
  await closePeriod(portal, { draftId, actor: editor });
  expect((await refusalOf(() => commentProposed(portal, { ...said, body: "More" }))).code).toBe("period-closed");
  expect(await readReaderComments(portal, { draftId, partyId: null })).toMatchObject([{ body: said.body }]);
});

test("of two who open it at once one is told", async () => {
  const { portal, editor, draftId } = await openSubmitted();
  const attempts = await Promise.allSettled([1, 2].map(() => openPeriod(portal, { draftId, closesAt: CLOSES, actor: editor })));
  expect(attempts.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await findPeriod(portal, draftId)).toMatchObject({ isOpen: true });
});

test("an edit is public once it is submitted, as a new state; comments keep theirs", async () => {
  const desk = await openPublic();
  const { portal, draftId, said, reader } = desk;
  await commentProposed(portal, said);
  portal.clock.set("2026-03-03T00:00:00Z");
  await edit(desk, [{ op: "setText", clauseId: "c-3", language: "en", body: "These terms govern everything." }]);
  expect((await readCommentedDraft(portal, draftId)).states).toHaveLength(1);
  expect((await refusalOf(() => commentProposed(portal, { ...said, counter: 3 }))).code).toBe("state-unknown");
  await edit(desk, [{ op: "setText", clauseId: "c-3", language: "zh-CN", body: "本条款适用于一切服务。" }]);
  await submit(desk, "kept");
  const { states } = await readCommentedDraft(portal, draftId);
  expect(states).toMatchObject([{ counter: 2 }, { counter: 4, shownAt: "2026-03-03T00:00:00.000Z" }]);
  await commentProposed(portal, { ...said, counter: 4, body: "Better now?" });
  expect((await readReaderComments(portal, { draftId, partyId: reader.partyId })).map(({ counter }) => counter)).toEqual([2, 4]);
});

test("a comment that is sent twice at once is one; its words are sealed", async () => {
  const { portal, draftId, said } = await openPublic();
  const [first, second] = await Promise.all([commentProposed(portal, said), commentProposed(portal, said)]);
  expect(first).toEqual(second);
  expect(await countUnansweredComments(portal, draftId)).toBe(1);
  expect(JSON.stringify(await portal.db.selectFrom("readerComments").selectAll().execute())).not.toContain("paid services");
});

test.each([
  ["blank", { body: "  " }, "comment-unfit"],
  ["too long", { body: "x".repeat(3001) }, "comment-unfit"],
  ["about no clause of the state", { clauseId: "c-99" }, "clause-absent"],
  ["about a draft that is not public", { draftId: "drf_none" }, "proposed-unknown"],
])("a comment %s is refused", async (_name, change, code) => {
  const { portal, said } = await openPublic();
  expect((await refusalOf(() => commentProposed(portal, { ...said, ...change }))).code).toBe(code);
});

test("one reader sends twenty comments an hour", async () => {
  const { portal, said } = await openPublic();
  for (let n = 0; n < 20; n++) expect(await commentProposed(portal, { ...said, body: `comment ${n}` })).toMatchObject({ outcome: "commented" });
  expect(await commentProposed(portal, { ...said, body: "one more" })).toMatchObject({ outcome: "limited" });
});

test("an answer reaches the reader by mail and shows the comment to all, or to the reader alone", async () => {
  const { portal, editor, draftId, said, reader } = await openPublic();
  const commented = await commentProposed(portal, said);
  const commentId = commented.outcome === "commented" ? commented.id : "";
  expect((await refusalOf(() => answerReader(portal, { commentId, follows: "", answer: "x", shown: "everybody", actor: reader }))).code).toBe("role-missing");
  await answerReader(portal, { commentId, follows: "", answer: "Free ones are out.", shown: "commenter", actor: editor });
  expect(await readReaderComments(portal, { draftId, partyId: null })).toMatchObject([{ isShown: false, answers: [{ answer: "Free ones are out." }] }]);
  expect((await waitingMails(portal, reader.address)).at(-1)?.text).toContain("Free ones are out.");
  expect((await refusalOf(() => answerReader(portal, { commentId, follows: "", answer: "Late", shown: "everybody", actor: editor }))).code).toBe("comment-answered");
  const [{ answers: [last] = [] } = {}] = await readReaderComments(portal, { draftId, partyId: null });
  await answerReader(portal, { commentId, follows: last?.id ?? "", answer: "Free ones are out.", shown: "everybody", actor: editor });
  expect(await readReaderComments(portal, { draftId, partyId: reader.partyId })).toMatchObject([{ isShown: true, isOwn: true }]);
  await portal.keys.destroyPartyKey(reader.partyId);
  expect(await readReaderComments(portal, { draftId, partyId: null })).toMatchObject([{ body: null }]);
});

test("what was submitted before the period and replaced before it is not shown; nor what came after it", () => {
  const at = (day: number) => `2026-03-0${day}T00:00:00.000Z`;
  const steps = [1, 2, 4, 6].map((day) => ({ act: "submitted" as const, counter: day, happenedAt: at(day) }));
  const period = periodAt([{ id: "a", draftId: "d", act: "opened", followsId: "", closesAt: at(5), actorId: "u", happenedAt: at(3), recordedAt: at(3) }], at(7));
  expect(period && publicStates(steps, period)).toEqual([{ counter: 2, shownAt: at(3) }, { counter: 4, shownAt: at(4) }]);
});
