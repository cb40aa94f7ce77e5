import { expect, test } from "vitest";
import { LONGEST_QUESTION } from "#app/domain/evidence/explanations/explanations";
import { countUnanswered, findOpenQuestions, readNotes, readOwnQuestions, readQuestion, readQuestions } from "#app/domain/evidence/explanations/reading.server";
import { answerQuestion, askQuestion, type NewQuestion } from "#app/domain/evidence/explanations/explanations.server";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { readOpenings } from "#app/domain/evidence/openings.server";
import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { readMessage } from "#app/domain/notice/inbox/message.server";
import { readHistory, readText } from "#app/domain/publication/catalog.server";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";

const SECRET = "Does 1.1 cover my clinic in Chengdu?";

async function openAsked(changes: Partial<NewQuestion> = {}) {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const versionId = await publish(portal);
  const person = await addPerson(portal);
  const editor = await addActor(portal, "editor", ["editor"]);
  const asking: NewQuestion = {
    actor: person, slug: "general-terms", number: "1", clauseId: "c-3", language: "en", channel: "reading", question: SECRET, formKey: "k".repeat(43), ...changes,
  };
  const asked = await askQuestion(portal, asking);
  if (asked.outcome !== "asked") throw new Error(asked.outcome);
  return { portal, person, editor, versionId, asking, id: asked.id };
}

function answered(portal: TestPortal, input: { questionId: string; actor: Parameters<typeof answerQuestion>[1]["actor"]; follows?: string; answer?: string; publicQuestion?: string }) {
  return answerQuestion(portal, { follows: "", answer: "It covers every service.", publicQuestion: "", ...input });
}

async function entriesOf(portal: TestPortal, recordId: string): Promise<string> {
  const rows = await portal.db.selectFrom("ledgerEntries").where("recordId", "=", recordId).select("entryJson").execute();
  return rows.map(({ entryJson }) => entryJson).join("\n");
}

test("a question about a clause is kept, waits at the desk, and nobody's words stand in the ledger or in plain text", async () => {
  const { portal, person, versionId, id } = await openAsked();
  expect(await readOwnQuestions(portal, person.partyId)).toMatchObject([{ id, question: SECRET, isAfterAcceptance: false, answers: [], clause: { id: "c-3", version: 1 } }]);
  expect(await findOpenQuestions(portal, { partyId: person.partyId, versionId })).toMatchObject([{ id, clauseId: "c-3" }]);
  expect(await countUnanswered(portal)).toBe(1);
  const entry = await entriesOf(portal, id);
  expect(JSON.parse(entry)).toMatchObject({ kind: "explanation.requested", body: { version: versionId, clause: "c-3", accepted: null } });
  expect(entry).not.toContain("Chengdu");
  expect(entry).not.toContain(person.partyId);
  const row = await portal.db.selectFrom("questions").selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain("Chengdu");
  expect((await readOpenings(portal, id)).map(({ opened }) => opened?.value)).toEqual(expect.arrayContaining([SECRET, person.partyId]));
  expect(await checkLedger(portal)).toMatchObject({ state: "consistent" });
});

test("whether the version was accepted before is kept with the question", async () => {
  const { portal, person, asking } = await openAsked();
  portal.clock.set("2026-03-02");
  const accepted = await acceptTerms(portal, person);
  await askQuestion(portal, { ...asking, formKey: "other" });
  const [later] = await readOwnQuestions(portal, person.partyId);
  expect(later).toMatchObject({ isAfterAcceptance: true });
  const row = await portal.db.selectFrom("questions").where("id", "=", later?.id ?? "").selectAll().executeTakeFirstOrThrow();
  expect(accepted).toMatchObject({ actId: row.acceptedActId });
});

test("a form that is sent twice, or twice at once, asks once; other words with it are another question", async () => {
  const { portal, person, asking, id } = await openAsked();
  const again = await Promise.all([askQuestion(portal, asking), askQuestion(portal, asking)]);
  expect(again).toEqual([{ outcome: "asked", id }, { outcome: "asked", id }]);
  const both = await Promise.all(["twin", "twin"].map((formKey) => askQuestion(portal, { ...asking, formKey })));
  expect(both[0]).toEqual(both[1]);
  await askQuestion(portal, { ...asking, question: "And what does 1.2 add?" });
  expect(await readOwnQuestions(portal, person.partyId)).toHaveLength(3);
});

test.each([
  ["blank", { question: " \n " }, "question-unfit"],
  ["too long", { question: "x".repeat(LONGEST_QUESTION + 1) }, "question-unfit"],
  ["with half of a surrogate pair", { question: "why \ud800?" }, "question-unfit"],
  ["about a clause that is not there", { clauseId: "c-99" }, "clause-not-in-version"],
  ["about a version that is not there", { number: "7" }, "version-unknown"],
  ["about an agreement that is not there", { slug: "none" }, "agreement-unknown"],
  ["about a text that is not there", { language: "fr" }, "text-unknown"],
])("a question %s is refused and nothing is kept", async (_name, change, code) => {
  const { portal, person, asking } = await openAsked();
  expect((await refusalOf(() => askQuestion(portal, { ...asking, ...change }))).code).toBe(code);
  expect(await readOwnQuestions(portal, person.partyId)).toHaveLength(1);
});

test("one person asks twenty questions an hour, and may go on in the next", async () => {
  const { portal, asking } = await openAsked();
  for (let n = 2; n <= 20; n++) expect(await askQuestion(portal, { ...asking, formKey: `key ${n}` })).toMatchObject({ outcome: "asked" });
  expect(await askQuestion(portal, { ...asking, formKey: "key 21" })).toMatchObject({ outcome: "limited" });
  portal.clock.set("2026-03-01T01:00:00Z");
  expect(await askQuestion(portal, { ...asking, formKey: "key 21" })).toMatchObject({ outcome: "asked" });
});

test("the answer reaches the person by a notice and on their page, and the question no longer waits", async () => {
  const { portal, person, editor, versionId, id } = await openAsked();
  const answerId = await answered(portal, { questionId: id, actor: editor });
  const notice = await portal.db.selectFrom("notices").selectAll().where("reason", "=", "explanation").executeTakeFirstOrThrow();
  expect(JSON.parse(notice.audienceJson)).toEqual({ who: "parties", partyIds: [person.partyId] });
  const { textSha256 } = await portal.db.selectFrom("noticeTexts").selectAll().where("language", "=", "en").executeTakeFirstOrThrow();
  expect(await readText(portal, textSha256)).not.toContain("every service");
  await fanOutWaiting(portal);
  const { id: deliveryId } = await portal.db.selectFrom("deliveries").where("partyId", "=", person.partyId).where("channel", "=", "inbox").select("id").executeTakeFirstOrThrow();
  expect((await readMessage(portal, person, { deliveryId, language: "en" })).text).toContain("> It covers every service.");
  expect(await readText(portal, textSha256)).toContain(`/questions#${id}`);
  expect(await readOwnQuestions(portal, person.partyId)).toMatchObject([{ answers: [{ id: answerId, answer: "It covers every service." }] }]);
  expect(await findOpenQuestions(portal, { partyId: person.partyId, versionId })).toEqual([]);
  const entry = await entriesOf(portal, answerId);
  expect(JSON.parse(entry)).toMatchObject({ kind: "explanation.answered", body: { question: id, isPublic: false }, hashes: { answer: expect.any(String) } });
  expect(entry).not.toContain("every service");
});

test("of two who answer at once one is told that somebody was first; the same answer twice is one", async () => {
  const { portal, editor, id } = await openAsked();
  const attempts = await Promise.allSettled([answered(portal, { questionId: id, actor: editor }), answered(portal, { questionId: id, actor: editor, answer: "Another." })]);
  expect(attempts.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const [first] = (await readQuestion(portal, id)).answers;
  expect((await refusalOf(() => answered(portal, { questionId: id, actor: editor, answer: "A third." }))).code).toBe("question-answered");
  expect(await answered(portal, { questionId: id, actor: editor, answer: first?.answer ?? "" })).toBe(first?.id);
  await answered(portal, { questionId: id, actor: editor, answer: "Corrected.", follows: first?.id ?? "" });
  expect((await readQuestion(portal, id)).answers.map(({ answer }) => answer)).toEqual([first?.answer, "Corrected."]);
});

test("only editors and approvers answer, and not with nothing", async () => {
  const { portal, person, editor, id } = await openAsked();
  expect((await refusalOf(() => answered(portal, { questionId: id, actor: person }))).code).toBe("role-missing");
  expect((await refusalOf(() => answered(portal, { questionId: id, actor: editor, answer: " " }))).code).toBe("question-unfit");
  expect((await refusalOf(() => answered(portal, { questionId: "qst_none", actor: editor }))).code).toBe("question-unknown");
});

test("an answer for everybody stands at the clause in staff's words, until a later answer takes it back", async () => {
  const { portal, editor, id } = await openAsked();
  const history = await readHistory(portal, "general-terms");
  const [version] = history?.versions ?? [];
  if (!history || !version) throw new Error("nothing is published");
  const first = await answered(portal, { questionId: id, actor: editor, publicQuestion: "Which services are covered?" });
  expect(await readNotes(portal, { history, version })).toMatchObject([{ clauseId: "c-3", question: "Which services are covered?", answer: "It covers every service." }]);
  await answered(portal, { questionId: id, actor: editor, follows: first, answer: "It covers every service." });
  expect(await readNotes(portal, { history, version })).toEqual([]);
});

test("a note holds for a later version whose clause has the same text, and for no other", async () => {
  const { portal, editor, id } = await openAsked();
  await answered(portal, { questionId: id, actor: editor, publicQuestion: "Which services are covered?" });
  const texts = {
    "zh-CN": "# 通用条款\n\n欢迎使用。\n\n1. 范围\n\n1.1. 本条款适用于全部服务。\n\n1.2. 另有约定的，从其约定。\n\n2. 变更\n\n2.1. 变更提前六十日公告。\n",
    en: "# General Terms\n\nWelcome.\n\n1. Scope\n\n1.1. These terms govern all services.\n\n1.2. Other terms may prevail.\n\n2. Changes\n\n2.1. Changes are announced 60 days ahead.\n",
  };
  await publish(portal, { number: 2, texts, effectiveAt: "2026-05-01T00:00:00.000Z" });
  const history = await readHistory(portal, "general-terms");
  const [, second] = history?.versions ?? [];
  if (!history || !second) throw new Error("version 2 is not published");
  expect(await readNotes(portal, { history, version: second })).toHaveLength(1);
  const changed = { ...second, clauses: second.clauses.map((clause) => ({ ...clause, sha256: "0".repeat(64) })) };
  expect(await readNotes(portal, { history, version: changed })).toEqual([]);
});

test("of an erased person nothing can be read or answered, and the ledger stands", async () => {
  const { portal, person, editor, id } = await openAsked();
  await portal.keys.destroyPartyKey(person.partyId);
  expect((await readQuestions(portal, { state: "open", after: null })).questions).toMatchObject([{ id, question: null }]);
  expect((await refusalOf(() => answered(portal, { questionId: id, actor: editor }))).code).toBe("question-unknown");
  expect(await checkLedger(portal)).toMatchObject({ state: "consistent" });
});

test("an answer that is for the asker alone stands in no row and no stored text as plain words, one for everybody does", async () => {
  const { portal, editor, id } = await openAsked();
  const first = await answered(portal, { questionId: id, actor: editor, answer: "For Ms Li alone" });
  await answered(portal, { questionId: id, actor: editor, follows: first, answer: "For all", publicQuestion: "Does it cover everybody?" });
  const rows = await portal.db.selectFrom("explanations").orderBy("id").select("answer").execute();
  expect(rows.map(({ answer }) => answer)).toEqual(expect.arrayContaining([null, "For all"]));
  const documents = await portal.db.selectFrom("documents").select("body").execute();
  expect(documents.filter(({ body }) => body.includes("Ms Li"))).toEqual([]);
  expect((await readQuestion(portal, id)).answers.map(({ answer }) => answer)).toEqual(["For Ms Li alone", "For all"]);
});
