import type { Kysely } from "kysely";
import { compileOnce } from "#db/compile-once";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";
import type { CommentAnswerRow, CommentPeriodRow, ReaderCommentRow } from "#db/schema/comments";

type Db = Kysely<Database>;

/** A comment with its words, sealed; "" once they were removed at the end of their period. */
export type ReaderCommentFound = ReaderCommentRow & { bodySealed: string | null };

/** An answer with its words, sealed where they are for the commenter alone; "" once they were removed at the end of their period. */
export type CommentAnswerFound = CommentAnswerRow & { answerSealed: string | null };

/** The steps of the comment periods of a draft, in no order: each names the one that it follows. */
export function selectPeriodSteps(db: Db, draftId: string): Promise<CommentPeriodRow[]> {
  return db.selectFrom("commentPeriods").where("draftId", "=", draftId).selectAll().execute();
}

/** The drafts of an agreement on which readers may comment at the instant, with when that ends. */
export const selectOpenPeriods = compileOnce(["slug", "at"], (db: Db, given) =>
  db
    .selectFrom("commentPeriods as last")
    .innerJoin("drafts", "drafts.id", "last.draftId")
    .where("last.closesAt", ">", given("at"))
    .where("drafts.slug", "=", given("slug"))
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("commentPeriods as next")
          .select("next.id")
          .whereRef("next.draftId", "=", "last.draftId")
          .whereRef("next.followsId", "=", "last.id"),
      )))
    .select(["last.draftId", "last.closesAt"])
    .orderBy("last.closesAt"));

/** The comments of readers on a draft, the earlier first. */
export function selectReaderComments(db: Db, draftId: string): Promise<ReaderCommentFound[]> {
  return db.selectFrom("readerComments").where("draftId", "=", draftId).selectAll().select(personalValue("readerComments.id", "readerComments.body").as("bodySealed")).orderBy("happenedAt").orderBy("id").execute();
}

/** The comment with this id; null when there is none. */
export async function selectReaderComment(db: Db, id: string): Promise<ReaderCommentRow | null> {
  return (await db.selectFrom("readerComments").where("id", "=", id).selectAll().executeTakeFirst()) ?? null;
}

/** The comment that a form with this digest made; null before it did. */
export async function selectCommentOfForm(db: Db, formSha256: string): Promise<ReaderCommentRow | null> {
  return (await db.selectFrom("readerComments").where("formSha256", "=", formSha256).selectAll().executeTakeFirst()) ?? null;
}

/** The answers to comments on a draft, in no order: each names the one that it follows. */
export function selectCommentAnswers(db: Db, draftId: string): Promise<CommentAnswerFound[]> {
  return db
    .selectFrom("commentAnswers")
    .innerJoin("readerComments", "readerComments.id", "commentAnswers.commentId")
    .where("readerComments.draftId", "=", draftId)
    .selectAll("commentAnswers")
    .select(personalValue("commentAnswers.id", "commentAnswers.answer").as("answerSealed"))
    .execute();
}
