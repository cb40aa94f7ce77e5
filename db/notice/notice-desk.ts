import { type Kysely, sql } from "kysely";
import type { Database } from "#db/schema";

type Db = Kysely<Database>;

/** In the words of the index that holds them. */
const IS_TO_MANY = sql<boolean>`"notices"."reason" not in ('receipt', 'late-objection', 'explanation', 'objection-answer')`;

/** How far the latest notices have come, the newest first, each with the number of its version; those to one party alone are left out. */
export function selectLatestFanOuts(db: Db, limit: number) {
  return db.selectFrom("notices").innerJoin("fanOuts", "fanOuts.noticeId", "notices.id").innerJoin("agreements", "agreements.id", "notices.agreementId")
    .leftJoin("versions", "versions.id", "notices.versionId")
    .where(IS_TO_MANY).where("notices.partyId", "is", null).orderBy("notices.id", "desc").limit(limit)
    .selectAll("fanOuts").select(["notices.reason", "versions.number", "agreements.slug"]).execute();
}

/** What is in the queue: how many deliveries wait, and since when the longest does; null for none. */
export async function findQueueState(db: Db): Promise<{ waiting: number; nextAt: string | null }> {
  const row = await db.selectFrom("deliveryQueue").select(({ fn }) => [fn.countAll<number>().as("waiting"), fn.min("nextAttemptAt").as("nextAt")]).executeTakeFirstOrThrow();
  return row;
}

/** How many parties there are. */
export async function countParties(db: Db): Promise<number> {
  return (await db.selectFrom("parties").select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow()).count;
}

/** A page of what the operator has to see to, the newest first; `before` is the delivery with which the former page ended. */
export async function selectOpenTasks(db: Db, { before, limit }: { before: string | null; limit: number }) {
  const open = db.selectFrom("deliveryTasks as t").innerJoin("deliveries as d", "d.id", "t.deliveryId").innerJoin("notices as n", "n.id", "d.noticeId")
    .leftJoin("accounts as a", "a.partyId", "t.partyId")
    .where("t.doneAt", "is", null).orderBy("t.deliveryId", "desc").limit(limit)
    .select(["t.deliveryId", "t.partyId", "t.reason", "t.createdAt", "d.channel", "d.noticeId", "n.reason as about", "a.id as accountId"]);
  return (before === null ? open : open.where("t.deliveryId", "<", before)).execute();
}
