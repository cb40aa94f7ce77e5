import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "#db/schema";
import type { DeliveryEventRow, DeliveryRow, NoticeRow } from "#db/schema-notices";

type Db = Kysely<Database>;

/** A delivery that came back or was given up, as it stood. */
export type FailedDelivery =
  & Pick<DeliveryEventRow, "id" | "deliveryId" | "state" | "source" | "happenedAt" | "recordedAt">
  & Pick<DeliveryRow, "noticeId" | "partyId" | "channel">
  & Pick<NoticeRow, "reason" | "agreementId" | "versionId">;

/** `agreementIds`, `versionIds`: absent where any will do; never empty. */
export type FailureFilter = { agreementIds?: readonly string[]; versionIds?: readonly string[]; from?: string; at: string; known: string };

export type FailureCursor = { happenedAt: string; id: string };

const STATES = ["bounced", "failed"] as const;

/** A page of failed deliveries in the order in which they failed: nothing came after the failure by the instant. */
export async function selectFailedDeliveries(db: Db, filter: FailureFilter, { after, limit }: { after: FailureCursor | null; limit: number }): Promise<FailedDelivery[]> {
  const beyond = after === null ? sql`` : sql`and (e."happenedAt", e."id") > (${after.happenedAt}, ${after.id})`;
  const pages = await Promise.all(STATES.map(async (state) => {
    const { rows } = await sql<FailedDelivery>`select e."id", e."deliveryId", e."state", e."source", e."happenedAt", e."recordedAt",
      d."noticeId", d."partyId", d."channel", n."reason", n."agreementId", n."versionId" ${failed(filter, state)} ${beyond} order by e."happenedAt", e."id" limit ${limit}`.execute(db);
    return rows;
  }));
  return pages.flat().sort((a, b) => (`${a.happenedAt} ${a.id}` < `${b.happenedAt} ${b.id}` ? -1 : 1)).slice(0, limit);
}

/** How many parties a notice of these versions could not be brought to: what was sent came back or was given up, and none of it was seen. By version. */
export async function countUnreachable(db: Db, filter: FailureFilter): Promise<Map<string, number>> {
  const found = sql.join(STATES.map((state) => sql`select n."versionId", d."partyId", d."noticeId" ${failed(filter, state)}`), sql` union `);
  const { rows } = await sql<{ versionId: string | null; n: number }>`select "versionId", count(distinct "partyId") as n from (${found}) as failed
    where not exists (select 1 from "deliveries" as other cross join "deliveryEvents" as seen on seen."deliveryId" = other."id"
      where other."partyId" = failed."partyId" and other."noticeId" = failed."noticeId" and seen."state" in ('delivered', 'displayed', 'acknowledged')
      and seen."happenedAt" <= ${filter.at} and seen."recordedAt" <= ${filter.known}
      and not exists (select 1 from "deliveryEvents" as back where back."deliveryId" = other."id" and back."followsId" = seen."id" and back."state" in ('bounced', 'failed')
        and back."happenedAt" <= ${filter.at} and back."recordedAt" <= ${filter.known}))
    group by "versionId"`.execute(db);
  return new Map(rows.flatMap(({ versionId, n }) => (versionId === null ? [] : [[versionId, n] as const])));
}

/** From events, by their index of state and instant. */
function failed({ agreementIds, versionIds, from, at, known }: FailureFilter, state: string): RawBuilder<unknown> {
  const conditions = [
    sql`e."state" = ${state}`, sql`e."happenedAt" <= ${at}`, sql`e."recordedAt" <= ${known}`,
    ...(from ? [sql`e."happenedAt" >= ${from}`] : []),
    ...(agreementIds ? [sql`n."agreementId" in (${sql.join(agreementIds)})`] : []),
    ...(versionIds ? [sql`n."versionId" in (${sql.join(versionIds)})`] : []),
    sql`not exists (select 1 from "deliveryEvents" as later where later."deliveryId" = e."deliveryId" and later."followsId" = e."id"
      and later."happenedAt" <= ${at} and later."recordedAt" <= ${known})`,
  ];
  return sql`from "deliveryEvents" as e cross join "deliveries" as d on d."id" = e."deliveryId" cross join "notices" as n on n."id" = d."noticeId"
    where ${sql.join(conditions, sql` and `)}`;
}
