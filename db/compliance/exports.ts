import type { Kysely } from "kysely";
import type { Database } from "#db/schema";
import type { ExportDecisionRow, ExportFetchEndRow, ExportFetchRow, ExportRequestRow, ExportRow } from "#db/schema/exports";

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

/** A fetch, and how it ended as far as that is on record. */
export type FetchRow = ExportFetchRow & { end: Pick<ExportFetchEndRow, "outcome" | "bytes" | "sha256"> | null };

/** The newest fetches of an export. */
export async function selectFetches(db: Db, exportId: string, limit: number): Promise<FetchRow[]> {
  const rows = await db.selectFrom("exportFetches").leftJoin("exportFetchEnds", "fetchId", "id").where("exportId", "=", exportId)
    .selectAll("exportFetches").select(["outcome", "bytes", "sha256"]).orderBy("id", "desc").limit(limit).execute();
  return rows.map(({ outcome, bytes, sha256, ...row }) => ({ ...row, end: outcome === null || bytes === null || sha256 === null ? null : { outcome, bytes, sha256 } }));
}

/** The fetch with this id. */
export function takeFetch(db: Db, id: string): Promise<ExportFetchRow> {
  return db.selectFrom("exportFetches").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The end of the fetch with this id. */
export function takeFetchEnd(db: Db, fetchId: string): Promise<ExportFetchEndRow> {
  return db.selectFrom("exportFetchEnds").selectAll().where("fetchId", "=", fetchId).executeTakeFirstOrThrow();
}
