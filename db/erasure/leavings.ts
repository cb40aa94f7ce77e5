import type { Kysely } from "kysely";
import { personalValue } from "#db/personal-values";
import { compileOnce } from "#db/compile-once";
import type { Database } from "#db/schema";
import type { LeavingRow } from "#db/schema/leavings";

type Db = Kysely<Database>;

const selectLeaving = compileOnce(["partyId"], (db: Db, given) => db.selectFrom("leavings").selectAll().where("partyId", "=", given("partyId")));

/** That a party left; null for one that did not. */
export async function findLeaving(db: Db, partyId: string): Promise<LeavingRow | null> {
  const [row] = await selectLeaving(db, { partyId });
  return row ?? null;
}

/** The leaving with this id. */
export function takeLeaving(db: Db, id: string): Promise<LeavingRow> {
  return db.selectFrom("leavings").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** How many acts bind a party. */
export async function countActs(db: Db, partyId: string): Promise<number> {
  const { count } = await db.selectFrom("acts").select(({ fn }) => fn.countAll<number>().as("count")).where("partyId", "=", partyId).executeTakeFirstOrThrow();
  return Number(count);
}

/** What is kept about an organisation, for a copy: what is sealed still sealed, and nothing of the devices of those who acted. */
export async function selectOrganisationCopy(db: Db, partyId: string) {
  const party = await db.selectFrom("parties").where("id", "=", partyId).select(["id", "kind", "customerKind", "place", "productsJson", "nameSealed", "createdAt"]).executeTakeFirstOrThrow();
  const delegations = await db.selectFrom("delegations").where("partyId", "=", partyId).orderBy("id")
    .select(["id", "delegationId", "act", "relation", "scopesJson", "beginsAt", "endsAt", "happenedAt"]).select(personalValue("delegations.id", "delegations.detail").as("detailSealed")).execute();
  const acts = await db.selectFrom("acts").where("partyId", "=", partyId).orderBy("happenedAt").orderBy("id").select(["id", "kind", "method", "actorId", "delegationId", "language", "happenedAt"]).execute();
  const lines = await db.selectFrom("actLines").where("partyId", "=", partyId).orderBy("actId").orderBy("position")
    .select(["actId", "agreementId", "versionId", "language", "shownSha256", "bindingSha256", "purpose"]).execute();
  const questions = await db.selectFrom("questions").where("partyId", "=", partyId).orderBy("id").select(["id", "agreementId", "versionId", "clauseId", "happenedAt"])
    .select(personalValue("questions.id", "questions.question").as("questionSealed")).execute();
  return { party, delegations, acts, lines, questions, leaving: await findLeaving(db, partyId) };
}
