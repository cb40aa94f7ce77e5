import type { Kysely, SelectQueryBuilder } from "kysely";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";
import type { ExplanationRow, QuestionRow } from "#db/schema/explanations";

type Db = Kysely<Database>;
type Questions = SelectQueryBuilder<Database, "questions", object>;

/** A question with its words, sealed; "" once they were removed at the end of their period. */
export type QuestionFound = QuestionRow & { questionSealed: string | null };

/** An answer with its words, sealed where they are for the asker alone; "" once they were removed at the end of their period. */
export type ExplanationFound = ExplanationRow & { answerSealed: string | null };

const ANSWER = personalValue("explanations.id", "explanations.answer").as("answerSealed");
const WORDS = personalValue("questions.id", "questions.question").as("questionSealed");

/** The question with this id; null when there is none. */
export async function selectQuestion(db: Db, id: string): Promise<QuestionFound | null> {
  return (await db.selectFrom("questions").where("id", "=", id).selectAll().select(WORDS).executeTakeFirst()) ?? null;
}

/** The question that a form with this digest asked; null before it did. */
export async function selectQuestionOfForm(db: Db, formSha256: string): Promise<QuestionRow | null> {
  return (await db.selectFrom("questions").where("formSha256", "=", formSha256).selectAll().executeTakeFirst()) ?? null;
}

/** The latest questions of a party, the newest first. */
export function selectQuestionsOf(db: Db, partyId: string, limit: number): Promise<QuestionFound[]> {
  return db.selectFrom("questions").where("partyId", "=", partyId).selectAll().select(WORDS).orderBy("id", "desc").limit(limit).execute();
}

/** Which questions a list for staff shows; `after` is the id at which the former page ended, null for the first. */
export type QuestionsAsked = { state: "open" | "answered"; after: string | null; limit: number };

/** Questions for staff: open ones with the longest waiting first, answered ones the newest first. */
export function selectQuestions(db: Db, { state, after, limit }: QuestionsAsked): Promise<QuestionFound[]> {
  const all = inState(db.selectFrom("questions"), state).selectAll().select(WORDS).limit(limit);
  if (state === "open") return (after === null ? all : all.where("id", ">", after)).orderBy("id").execute();
  return (after === null ? all : all.where("id", "<", after)).orderBy("id", "desc").execute();
}

/** How many questions wait for an answer. */
export async function countOpenQuestions(db: Db): Promise<number> {
  const { count } = await inState(db.selectFrom("questions"), "open").select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return Number(count);
}

/** A party's questions about a version that nobody has answered, the earlier first; also those that can be answered no more. */
export function selectOpenQuestions(db: Db, { partyId, versionId }: Pick<QuestionRow, "partyId" | "versionId">): Promise<QuestionRow[]> {
  const own = db.selectFrom("questions").where("partyId", "=", partyId).where("versionId", "=", versionId);
  return own.where(({ not, exists, selectFrom }) => not(exists(selectFrom("explanations").select("explanations.id").whereRef("explanations.questionId", "=", "questions.id"))))
    .selectAll().orderBy("id").execute();
}

/** One whose words were removed before anybody answered can be answered no more: it does not wait. */
function inState(questions: Questions, state: QuestionsAsked["state"]): Questions {
  return questions.where(({ not, or, exists, selectFrom }) => {
    const settled = or([
      exists(selectFrom("explanations").select("explanations.id").whereRef("explanations.questionId", "=", "questions.id")),
      exists(selectFrom("personalValues as v").select("v.recordId").whereRef("v.recordId", "=", "questions.id").where("v.field", "=", "questions.question").where("v.valueSealed", "=", "")),
    ]);
    return state === "open" ? not(settled) : settled;
  });
}

/** The answers to these questions, in no order: each names the one that it follows. */
export async function selectExplanations(db: Db, questionIds: readonly string[]): Promise<ExplanationFound[]> {
  if (questionIds.length === 0) return [];
  return db.selectFrom("explanations").where("questionId", "in", questionIds).selectAll().select(ANSWER).execute();
}

/** An answer that is for the asker alone, with the party that asked; null for any other, and where there is none of that id. */
export async function findPrivateAnswer(db: Db, id: string): Promise<{ partyId: string; answerSealed: string | null } | null> {
  const row = await db.selectFrom("explanations").innerJoin("questions", "questions.id", "explanations.questionId").where("explanations.id", "=", id)
    .where("explanations.answer", "is", null).select("questions.partyId").select(ANSWER).executeTakeFirst();
  return row ?? null;
}

/** The answers about an agreement's clauses that everybody may read, the newest first: those that are the last of their question. */
export function selectNotes(db: Db, agreementId: string) {
  return db
    .selectFrom("explanations")
    .innerJoin("questions", "questions.id", "explanations.questionId")
    .where("questions.agreementId", "=", agreementId)
    .where("explanations.publicQuestion", "is not", null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("explanations as later")
          .select("later.id")
          .whereRef("later.questionId", "=", "explanations.questionId")
          .whereRef("later.followsId", "=", "explanations.id"),
      )))
    .select(["explanations.id", "explanations.answer", "explanations.publicQuestion", "explanations.happenedAt"])
    .select(["questions.versionId", "questions.clauseId", "questions.language"])
    .orderBy("explanations.happenedAt", "desc")
    .orderBy("explanations.id", "desc")
    .execute();
}
