import { expect, test } from "vitest";
import { runVerify } from "#app/cli/verify";
import { answerObjection } from "#app/domain/acceptance/answer-objection.server";
import { readObjection } from "#app/domain/acceptance/objections.server";
import { readDelegation } from "#app/domain/access/delegation.server";
import { revokeDelegation } from "#app/domain/access/delegation-revoke.server";
import { lookAt } from "#app/domain/compliance/case/look.server";
import { copyOfData } from "#app/domain/evidence/erasure/copy.server";
import { readEvidenceOf } from "#app/domain/evidence/receipt/evidence-of.server";
import { countUnanswered, readNotes, readOwnQuestions, readQuestions } from "#app/domain/evidence/explanations/reading.server";
import { answerQuestion, askQuestion } from "#app/domain/evidence/explanations/explanations.server";
import { valueSteps } from "#app/domain/evidence/personal-value.server";
import { readReceipt } from "#app/domain/evidence/receipt/receipt.server";
import { runPlans } from "#app/domain/evidence/retention/run.server";
import { displayNotice, readMessage } from "#app/domain/notice/inbox/message.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { readReaderComments } from "#app/domain/publication/review/reader-comments.server";
import { viewReceipt } from "#app/http/evidence/receipt-view";
import { statementFacts } from "#app/http/evidence/receipt-statement";
import { insertRow } from "#db/commit";
import { publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { makeBag, unpackBag, type Case } from "#test/support/bagged";
import { eraseByLaw } from "#test/support/erasure";
import { evidenceRows } from "#test/support/evidence-rows";
import { tellParty } from "#test/support/inbox";
import { addConfirmed, found, grant } from "#test/support/organisation";
import { openTestPortal } from "#test/support/portal";
import { levelsOf } from "#test/support/proved";
import { refusalOf } from "#test/support/refusal";
import { ALL_DUE_AT, approveLast, fresh, openDue, planNow } from "#test/support/retention";
import { saidBy } from "#test/support/said";

const EDITOR = { accountId: "usr_editor", roles: ["editor" as const], signInId: "sig_editor" };

async function removeDue(place: Pick<Case, "portal" | "operator" | "auditor">): Promise<void> {
  await planNow(place);
  await approveLast(place);
  await runPlans(place.portal);
}

/** What Zhao objected, answered; and the question of Li whose words everybody may read. */
async function openSaid() {
  const place = await openDue("2026-06-02");
  const { portal, li } = place;
  const objection = await portal.db.selectFrom("objections").select(["actId", "partyId"]).executeTakeFirstOrThrow();
  await answerObjection(portal, { actor: EDITOR, actId: objection.actId, follows: "", answer: "lift", untilAt: null, reason: "Dear Mr Zhao" });
  const asked = await askQuestion(portal, { slug: "general-terms", number: "1", clauseId: "c-2", language: "en", actor: li, channel: "reading", question: "And my clinic?", formKey: "public" });
  if (asked.outcome !== "asked") throw new Error(asked.outcome);
  await answerQuestion(portal, { questionId: asked.id, follows: "", answer: "Every clinic.", publicQuestion: "Does it cover clinics?", actor: EDITOR });
  return { ...place, objection, questionId: asked.id };
}

test("desk and asker read that a question was removed, nobody answers it any more, and what everybody may read stays", async () => {
  const place = await openSaid();
  const { portal, li, questionId } = place;
  portal.clock.set("2029-06-02T00:00:00.000Z");
  await removeDue(place);
  const own = await readOwnQuestions(portal, li.partyId);
  expect(own.map(({ question, isRemoved }) => [question, isRemoved])).toEqual([[null, true], [null, true]]);
  expect(own.map(({ answers }) => answers.map(({ answer, isRemoved }) => [answer, isRemoved]))).toEqual([[["Every clinic.", false]], [[null, true]]]);
  const again = { questionId, follows: "", answer: "Once more", publicQuestion: "", actor: EDITOR };
  expect((await refusalOf(() => answerQuestion(portal, again))).code).toBe("question-unknown");
  const [history] = await readHistories(portal);
  const version = history?.versions[0];
  expect(history && version && (await readNotes(portal, { history, version }))).toMatchObject([{ question: "Does it cover clinics?", answer: "Every clinic." }]);
});

test("a question that nobody answered no longer waits at the desk once its words were removed", async () => {
  const place = await openDue("2026-06-02");
  const { portal, li } = place;
  await askQuestion(portal, { slug: "general-terms", number: "1", clauseId: "c-2", language: "en", actor: li, channel: "reading", question: "Anybody there?", formKey: "alone" });
  expect(await countUnanswered(portal)).toBe(1);
  portal.clock.set("2029-06-02T00:00:00.000Z");
  await removeDue(place);
  expect(await countUnanswered(portal)).toBe(0);
  expect((await readQuestions(portal, { state: "answered", after: null })).questions.filter(({ answers }) => answers.length === 0)).toMatchObject([{ question: null, isRemoved: true }]);
});

test("of an objection stands that it was made, and that its reason and the words of its answer were removed", async () => {
  const place = await openSaid();
  const { portal, objection } = place;
  portal.clock.set("2029-06-02T00:00:00.000Z");
  await removeDue(place);
  expect(await readObjection(portal, objection.actId)).toMatchObject({ reason: null, isRemoved: true, answers: [{ answer: "lift", reason: null, isRemoved: true }] });
  const receipt = await readReceipt(portal, objection);
  const facts = (language: "en" | "zh-CN") => receipt && statementFacts(viewReceipt(receipt, language), language).map(([, lines]) => lines);
  expect([facts("en"), facts("zh-CN")]).toEqual([[["Removed at the end of its period."]], [["保存期限届满，已清除。"]]]);
  expect(await portal.db.selectFrom("openings").where("partyId", "=", objection.partyId).select("tag").execute()).toEqual([]);
});

test("comments are read as removed, and the copy of a person says so of each", async () => {
  const place = await openDue("2026-06-02");
  const { portal, li } = place;
  const { readerComments: row, commentAnswers } = evidenceRows(1);
  const comment = { ...row, partyId: li.partyId, actorId: li.accountId };
  const words = await valueSteps(portal, { recordId: comment.id, partyId: li.partyId, field: "readerComments.body", value: "Shorter, says Ms Li" });
  const answer = { ...commentAnswers, commentId: comment.id };
  const said = await valueSteps(portal, { recordId: answer.id, partyId: li.partyId, field: "commentAnswers.answer", value: "We will, Ms Li" });
  await portal.writer.commit({ steps: [insertRow("readerComments", comment), insertRow("commentAnswers", answer), ...words, ...said] });
  portal.clock.set(ALL_DUE_AT);
  await removeDue(place);
  expect(await readReaderComments(portal, { draftId: comment.draftId, partyId: li.partyId })).toMatchObject([{ body: null, isRemoved: true, answers: [{ answer: null, isRemoved: true }] }]);
  const copy = await copyOfData(portal, li.accountId);
  expect(copy.comments).toMatchObject([{ body: null, isRemoved: true, answers: [{ answer: null, isRemoved: true }] }]);
  expect(copy.questions).toMatchObject([{ question: null, isRemoved: true, answers: [{ answer: null, isRemoved: true }] }]);
  expect(JSON.stringify(copy)).not.toMatch(/says Ms Li|We will/);
});

test("a message is read without what it called its reader, and staff are told that it was removed", async () => {
  const place = await openDue("2026-06-02");
  const { portal, li } = place;
  const deliveryId = await tellParty(portal, { partyId: li.partyId });
  const asked = { deliveryId, language: "en" };
  await displayNotice(portal, li, await readMessage(portal, li, asked));
  expect(await readMessage(portal, li, asked)).toMatchObject({ isRemoved: false });
  portal.clock.set("2029-06-02T00:00:00.000Z");
  await removeDue(place);
  expect(await readMessage(portal, li, asked)).toMatchObject({ isRemoved: true, displayedAt: "2026-06-02T00:00:00.000Z" });
  expect(await portal.db.selectFrom("personalValues").where("field", "like", "deliveryEvents.%").select("valueSealed").distinct().execute()).toEqual([{ valueSealed: "" }]);
  const look = lookAt(portal, { partyId: li.partyId, isUnmasked: true, histories: [], now: portal.now() });
  expect(await look.personal("text", { partyId: li.partyId, field: "deliveryEvents.detail", value: "" })).toMatchObject([{ value: null, state: "removed" }]);
});

test("the proof of an act verifies after its removal, and its person is told as erased at the end of the period", async () => {
  const place = await openDue();
  const { portal, li } = place;
  const { id: actId } = await portal.db.selectFrom("acts").where("partyId", "=", li.partyId).where("method", "=", "click").select("id").executeTakeFirstOrThrow();
  await removeDue(place);
  const held = await readEvidenceOf(portal, { actId, accountId: li.accountId });
  expect(held && (await levelsOf(portal, held.evidence))).toMatchObject({ logged: "yes", consistent: "yes", text: "yes", person: "erased" });
});

test("the bag of a party whose values were removed verifies, opens nothing of them and says that they went", async () => {
  const place = await openDue();
  const { portal, li } = place;
  await removeDue(place);
  const { folder } = await unpackBag(portal, await makeBag(place, { filter: { party: li.partyId }, mask: "unmasked" }));
  const { code, out } = await saidBy(() => runVerify(["bag.zip", "--key", "ledger.vkey", "--lang", "en"], folder));
  expect([code, out]).toEqual([0, expect.stringMatching(/Person: .*erased \d/)]);
  expect(out).toContain("The evidence bag holds");
});

test("a person whose values went at the end of their period can be erased", async () => {
  const place = await openDue();
  await removeDue(place);
  const { portal, li, operator, auditor } = place;
  const again = { operator: await fresh(portal, operator), auditor: await fresh(portal, auditor) };
  expect((await eraseByLaw({ portal, reader: li, ...again })).status.state).toBe("erased");
  expect(await portal.db.selectFrom("personalValues").where("partyId", "=", li.partyId).selectAll().execute()).toEqual([]);
});

test("names and addresses of an authority go three years after its end, once no act under it is kept", async () => {
  const portal = await openTestPortal({ at: "2026-01-01", settings: { SESSION_HOURS: "8760" } });
  await publish(portal);
  const [owner, colleague] = [await addConfirmed(portal, "owner@example.com"), await addConfirmed(portal, "colleague@example.com")];
  const partyId = await found(portal, owner);
  const delegationId = await grant(portal, owner, colleague, { partyId });
  expect(await revokeDelegation(portal, owner, { id: delegationId, reason: "Left us" })).toEqual({ outcome: "revoked" });
  const operator = await addActor(portal, "operator", ["operator"]);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  portal.clock.set("2029-01-01T00:00:00.000Z");
  await removeDue({ portal, operator, auditor });
  expect(await readDelegation(portal, delegationId)).toMatchObject({ granted: null, revocation: null, isRemoved: true });
  const owned = await portal.db.selectFrom("delegations").where("partyId", "=", partyId).where("relation", "=", "owner").select("id").executeTakeFirstOrThrow();
  expect(await readDelegation(portal, owned.id)).toMatchObject({ isRemoved: false });
});
