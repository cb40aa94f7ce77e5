import { sql, type Kysely, type RawBuilder } from "kysely";
import { DEVICE_TAGS } from "#db/erasure/erasure";
import type { Database } from "#db/schema";

type Db = Kysely<Database>;

type Old = { before: string; now: string; limit: number };

/** Whether a hold stands at the instant on the party in that column. */
function isHeld(party: "acts.partyId" | "outbox.partyId" | "openings.partyId", now: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from "holds" as h where h."partyId" = ${sql.ref(party)} and h."act" = 'placed'
    and (h."untilAt" is null or h."untilAt" > ${now})
    and not exists (select 1 from "holds" as l where l."holdId" = h."id" and l."act" = 'lifted'))`;
}

/** Acts before the instant of parties that are not held, whose device data is still kept. */
export async function selectOldDevice(db: Db, { before, now, limit }: Old): Promise<string[]> {
  const kept = sql<boolean>`(exists (select 1 from "actCircumstances" as c where c."actId" = "acts"."id")
    or exists (select 1 from "openings" as o where o."recordId" = "acts"."id" and o."tag" in (${sql.join(DEVICE_TAGS)})))`;
  const rows = await db.selectFrom("acts").select("id").where("happenedAt", "<=", before).where(kept)
    .where(({ not }) => not(isHeld("acts.partyId", now))).limit(limit).execute();
  return rows.map(({ id }) => id);
}

/** Mails before the instant to parties that are not held. */
export async function selectOldMails(db: Db, { before, now, limit }: Old): Promise<string[]> {
  const rows = await db.selectFrom("outbox").select("id").where("createdAt", "<=", before)
    .where(({ not }) => not(isHeld("outbox.partyId", now))).limit(limit).execute();
  return rows.map(({ id }) => id);
}

/** What was removed last, the newest first. */
export function selectSweeps(db: Db, limit: number) {
  return db.selectFrom("retentionSweeps").select(["id", "countsJson", "happenedAt"]).orderBy("id", "desc").limit(limit).execute();
}
