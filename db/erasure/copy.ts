import type { Kysely } from "kysely";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";

type Db = Kysely<Database>;

/** What a party was told, for a copy: each delivery with its notice, in order. */
export function selectToldOf(db: Db, partyId: string) {
  return db.selectFrom("deliveries").innerJoin("notices", "notices.id", "deliveries.noticeId")
    .leftJoin("noticeTexts", (join) => join.onRef("noticeTexts.noticeId", "=", "deliveries.noticeId").onRef("noticeTexts.language", "=", "deliveries.language"))
    .where("deliveries.partyId", "=", partyId).orderBy("deliveries.id")
    .select(["deliveries.id", "deliveries.channel", "deliveries.language", "deliveries.happenedAt", "notices.reason", "notices.agreementId", "notices.versionId", "noticeTexts.subject", "noticeTexts.textSha256"])
    .execute();
}

/** What became of a party's deliveries, in order. */
export function selectToldEvents(db: Db, partyId: string) {
  return db.selectFrom("deliveryEvents").innerJoin("deliveries", "deliveries.id", "deliveryEvents.deliveryId")
    .where("deliveries.partyId", "=", partyId).orderBy("deliveryEvents.id")
    .select(["deliveryEvents.deliveryId", "deliveryEvents.state", "deliveryEvents.source", "deliveryEvents.happenedAt"])
    .select([personalValue("deliveryEvents.id", "deliveryEvents.address").as("addressSealed"), personalValue("deliveryEvents.id", "deliveryEvents.detail").as("detailSealed")]).execute();
}

/** What was answered to what a party said in public comment periods, in order. */
export function selectCommentAnswersTo(db: Db, partyId: string) {
  return db.selectFrom("commentAnswers").innerJoin("readerComments", "readerComments.id", "commentAnswers.commentId").where("readerComments.partyId", "=", partyId).orderBy("commentAnswers.id")
    .select(["commentAnswers.commentId", "commentAnswers.answer", "commentAnswers.happenedAt"]).select(personalValue("commentAnswers.id", "commentAnswers.answer").as("answerSealed")).execute();
}

/** What a party said in public comment periods, in order. */
export function selectCommentsOf(db: Db, partyId: string) {
  return db.selectFrom("readerComments").where("partyId", "=", partyId).orderBy("id").select(["id", "draftId", "clauseId", "happenedAt"])
    .select(personalValue("readerComments.id", "readerComments.body").as("bodySealed")).execute();
}
