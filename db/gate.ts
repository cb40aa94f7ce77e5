import type { Kysely } from "kysely";
import type { Database } from "#db/schema";

type Db = Kysely<Database>;

/** The newest message in a party's inbox that tells of a version's announcement or of a new date; null where none lies there. */
export async function findMessageAbout(db: Db, { partyId, versionId }: { partyId: string; versionId: string }): Promise<string | null> {
  const row = await db.selectFrom("deliveries").innerJoin("notices", "notices.id", "deliveries.noticeId")
    .where("deliveries.partyId", "=", partyId).where("deliveries.channel", "=", "inbox")
    .where("notices.versionId", "=", versionId).where("notices.reason", "in", ["announcement", "postponement"])
    .orderBy("deliveries.happenedAt", "desc").orderBy("deliveries.id", "desc").limit(1)
    .select("deliveries.id").executeTakeFirst();
  return row?.id ?? null;
}
