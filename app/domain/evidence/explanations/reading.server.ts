import { textFor } from "#app/domain/acceptance/offer";
import { inChain } from "#app/domain/chain";
import { EXPLANATION_FIELD, QUESTION_FIELD, type AskedClause, type Explanation, type Note, type Question } from "#app/domain/evidence/explanations/explanations";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { openValue } from "#app/domain/evidence/personal-value.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { readRendered } from "#app/domain/publication/rendered.server";
import { DomainError } from "#app/domain/refusal";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import {
  countOpenQuestions, selectExplanations, selectNotes, selectOpenQuestions, selectQuestion, selectQuestions, selectQuestionsOf, type ExplanationFound, type QuestionFound, type QuestionsAsked,
} from "#db/explanations";
import type { QuestionRow } from "#db/schema/explanations";

type Reading = Pick<Portal, "db" | "keys">;

/** Questions on one page of a list. */
const PAGE = 50;

/** What a party asked, the newest first. */
export async function readOwnQuestions(portal: Reading, partyId: string): Promise<Question[]> {
  return openQuestions(portal, await selectQuestionsOf(portal.db, partyId, 4 * PAGE));
}

/** A page of questions for staff; `next` is what to ask the following page with, null on the last. */
export async function readQuestions(portal: Reading, asked: Omit<QuestionsAsked, "limit">): Promise<{ questions: Question[]; next: string | null }> {
  const rows = await selectQuestions(portal.db, { ...asked, limit: PAGE + 1 });
  const questions = await openQuestions(portal, rows.slice(0, PAGE));
  return { questions, next: rows.length > PAGE ? (questions.at(-1)?.id ?? null) : null };
}

/** One question with its answers. Refuses question-unknown. */
export async function readQuestion(portal: Reading, id: string): Promise<Question> {
  const row = await selectQuestion(portal.db, id);
  const [question] = row ? await openQuestions(portal, [row]) : [];
  if (!question) throw new DomainError("question-unknown");
  return question;
}

/** How many questions wait for an answer. */
export function countUnanswered({ db }: Pick<Portal, "db">): Promise<number> {
  return countOpenQuestions(db);
}

/** The questions of a party about clauses of a version that nobody has answered, by their ids and clauses, the earlier first. */
export async function findOpenQuestions(
  { db }: Pick<Portal, "db">,
  asked: { partyId: string; versionId: string },
): Promise<Pick<QuestionRow, "id" | "clauseId" | "happenedAt">[]> {
  const rows = await selectOpenQuestions(db, asked);
  return rows.map(({ id, clauseId, happenedAt }) => ({ id, clauseId, happenedAt }));
}

/**
 * What everybody may read about the clauses of a version, the newest first. A note holds for every version in which its
 * clause has the same binding text.
 */
export async function readNotes({ db }: Pick<Portal, "db">, { history, version }: { history: AgreementHistory; version: Version }): Promise<Note[]> {
  const rows = await selectNotes(db, history.id);
  const textIn = (clauses: Version["clauses"], clauseId: string) => clauses.find(({ id }) => id === clauseId)?.sha256;
  return rows.flatMap(({ id, versionId, clauseId, language, answer, publicQuestion, happenedAt }) => {
    const asked = history.versions.find(({ id: each }) => each === versionId);
    const isSameText = asked !== undefined && textIn(asked.clauses, clauseId) === textIn(version.clauses, clauseId);
    return isSameText && publicQuestion !== null && answer !== null ? [{ id, clauseId, question: publicQuestion, answer, language, answeredAt: happenedAt }] : [];
  });
}

async function openQuestions(portal: Reading, rows: readonly QuestionFound[]): Promise<Question[]> {
  const answers = await selectExplanations(portal.db, rows.map(({ id }) => id));
  const histories = await readHistories(portal);
  return Promise.all(rows.map(async (row) => {
    const own = inChain(answers.filter(({ questionId }) => questionId === row.id));
    return {
      id: row.id,
      clause: await readAskedClause(portal, histories, row),
      channel: row.channel,
      question: await openValue(portal, { partyId: row.partyId, field: QUESTION_FIELD, sealed: row.questionSealed }),
      isRemoved: isRemoved(row.questionSealed),
      isAfterAcceptance: row.acceptedActId !== null,
      askedAt: row.happenedAt,
      answers: await Promise.all(own.map((each) => openAnswer(portal, row.partyId, each))),
    };
  }));
}

async function openAnswer(portal: Reading, partyId: string, { id, answer, answerSealed, publicQuestion, happenedAt }: ExplanationFound): Promise<Explanation> {
  const words = answer ?? (await openValue(portal, { partyId, field: EXPLANATION_FIELD, sealed: answerSealed }));
  return { id, answer: words, isRemoved: isRemoved(answerSealed), publicQuestion, answeredAt: happenedAt };
}

/** Named in the text that was read. */
async function readAskedClause({ db }: Reading, histories: readonly AgreementHistory[], row: QuestionRow): Promise<AskedClause> {
  const history = histories.find(({ id }) => id === row.agreementId);
  const version = history?.versions.find(({ id }) => id === row.versionId);
  if (!history || !version) throw new Error(`question ${row.id} names version ${row.versionId}, which is not published`);
  const text = textFor(version, row.language);
  const language: Language = row.language === "en" ? "en" : "zh-CN";
  const { names } = await readRendered({ db }, { version, text, language });
  const { number = null, name = row.clauseId } = names.find(({ id }) => id === row.clauseId) ?? {};
  const { zone } = version.manifest.agreement;
  return { id: row.clauseId, number, name, slug: history.slug, title: text.title, version: version.number, language: text.language, zone };
}
