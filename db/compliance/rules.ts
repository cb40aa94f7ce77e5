import type { Kysely } from "kysely";
import type { Database } from "#db/schema";

type Db = Kysely<Database>;

/** When comment periods on drafts of an agreement were opened, the earlier first. */
export async function selectPeriodOpenings(db: Db, slug: string): Promise<string[]> {
  const rows = await db.selectFrom("commentPeriods").innerJoin("drafts", "drafts.id", "commentPeriods.draftId")
    .where("drafts.slug", "=", slug).where("commentPeriods.act", "=", "opened")
    .select("commentPeriods.happenedAt").orderBy("commentPeriods.happenedAt").execute();
  return rows.map(({ happenedAt }) => happenedAt);
}
