import { type Kysely, sql } from "kysely";
import type { Database } from "#db/schema";
import type { FanOutRow, NoticeRow } from "#db/schema/notices";
import { givenIn, HAS_LEFT, IS_CONCERNED, IS_NAMED, LANGUAGE, MAY_BE_MAILED, MAY_BE_TOLD, WITHOUT_REMINDERS } from "#db/notice/told";

type Db = Kysely<Database>;

/** Notices, either those to many or the others, that are still being brought to people, the oldest first. */
export async function selectOpenFanOuts(db: Db, { isToMany, limit }: { isToMany: boolean; limit: number }): Promise<{ fanOut: FanOutRow; notice: NoticeRow }[]> {
  const fanOuts = await db.selectFrom("fanOuts").selectAll().where("finishedAt", "is", null).where("isToMany", "=", isToMany ? 1 : 0).orderBy("noticeId").limit(limit).execute();
  if (fanOuts.length === 0) return [];
  const notices = await db.selectFrom("notices").selectAll().where("id", "in", fanOuts.map(({ noticeId }) => noticeId)).execute();
  return fanOuts.flatMap((fanOut) => notices.filter(({ id }) => id === fanOut.noticeId).map((notice) => ({ fanOut, notice })));
}

/** How far a notice has come. */
export function findFanOut(db: Db, noticeId: string): Promise<FanOutRow | undefined> {
  return db.selectFrom("fanOuts").selectAll().where("noticeId", "=", noticeId).executeTakeFirst();
}

/** Whether one of these notices is still being brought to people. */
export async function hasOpenFanOut(db: Db, noticeIds: readonly string[]): Promise<boolean> {
  if (noticeIds.length === 0) return false;
  const open = await db.selectFrom("fanOuts").select("noticeId").where("noticeId", "in", noticeIds).where("finishedAt", "is", null).executeTakeFirst();
  return open !== undefined;
}

/** The last party of the next page; null after the last party of all. */
export async function findPageEnd(db: Db, { after, limit }: { after: string; limit: number }): Promise<string | null> {
  const page = db.selectFrom("parties").select("id").where("id", ">", after).orderBy("id").limit(limit);
  const row = await db.selectFrom(page.as("page")).select(({ fn }) => fn.max("id").as("upto")).executeTakeFirst();
  return row?.upto ?? null;
}

/** A list of deliveries: how many, the first, the last, and a line for each in the order of their ids. */
export type DeliveryList = { firstId: string; lastId: string; deliveries: number; lines: string };

/** The deliveries to inboxes of the page whose ids begin so; null where it has none. */
export async function listInboxPage(db: Db, prefix: string): Promise<DeliveryList | null> {
  const page = db.selectFrom("deliveries").selectAll().where("id", ">", `${prefix}1`).where("id", "<", `${prefix}1:`).orderBy("id");
  const line = sql.raw(["id", "noticeId", "partyId", "channel", "language", "happenedAt"].map((column) => `"${column}"`).join(` || ' ' || `));
  const row = await db.selectFrom(page.as("page"))
    .select(({ fn }) => [fn.min("id").as("firstId"), fn.max("id").as("lastId"), fn.countAll<number>().as("deliveries")])
    .select(sql<string | null>`group_concat(${line}, char(10))`.as("lines")).executeTakeFirst();
  const { firstId = null, lastId = null, deliveries = 0, lines = null } = row ?? {};
  return firstId === null || lastId === null || lines === null ? null : { firstId, lastId, deliveries, lines };
}

/** A party to be told, in which language, and whether mail may go to it. */
export type ToldParty = { partyId: string; language: string; mayBeMailed: boolean };

/** Of the parties that a notice names, and of those who receive the notices of organisations among them, the ones after one. */
export async function selectNamed(db: Db, { given, after, limit }: { given: Record<string, unknown>; after: string; limit: number }): Promise<ToldParty[]> {
  const told = sql<{ partyId: string; language: string; isMailed: number }>`(with g as materialized (${sql.raw(givenIn("j"))} from (select ${JSON.stringify(given)} as j))
    select p."id" as "partyId", ${sql.raw(LANGUAGE)} as "language", coalesce(${sql.raw(MAY_BE_MAILED)}, 0) as "isMailed"
    from g cross join "parties" p left join "accounts" a on a."partyId" = p."id" left join "partyStates" s on s."partyId" = p."id"
    where ${sql.raw(IS_NAMED)} and ${sql.raw(MAY_BE_TOLD)})`;
  const rows = await db.selectFrom(told.as("told")).selectAll().where("partyId", ">", after).orderBy("partyId").limit(limit).execute();
  return rows.map(({ partyId, language, isMailed }) => ({ partyId, language, mayBeMailed: isMailed === 1 }));
}

/** How a party that a notice was made for stands to it by now. */
export type StillTold = { partyId: string; isConcerned: 0 | 1; hasLeft: 0 | 1; isUnsubscribed: 0 | 1 };

/** How these parties stand to a notice by the instant given. */
export async function selectStillTold(db: Db, { given, partyIds }: { given: Record<string, unknown>; partyIds: readonly string[] }): Promise<StillTold[]> {
  const { rows } = await sql<StillTold>`with g as materialized (${sql.raw(givenIn("j"))} from (select ${JSON.stringify(given)} as j))
    select p."id" as "partyId", ${sql.raw(IS_CONCERNED)} as "isConcerned", ${sql.raw(HAS_LEFT)} as "hasLeft", ${sql.raw(WITHOUT_REMINDERS)} as "isUnsubscribed"
    from g cross join "parties" p left join "accounts" a on a."partyId" = p."id"
    where p."id" in (select value from json_each(${JSON.stringify(partyIds)}))`.execute(db);
  return rows;
}
