import type { Kysely } from "kysely";
import type { Database } from "#db/schema";
import type { ImportedActRow, ImportRow } from "#db/schema/imports";

type Db = Kysely<Database>;

/** Where an act was brought in from; null for one that was made here. */
export async function selectImportedAct(db: Db, actId: string): Promise<ImportedActRow | null> {
  return (await db.selectFrom("importedActs").where("actId", "=", actId).selectAll().executeTakeFirst()) ?? null;
}

/** Whether acts of this party were brought in. */
export async function hasImportedActs(db: Db, partyId: string): Promise<boolean> {
  const row = await db.selectFrom("importedActs").where("partyId", "=", partyId).select("actId").limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Files that were brought in, the newest first. */
export function selectImports(db: Db, limit: number): Promise<ImportRow[]> {
  return db.selectFrom("imports").selectAll().orderBy("id", "desc").limit(limit).execute();
}
