import type { Kysely } from "kysely";
import type { Database } from "#db/schema";
import type { ApprovalRow, DraftCommentRow, DraftStateRow, ProposalRow } from "#db/schema/drafting";

type Db = Kysely<Database>;

/** The proposal with this id; null when there is none. */
export async function selectProposal(db: Db, id: string): Promise<ProposalRow | null> {
  return (await db.selectFrom("proposals").where("id", "=", id).selectAll().executeTakeFirst()) ?? null;
}

/** Every proposal, open ones first, the newest first. */
export function selectProposals(db: Db): Promise<ProposalRow[]> {
  return db.selectFrom("proposals").selectAll().orderBy("decidedAt", "desc").orderBy("createdAt", "desc").execute()
    .then((rows) => [...rows.filter(({ decidedAt }) => decidedAt === null), ...rows.filter(({ decidedAt }) => decidedAt !== null)]);
}

/** One saved state of a draft; null when there is none. */
export async function selectDraftState(db: Db, { draftId, counter }: Pick<DraftStateRow, "draftId" | "counter">): Promise<DraftStateRow | null> {
  const query = db.selectFrom("draftStates").where("draftId", "=", draftId).where("counter", "=", counter);
  return (await query.selectAll().executeTakeFirst()) ?? null;
}

/** The newest kept state of a draft up to a counter; null when there is none. */
export async function selectDraftStateBy(db: Db, { draftId, counter }: Pick<DraftStateRow, "draftId" | "counter">): Promise<DraftStateRow | null> {
  const query = db.selectFrom("draftStates").where("draftId", "=", draftId).where("counter", "<=", counter);
  return (await query.selectAll().orderBy("counter", "desc").limit(1).executeTakeFirst()) ?? null;
}

/** The newest kept state of a draft without its content; null when there is none. */
export async function selectLatestDraftState(db: Db, draftId: string): Promise<Omit<DraftStateRow, "contentJson"> | null> {
  const query = db.selectFrom("draftStates").where("draftId", "=", draftId).select(["draftId", "counter", "actorId", "note", "happenedAt", "recordedAt"]);
  return (await query.orderBy("counter", "desc").limit(1).executeTakeFirst()) ?? null;
}

/** The saved states of a draft without their content, the newest first. */
export function selectDraftStates(db: Db, draftId: string): Promise<Omit<DraftStateRow, "contentJson">[]> {
  return db
    .selectFrom("draftStates")
    .where("draftId", "=", draftId)
    .select(["draftId", "counter", "actorId", "note", "happenedAt", "recordedAt"])
    .orderBy("counter", "desc")
    .execute();
}

/** The comments on a draft, the earlier first. */
export function selectDraftComments(db: Db, draftId: string): Promise<DraftCommentRow[]> {
  return db.selectFrom("draftComments").where("draftId", "=", draftId).selectAll().orderBy("happenedAt").orderBy("id").execute();
}

/** The steps of review of a draft, in no order: each names the one that it follows. */
export function selectApprovals(db: Db, draftId: string): Promise<ApprovalRow[]> {
  return db.selectFrom("approvals").where("draftId", "=", draftId).selectAll().execute();
}

/**
 * Parties after an id, in the order of ids, with their facts, whether their open account's address is confirmed, and the
 * number of the highest version of an agreement that they accepted.
 */
export function selectConcernedParties(db: Db, { agreementId, after, limit }: { agreementId: string; after: string; limit: number }) {
  return db
    .selectFrom("parties")
    .leftJoin("accounts", (join) => join.onRef("accounts.partyId", "=", "parties.id").on("accounts.closedAt", "is", null))
    .where("parties.id", ">", after)
    .select(["parties.id", "parties.kind", "parties.customerKind", "parties.place", "parties.productsJson", "accounts.addressConfirmedAt"])
    .select((all) =>
      all
        .selectFrom("actLines")
        .innerJoin("acts", "acts.id", "actLines.actId")
        .innerJoin("versions", "versions.id", "actLines.versionId")
        .whereRef("actLines.partyId", "=", "parties.id")
        .where("actLines.agreementId", "=", agreementId)
        .where("acts.kind", "=", "acceptance")
        .select(({ fn }) => fn.max<number | null>("versions.number").as("number"))
        .as("accepted"),
    )
    .orderBy("parties.id")
    .limit(limit)
    .execute();
}

/** The notice workings of an agreement's publications, as stored. */
export function selectRules(db: Db, agreementId: string): Promise<{ id: string; ruleJson: string | null }[]> {
  return db.selectFrom("publications").where("agreementId", "=", agreementId).select(["id", "ruleJson"]).execute();
}

/** Which of these ids are those of parties. */
export async function selectKnownParties(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  return (await db.selectFrom("parties").where("id", "in", ids).select("id").execute()).map(({ id }) => id);
}

/** The draft that was published as a version; null for a version that came from files. A draft of a translation is not meant. */
export async function selectPublishedDraft(db: Db, versionId: string): Promise<{ contentJson: string } | null> {
  const query = db.selectFrom("drafts").innerJoin("approvals", "approvals.draftId", "drafts.id").where("drafts.versionId", "=", versionId);
  return (await query.where("approvals.act", "=", "approved").select("drafts.contentJson").limit(1).executeTakeFirst()) ?? null;
}
