import type { Kysely } from "kysely";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";

type Db = Kysely<Database>;

/** What opens the commitments about a party, in the order of the records. */
export function selectOpeningsOf(db: Db, partyId: string) {
  return db.selectFrom("openings").where("partyId", "=", partyId).orderBy("recordId").orderBy("tag").select(["recordId", "tag", "openingSealed", "valueSealed"]).execute();
}

/** The rows by which acceptances of a party were brought in. */
export function selectImportedOf(db: Db, partyId: string) {
  return db.selectFrom("importedActs").where("partyId", "=", partyId).orderBy("actId").select(["actId", "source", "sourceMethod", "unknownsJson", "happenedAt", "recordedAt"])
    .select(personalValue("importedActs.actId", "importedActs.row").as("rowSealed")).execute();
}

/** Requests to erase a party, each with what was decided about it. */
export function selectRequestsOf(db: Db, partyId: string) {
  return db.selectFrom("erasureRequests").leftJoin("erasureDecisions", "erasureDecisions.requestId", "erasureRequests.id")
    .where("erasureRequests.partyId", "=", partyId).orderBy("erasureRequests.id")
    .select([
      "erasureRequests.id", "erasureRequests.askedBy", "erasureRequests.ground", "erasureRequests.wordsSealed", "erasureRequests.happenedAt",
      "erasureDecisions.act as decision", "erasureDecisions.reasonSealed", "erasureDecisions.happenedAt as decidedAt",
    ]).execute();
}

/** Holds on a party, placed and lifted. */
export function selectHoldsOf(db: Db, partyId: string) {
  return db.selectFrom("holds").where("partyId", "=", partyId).orderBy("id").select(["id", "holdId", "act", "reason", "untilAt", "happenedAt"]).execute();
}

/** When staff looked at the case of a party. */
export function selectLooksAt(db: Db, partyId: string) {
  return db.selectFrom("auditRecords").where("partyId", "=", partyId).orderBy("id").select(["id", "act", "happenedAt"]).execute();
}

/** The answers to the questions of a party. */
export function selectAnswersTo(db: Db, partyId: string) {
  return db.selectFrom("explanations").innerJoin("questions", "questions.id", "explanations.questionId").where("questions.partyId", "=", partyId).orderBy("explanations.id")
    .select(["explanations.id", "explanations.questionId", "explanations.answer", "explanations.happenedAt"])
    .select(personalValue("explanations.id", "explanations.answer").as("answerSealed")).execute();
}

/** The acts of a person for organisations, with what is kept of the device under the person's own key. */
export function selectActsForOthers(db: Db, { accountId, partyId }: { accountId: string; partyId: string }) {
  return db.selectFrom("acts")
    .leftJoin("actCircumstances", (join) => join.onRef("actCircumstances.actId", "=", "acts.id").on("actCircumstances.partyId", "=", partyId))
    .where("acts.actorId", "=", accountId).where("acts.partyId", "<>", partyId).orderBy("acts.id")
    .select(["acts.id", "acts.kind", "acts.method", "acts.partyId", "acts.delegationId", "acts.happenedAt", "actCircumstances.addressSealed", "actCircumstances.agentSealed"]).execute();
}

/** What an account was given: authorities and roles, each with its end. */
export async function selectGivenTo(db: Db, accountId: string) {
  const authorities = await db.selectFrom("delegations").where("actorId", "=", accountId).orderBy("id")
    .select(["id", "delegationId", "act", "partyId", "relation", "scopesJson", "beginsAt", "endsAt", "happenedAt"]).execute();
  const roles = await db.selectFrom("roleChanges").where("accountId", "=", accountId).orderBy("id").select(["id", "act", "role", "reason", "happenedAt"]).execute();
  return { authorities, roles };
}

/** Links and mails of a person, and whether it wants reminders. */
export async function selectMailed(db: Db, { accountId, partyId }: { accountId: string; partyId: string }) {
  const links = await db.selectFrom("links").where("accountId", "=", accountId).orderBy("createdAt").select(["purpose", "detailSealed", "createdAt", "expiresAt", "usedAt"]).execute();
  const mails = await db.selectFrom("outbox").where("partyId", "=", partyId).orderBy("id").select(["id", "partyId", "messageSealed", "createdAt", "sentAt"]).execute();
  const choice = await db.selectFrom("noticeChoices").where("partyId", "=", partyId).select("wantsReminders").executeTakeFirst();
  return { links, mails, wantsReminders: choice ? choice.wantsReminders === 1 : null };
}

/** The addresses that an organisation invited, with what came of it. */
export function selectInvited(db: Db, partyId: string) {
  return db.selectFrom("invitations").where("partyId", "=", partyId).orderBy("number").select(["id", "number", "addressSealed", "scopesJson", "createdAt", "expiresAt", "answeredAt", "outcome"]).execute();
}
