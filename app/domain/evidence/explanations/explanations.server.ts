import { countAttempt } from "#app/domain/access/attempts.server";
import { readAccount } from "#app/domain/access/holder.server";
import type { Session } from "#app/domain/access/session.server";
import { sha256Of } from "#app/domain/digest";
import { answeredEntry, requestedEntry } from "#app/domain/evidence/entries/explanations";
import { clauseLabel, EXPLANATION_FIELD, LONGEST_ANSWER, LONGEST_QUESTION, QUESTION_FIELD, textFault, typedText, type Question } from "#app/domain/evidence/explanations/explanations";
import { readQuestion } from "#app/domain/evidence/explanations/reading.server";
import { newEntry } from "#app/domain/evidence/new-entry";
import { commitTo } from "#app/domain/evidence/openings.server";
import { valueSteps } from "#app/domain/evidence/personal-value.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { tellExplanation } from "#app/domain/notice/telling/tell-one.server";
import type { Telled } from "#app/domain/notice/telling/tell.server";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { readHistory } from "#app/domain/publication/catalog.server";
import { findNumber, readTimeline } from "#app/domain/publication/reading.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, type Step } from "#db/commit";
import { selectLatestLines } from "#db/evidence";
import { selectQuestion, selectQuestionOfForm } from "#db/explanations";
import type { ExplanationRow, QuestionRow } from "#db/schema/explanations";

export type NewQuestion = {
  actor: Pick<Session, "accountId" | "partyId">;
  slug: string;
  number: string;
  clauseId: string;
  language: string;
  channel: QuestionRow["channel"];
  question: string;
  /** A random key of the form; the same question sent about the same clause with it again is the same question. */
  formKey: string;
};

export type Asked = { outcome: "asked"; id: string } | { outcome: "limited"; retryAt: Instant };

/**
 * Asks what one clause of a version means. The question is kept under the party's key, with whether the party had accepted
 * the version before. Refuses agreement-unknown, version-unknown, clause-not-in-version, question-unfit.
 */
export async function askQuestion(portal: Portal, asking: NewQuestion): Promise<Asked> {
  const question = typedText(asking.question);
  refuseUnfit(question, LONGEST_QUESTION);
  const formSha256 = sha256Of([asking.formKey, asking.slug, asking.number, asking.clauseId, asking.language, question].join("\0"));
  const known = await selectQuestionOfForm(portal.db, formSha256);
  if (known) return { outcome: "asked", id: known.id };
  const row = await questionRow(portal, asking, formSha256);
  const retryAt = await countAttempt(portal, [{ rule: "question-party", subject: row.partyId }]);
  if (retryAt !== null) return { outcome: "limited", retryAt };
  const { id: recordId, partyId } = row;
  const { commitments, steps } = await commitTo(portal, { recordId, partyId, values: { party: partyId, question } });
  const words = await valueSteps(portal, { recordId, partyId, field: QUESTION_FIELD, value: question });
  try {
    await portal.writer.commit({ steps: [insertRow("questions", row), ...words, ...steps], entries: [newEntry(portal.ledger.open(), requestedEntry(row, commitments))] });
  } catch (error) {
    const first = error instanceof KeyTakenError ? await selectQuestionOfForm(portal.db, formSha256) : null;
    if (!first) throw error;
    return { outcome: "asked", id: first.id };
  }
  return { outcome: "asked", id: row.id };
}

async function questionRow({ db, now }: Portal, asking: NewQuestion, formSha256: string): Promise<QuestionRow> {
  const { actor: { accountId, partyId }, clauseId, language, channel } = asking;
  const { history, timeline } = await readTimeline({ db, now }, asking.slug);
  const { version } = findNumber(timeline, asking);
  const isThere = version.clauses.some(({ id }) => id === clauseId);
  if (!isThere) throw new DomainError("clause-not-in-version", { number: version.number });
  if (!version.texts.some((text) => text.language === language)) throw new DomainError("text-unknown", { slug: asking.slug, number: version.number });
  const lines = await selectLatestLines(db, { partyId, at: null });
  const accepted = lines.find(({ versionId, kind }) => versionId === version.id && (kind === "acceptance" || kind === "consent"));
  const at = now();
  return {
    id: newId("qst", at),
    agreementId: history.id,
    versionId: version.id,
    clauseId,
    language,
    partyId,
    actorId: accountId,
    channel,
    acceptedActId: accepted?.actId ?? null,
    formSha256,
    happenedAt: at,
    recordedAt: at,
  };
}

export type NewAnswer = {
  questionId: string;
  /** The answer that was there when the form was opened; "" for none. */
  follows: string;
  answer: string;
  /** The question in words that name nobody, to show it with its answer to everybody; blank for nobody but the asker. */
  publicQuestion: string;
  actor: Actor;
};

/**
 * Answers a question, or answers it anew; the asker is told in the same commit. Gives the id of the answer. Refuses role-missing,
 * question-unknown (also where its person was erased), question-unfit, and question-answered where somebody else was first.
 */
export async function answerQuestion(portal: Portal, { questionId, follows, actor, ...input }: NewAnswer): Promise<string> {
  checkRole(actor, "editor", "approver");
  const [answer, publicQuestion] = [typedText(input.answer), typedText(input.publicQuestion) || null];
  refuseUnfit(answer, LONGEST_ANSWER);
  if (publicQuestion !== null) refuseUnfit(publicQuestion, LONGEST_QUESTION);
  const question = await readQuestion(portal, questionId);
  if (question.question === null) throw new DomainError("question-unknown");
  const last = question.answers.at(-1);
  if (last && last.answer === answer && last.publicQuestion === publicQuestion) return last.id;
  if ((last?.id ?? "") !== follows) throw new DomainError("question-answered");
  const at = portal.now();
  const id = newId("exp", at);
  const row = {
    id, questionId, followsId: follows, answer: publicQuestion === null ? null : answer, answerSha256: sha256Of(answer), publicQuestion, actorId: actor.accountId, happenedAt: at, recordedAt: at,
  };
  await writeAnswer(portal, row, { words: await privateSteps(portal, row, answer), told: await toldAsker(portal, question, row) });
  return id;
}

/** What is for the asker alone is kept under the asker's key. */
async function privateSteps(portal: Portal, { id: recordId, questionId, publicQuestion }: ExplanationRow, answer: string): Promise<Step[]> {
  const question = await selectQuestion(portal.db, questionId);
  return publicQuestion !== null || !question ? [] : valueSteps(portal, { recordId, partyId: question.partyId, field: EXPLANATION_FIELD, value: answer });
}

async function writeAnswer({ writer, ledger }: Portal, row: ExplanationRow, { words, told }: { words: Step[]; told: Telled }): Promise<void> {
  try {
    await writer.commit({ steps: [insertRow("explanations", row), ...words, ...told.steps], entries: [newEntry(ledger.open(), answeredEntry(row)), ...told.entries] });
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError("question-answered") : error;
  }
}

/** The notice with the answer, for the party and for the person who asked. */
async function toldAsker(portal: Portal, { id, clause }: Question, { id: explanationId, answer, happenedAt: at }: ExplanationRow): Promise<Telled> {
  const row = await selectQuestion(portal.db, id);
  const history = row && (await readHistory(portal, clause.slug));
  const version = history?.versions.find((each) => each.id === row?.versionId);
  if (!row || !history || !version) throw new Error(`question ${id} is about no version`);
  const account = await readAccount(portal, row.actorId);
  const partyIds = [row.partyId, ...(account ? [account.partyId] : [])];
  const told = { clause: clauseLabel(clause), answer: answer === null ? null : { text: answer, language: row.language }, questionUrl: `${portal.settings.publicUrl}/questions#${id}` };
  return tellExplanation(portal, { history, version, partyIds, explanationId, at, ...told });
}

function refuseUnfit(text: string, most: number): void {
  const fault = textFault(text, most);
  if (fault !== null) throw new DomainError("question-unfit", { fault, most });
}
