import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";
import type { DeliveryEventRow, DeliveryRow, NoticeRow, NoticeTextRow } from "#db/schema/notices";
import { receivesNotices } from "#db/notice/told";

type Db = Kysely<Database>;

/** A notice that lies in a party's inbox, in the language in which it was told. */
export type InboxRow = Pick<DeliveryRow, "id" | "partyId" | "noticeId" | "language" | "happenedAt"> &
  Pick<NoticeRow, "reason" | "agreementId" | "versionId" | "publicationId" | "endingId" | "actId" | "onceKey"> &
  Pick<NoticeTextRow, "subject" | "textSha256" | "htmlSha256"> & {
    /** The party that a notice to one is for, whoever receives it for that party; null where many are told. */
    forPartyId: string | null;
  };

/** Of several parties that a notice to one names, the first is the one that acted; the others received it for that one. */
const FOR_PARTY = sql<string | null>`coalesce("notices"."partyId",
  case when "notices"."reason" in ('receipt', 'late-objection', 'explanation', 'objection-answer') then "notices"."audienceJson" ->> '$.partyIds[0]' end)`;

/** The organisations that were told by these notices, too, and whose notices the account of this party received then. */
export function selectToldThrough(db: Db, { partyId, noticeIds }: { partyId: string; noticeIds: readonly string[] }): Promise<{ noticeId: string; organisationId: string }[]> {
  if (noticeIds.length === 0) return Promise.resolve([]);
  return db.selectFrom("accounts as a").innerJoin("delegations as d", "d.actorId", "a.id").innerJoin("deliveries as x", "x.partyId", "d.partyId").innerJoin("notices as n", "n.id", "x.noticeId")
    .where("a.partyId", "=", partyId).where("x.noticeId", "in", noticeIds).where("x.channel", "=", "inbox").where("x.partyId", "!=", partyId)
    .where(sql<boolean>`${sql.raw(receivesNotices(`n."happenedAt"`))}`)
    .select(["x.noticeId", "x.partyId as organisationId"]).distinct().execute();
}

/** A party's inbox from the newest on, or from after the message named; at most `limit`. */
export function selectInbox(db: Db, page: { partyId: string; before: InboxRow | null; limit: number }): Promise<InboxRow[]> {
  const { partyId, before, limit } = page;
  const all = inboxRows(db).where("deliveries.partyId", "=", partyId);
  const rest = before === null
    ? all
    : all.where(({ eb, or, and }) => or([
        eb("deliveries.happenedAt", "<", before.happenedAt),
        and([eb("deliveries.happenedAt", "=", before.happenedAt), eb("deliveries.id", "<", before.id)]),
      ]));
  return rest.orderBy("deliveries.happenedAt", "desc").orderBy("deliveries.id", "desc").limit(limit).execute();
}

/** The message of this delivery in a party's inbox; null where it is another's, or there is none. */
export async function findInboxRow(db: Db, { partyId, deliveryId }: { partyId: string; deliveryId: string }): Promise<InboxRow | null> {
  const row = await inboxRows(db).where("deliveries.id", "=", deliveryId).where("deliveries.partyId", "=", partyId).executeTakeFirst();
  return row ?? null;
}

/** The message in an inbox of the notice that a delivery brings, by whatever channel it came; null where there is none. */
export async function findInboxOf(db: Db, deliveryId: string): Promise<Pick<DeliveryRow, "id" | "partyId"> | null> {
  const row = await db
    .selectFrom("deliveries as given")
    .innerJoin("deliveries as inbox", (join) => join.onRef("inbox.noticeId", "=", "given.noticeId").onRef("inbox.partyId", "=", "given.partyId"))
    .where("given.id", "=", deliveryId)
    .where("inbox.channel", "=", "inbox")
    .select(["inbox.id", "inbox.partyId"])
    .executeTakeFirst();
  return row ?? null;
}

/** How many messages of a party, apart from one, were neither displayed nor acknowledged; never more than `most`. */
export async function countUnread(db: Db, { partyId, apartFrom, most }: { partyId: string; apartFrom: string | null; most: number }): Promise<number> {
  const rows = await db
    .selectFrom("deliveries")
    .where("deliveries.partyId", "=", partyId)
    .where("deliveries.channel", "=", "inbox")
    .where("deliveries.id", "!=", apartFrom ?? "")
    .where(({ not, exists, selectFrom }) =>
      not(exists(
        selectFrom("deliveryEvents")
          .whereRef("deliveryEvents.deliveryId", "=", "deliveries.id")
          .where("deliveryEvents.state", "in", ["displayed", "acknowledged"])
          .select("deliveryEvents.id"),
      )))
    .select("deliveries.id")
    .limit(most)
    .execute();
  return rows.length;
}

/** When deliveries were first displayed and acknowledged, in the order in which it happened. */
export function selectReadEvents(
  db: Db,
  deliveryIds: readonly string[],
): Promise<(Pick<DeliveryEventRow, "deliveryId" | "state" | "messageSha256" | "happenedAt"> & { detailSealed: string | null })[]> {
  if (deliveryIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom("deliveryEvents")
    .where("deliveryId", "in", deliveryIds)
    .where("state", "in", ["displayed", "acknowledged"])
    .select(["deliveryId", "state", "messageSha256", "happenedAt"])
    .select(personalValue("deliveryEvents.id", "deliveryEvents.detail").as("detailSealed"))
    .orderBy("happenedAt")
    .orderBy("id")
    .execute();
}

function inboxRows(db: Db): SelectQueryBuilder<Database, "deliveries" | "notices" | "noticeTexts", InboxRow> {
  return db
    .selectFrom("deliveries")
    .innerJoin("notices", "notices.id", "deliveries.noticeId")
    .innerJoin("noticeTexts", (join) => join.onRef("noticeTexts.noticeId", "=", "deliveries.noticeId").onRef("noticeTexts.language", "=", "deliveries.language"))
    .where("deliveries.channel", "=", "inbox")
    .select(["deliveries.id", "deliveries.partyId", "deliveries.noticeId", "deliveries.language", "deliveries.happenedAt"])
    .select(["notices.reason", "notices.agreementId", "notices.versionId", "notices.publicationId", "notices.endingId", "notices.actId", "notices.onceKey"])
    .select(FOR_PARTY.as("forPartyId"))
    .select(["noticeTexts.subject", "noticeTexts.textSha256", "noticeTexts.htmlSha256"]);
}
