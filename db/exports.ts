import type { Kysely } from "kysely";
import type { Database } from "#db/schema";
import type { ExportDecisionRow, ExportRequestRow, ExportRow } from "#db/schema-exports";

type Db = Kysely<Database>;

/** An export that was made; null when there is none of that id. */
export async function findExport(db: Db, id: string): Promise<ExportRow | null> {
  return (await db.selectFrom("exports").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** A page of exports, the newest first; `before` is the id at which the former page ended. */
export function selectExports(db: Db, { before, limit }: { before: string | null; limit: number }): Promise<ExportRow[]> {
  const all = db.selectFrom("exports").selectAll().orderBy("id", "desc").limit(limit);
  return (before === null ? all : all.where("id", "<", before)).execute();
}

/** A request with what was decided about it; null when there is none of that id. */
export async function findExportRequest(db: Db, id: string): Promise<{ request: ExportRequestRow; decision: ExportDecisionRow | null } | null> {
  const request = await db.selectFrom("exportRequests").selectAll().where("id", "=", id).executeTakeFirst();
  if (!request) return null;
  const decision = await db.selectFrom("exportDecisions").selectAll().where("requestId", "=", id).executeTakeFirst();
  return { request, decision: decision ?? null };
}

/** The requests about which nothing was decided, the oldest first. */
export function selectWaitingExports(db: Db, limit: number): Promise<ExportRequestRow[]> {
  return db.selectFrom("exportRequests").selectAll()
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("exportDecisions").whereRef("requestId", "=", "exportRequests.id").select("requestId"))))
    .orderBy("id").limit(limit).execute();
}

/** Names and addresses of these parties, sealed, of those that are neither restricted nor erased. */
export function selectSealedNames(db: Db, partyIds: readonly string[]) {
  return db.selectFrom("parties").leftJoin("accounts", "accounts.partyId", "parties.id").leftJoin("partyStates", "partyStates.partyId", "parties.id")
    .where("parties.id", "in", partyIds)
    .where(({ or, eb }) => or([eb("partyStates.state", "is", null), eb("partyStates.state", "=", "free")]))
    .select(["parties.id", "parties.nameSealed", "accounts.addressSealed"])
    .execute();
}

/** The export with this id. */
export function takeExport(db: Db, id: string): Promise<ExportRow> {
  return db.selectFrom("exports").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}
