import { type Kysely, sql } from "kysely";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";
import type { DeliveryBatchRow, DeliveryEventRow, DeliveryRow, NoticeRow, NoticeTextRow } from "#db/schema/notices";
import { receivesNotices } from "#db/notice/told";

type Db = Kysely<Database>;

/** The notice with this id; null when there is none. */
export async function findNotice(db: Db, id: string): Promise<NoticeRow | null> {
  return (await db.selectFrom("notices").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The notices with these ids. */
export function selectNotices(db: Db, ids: readonly string[]): Promise<NoticeRow[]> {
  return db.selectFrom("notices").selectAll().where("id", "in", ids).execute();
}

/** The notice with this id. */
export function takeNotice(db: Db, id: string): Promise<NoticeRow> {
  return db.selectFrom("notices").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The deliveries that were made together under this id. */
export function takeDeliveryBatch(db: Db, id: string): Promise<DeliveryBatchRow> {
  return db.selectFrom("deliveryBatches").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The events that the ledger names by one of them, that one first. */
export function selectEventsEnteredAs(db: Db, eventId: string) {
  return db.selectFrom("deliveryEvents as e").innerJoin("deliveries as d", "d.id", "e.deliveryId")
    .where("e.enteredAs", "=", eventId).orderBy(sql`e.rowid`).selectAll("e").select(["d.noticeId", "d.channel"]).execute();
}

/** The notices about a version for these reasons, oldest first. */
export function selectNoticesOf(db: Db, { versionId, reasons }: { versionId: string; reasons: readonly NoticeRow["reason"][] }): Promise<NoticeRow[]> {
  return db.selectFrom("notices").selectAll().where("versionId", "=", versionId).where("reason", "in", reasons).orderBy("id").execute();
}

/** The texts of a notice, in the order in which they were given. */
export function selectNoticeTexts(db: Db, noticeId: string): Promise<NoticeTextRow[]> {
  return db.selectFrom("noticeTexts").selectAll().where("noticeId", "=", noticeId).orderBy(sql`rowid`).execute();
}

/** The delivery with this id; null when there is none. */
export async function findDelivery(db: Db, id: string): Promise<DeliveryRow | null> {
  return (await db.selectFrom("deliveries").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The deliveries with these ids. */
export function selectDeliveries(db: Db, ids: readonly string[]): Promise<DeliveryRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return db.selectFrom("deliveries").selectAll().where("id", "in", ids).execute();
}

/** The deliveries of a notice to these parties. */
export function selectDeliveriesTo(db: Db, { noticeId, partyIds }: { noticeId: string; partyIds: readonly string[] }): Promise<DeliveryRow[]> {
  return db.selectFrom("deliveries").selectAll().where("partyId", "in", partyIds).where("noticeId", "=", noticeId).execute();
}

/** What became of these deliveries, in no order: each event names the one that it follows. */
export function selectDeliveryEvents(db: Db, deliveryIds: readonly string[]): Promise<DeliveryEventRow[]> {
  if (deliveryIds.length === 0) return Promise.resolve([]);
  return db.selectFrom("deliveryEvents").selectAll().where("deliveryId", "in", deliveryIds).execute();
}

/** What was said about what became of a delivery, sealed; "" where it was removed at the end of its period. */
export async function selectEventDetails(db: Db, deliveryId: string): Promise<(string | null)[]> {
  const rows = await db.selectFrom("deliveryEvents").where("deliveryId", "=", deliveryId).select(personalValue("deliveryEvents.id", "deliveryEvents.detail").as("detailSealed")).execute();
  return rows.map(({ detailSealed }) => detailSealed);
}

/** The parties of those who received an organisation's notices when this one was made. */
export async function selectNoticeHolders(db: Db, { organisationId, noticeId }: { organisationId: string; noticeId: string }): Promise<string[]> {
  const rows = await db.selectFrom("delegations as d").innerJoin("accounts as a", "a.id", "d.actorId").innerJoin("notices as n", (join) => join.on("n.id", "=", noticeId))
    .where("d.partyId", "=", organisationId).where(sql<boolean>`${sql.raw(receivesNotices(`n."happenedAt"`))}`)
    .select("a.partyId").distinct().execute();
  return rows.map(({ partyId }) => partyId);
}

/** Whether something was told already: `onceKey` says what and for what occasion. */
export async function hasNotice(db: Db, onceKey: string): Promise<boolean> {
  return (await db.selectFrom("notices").select("id").where("onceKey", "=", onceKey).executeTakeFirst()) !== undefined;
}
