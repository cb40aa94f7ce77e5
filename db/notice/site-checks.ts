import type { Kysely } from "kysely";
import type { Database } from "#db/schema";
import type { NoticeRow, SiteCheckRow } from "#db/schema/notices";

type Db = Kysely<Database>;

/** The notices to everybody that tell of these publications or ends, oldest first. */
export async function selectNoticesAbout(db: Db, recordIds: readonly string[]): Promise<NoticeRow[]> {
  if (recordIds.length === 0) return [];
  return db.selectFrom("notices").selectAll()
    .where((where) => where.or([where("publicationId", "in", recordIds), where("endingId", "in", recordIds)]))
    .where("partyId", "is", null).where("reason", "!=", "reminder").orderBy("id").execute();
}

/** When the public address of a notice was fetched, and what it answered, oldest first. */
export function selectSiteChecks(db: Db, noticeId: string): Promise<SiteCheckRow[]> {
  return db.selectFrom("siteChecks").selectAll().where("noticeId", "=", noticeId).orderBy("happenedAt").orderBy("id").execute();
}
