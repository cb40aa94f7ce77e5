import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "#db/schema";
import type { DeliveryEventRow, DeliveryRow, NoticeRow } from "#db/schema/notices";

type Db = Kysely<Database>;

/** A delivery that came back or was given up, as it stood. */
export type FailedDelivery =
  & Pick<DeliveryEventRow, "id" | "deliveryId" | "state" | "source" | "happenedAt" | "recordedAt">
  & Pick<DeliveryRow, "noticeId" | "partyId" | "channel">
  & Pick<NoticeRow, "reason" | "agreementId" | "versionId">;

/** `agreementIds`, `versionIds`: absent where any will do; never empty. */
export type FailureFilter = {
  agreementIds?: readonly string[];
  versionIds?: readonly string[];
  customerKind?: string;
  partyKind?: string;
  place?: string;
  from?: string;
  at: string;
  known: string;
};

export type FailureCursor = { happenedAt: string; id: string };

/** A page of failures: none beyond `through`. */
export type FailurePage = { after: FailureCursor | null; through: FailureCursor | null; limit: number };

/** A party that no notice of a version could be brought to, at its first failure. */
export type UnreachedParty = FailureCursor & { partyId: string; versionId: string };

const STATES = ["bounced", "failed"] as const;

const FAILURE = sql.raw(`e."id", e."deliveryId", e."state", e."source", e."happenedAt", e."recordedAt", d."noticeId", d."partyId", d."channel", n."reason", n."agreementId", n."versionId"`);

/** A page of failed deliveries in the order in which they failed: nothing came after the failure by the instant. */
export async function selectFailedDeliveries(db: Db, filter: FailureFilter, page: FailurePage): Promise<FailedDelivery[]> {
  const pages = await Promise.all(STATES.map(async (state) => (await sql<FailedDelivery>`select ${FAILURE} ${failed(filter, state)} and ${between({ ...filter, ...page })}
    order by e."happenedAt", e."id" limit ${page.limit}`.execute(db)).rows));
  return pages.flat().sort(inOrder).slice(0, page.limit);
}

/**
 * A page of the parties that countUnreachable counts, in the order of what failed first: what was sent about a version came back or was given up, and none
 * of it was seen.
 */
export async function selectUnreachable(db: Db, filter: FailureFilter, page: FailurePage): Promise<UnreachedParty[]> {
  const pages = await Promise.all(STATES.map(async (state) => (await sql<UnreachedParty>`select e."id", e."happenedAt", d."partyId", n."versionId" ${failed(filter, state)}
    and n."versionId" is not null and ${unseen("d", filter)} and ${isFirst(filter)} and ${between({ ...filter, ...page })} order by e."happenedAt", e."id" limit ${page.limit}`.execute(db)).rows));
  return pages.flat().sort(inOrder).slice(0, page.limit);
}

/** What failed of these parties, as selectUnreachable found them, in the order in which it failed. */
export async function selectFailuresOf(db: Db, filter: FailureFilter, partyIds: readonly string[]): Promise<FailedDelivery[]> {
  if (partyIds.length === 0) return [];
  const { rows } = await sql<FailedDelivery>`select ${FAILURE} from "deliveries" as d cross join "notices" as n on n."id" = d."noticeId" cross join "deliveryEvents" as e on e."deliveryId" = d."id"
    where d."partyId" in (${sql.join(partyIds)}) and +e."state" in (${sql.join(STATES)}) ${filter.from ? sql`and e."happenedAt" >= ${filter.from}` : sql``} and ${stands("e", filter)} and n."versionId" is not null and ${unseen("d", filter)}`.execute(db);
  return rows.sort(inOrder);
}

/** How far a page may look: past so many failures, whether or not they are meant; null where there are not so many. */
export async function findFailuresLooked(db: Db, { at, from }: FailureFilter, { after, most }: { after: FailureCursor | null; most: number }): Promise<FailureCursor | null> {
  const places = await Promise.all(STATES.map(async (state) => (await sql<FailureCursor>`select e."happenedAt", e."id" from "deliveryEvents" as e where e."state" = ${state}
    and ${between({ after, through: null, from, at })} order by e."happenedAt", e."id" limit 1 offset ${most}`.execute(db)).rows));
  return places.flat().sort(inOrder)[0] ?? null;
}

/** How many parties a notice of these versions could not be brought to: what was sent came back or was given up, and none of it was seen. By version. */
export async function countUnreachable(db: Db, filter: FailureFilter): Promise<Map<string, number>> {
  const found = sql.join(STATES.map((state) => sql`select n."versionId", d."partyId", d."noticeId" ${failed(filter, state)} and ${between({ ...filter, after: null, through: null })}`), sql` union `);
  const { rows } = await sql<{ versionId: string | null; n: number }>`select "versionId", count(distinct "partyId") as n from (${found}) as failed
    where ${unseen("failed", filter)} group by "versionId"`.execute(db);
  return new Map(rows.flatMap(({ versionId, n }) => (versionId === null ? [] : [[versionId, n] as const])));
}

function inOrder(a: FailureCursor, b: FailureCursor): number {
  return `${a.happenedAt} ${a.id}` < `${b.happenedAt} ${b.id}` ? -1 : 1;
}

/** One range of the index of state and instant: with a plus, what does not bound it is kept from being taken for a bound. */
function between({ after, through, from, at }: Omit<FailurePage, "limit"> & Pick<FailureFilter, "from" | "at">): RawBuilder<unknown> {
  const place = sql.raw(`(e."happenedAt", e."id")`);
  const conditions = [
    through ? sql`${place} <= (${through.happenedAt}, ${through.id})` : sql`e."happenedAt" <= ${at}`,
    ...(after ? [sql`${place} > (${after.happenedAt}, ${after.id})`] : []),
    ...(from ? [sql`${sql.raw(after ? "+" : "")}e."happenedAt" >= ${from}`] : []),
  ];
  return sql.join(conditions, sql` and `);
}

/** From events, by their index of state and instant. */
function failed(filter: FailureFilter, state: string): RawBuilder<unknown> {
  const { agreementIds, versionIds, customerKind, partyKind, place } = filter;
  const party = customerKind || partyKind || place ? sql`cross join "parties" as p on p."id" = d."partyId"` : sql``;
  const conditions = [
    sql`e."state" = ${state}`, stands("e", filter),
    ...(agreementIds ? [sql`n."agreementId" in (${sql.join(agreementIds)})`] : []),
    ...(versionIds ? [sql`n."versionId" in (${sql.join(versionIds)})`] : []),
    ...(customerKind ? [sql`p."customerKind" = ${customerKind}`] : []),
    ...(partyKind ? [sql`p."kind" = ${partyKind}`] : []),
    ...(place ? [sql`p."place" = ${place}`] : []),
  ];
  return sql`from "deliveryEvents" as e cross join "deliveries" as d on d."id" = e."deliveryId" cross join "notices" as n on n."id" = d."noticeId" ${party}
    where ${sql.join(conditions, sql` and `)}`;
}

/** The event had happened, and nothing came after it. */
function stands(event: "e" | "earlier", { at, known }: Pick<FailureFilter, "at" | "known">): RawBuilder<unknown> {
  return sql`+${sql.ref(`${event}.happenedAt`)} <= ${at} and ${sql.ref(`${event}.recordedAt`)} <= ${known} and not exists (select 1 from "deliveryEvents" as later
    where later."deliveryId" = ${sql.ref(`${event}.deliveryId`)} and later."followsId" = ${sql.ref(`${event}.id`)} and later."happenedAt" <= ${at} and later."recordedAt" <= ${known})`;
}

/** By no channel had the notice been brought to the party, or what brought it came back later. */
function unseen(delivery: "d" | "failed" | "sooner", { at, known }: Pick<FailureFilter, "at" | "known">): RawBuilder<unknown> {
  return sql`not exists (select 1 from "deliveries" as other cross join "deliveryEvents" as seen on seen."deliveryId" = other."id"
    where other."partyId" = ${sql.ref(`${delivery}.partyId`)} and other."noticeId" = ${sql.ref(`${delivery}.noticeId`)} and seen."state" in ('delivered', 'displayed', 'acknowledged')
    and seen."happenedAt" <= ${at} and seen."recordedAt" <= ${known}
    and not exists (select 1 from "deliveryEvents" as back where back."deliveryId" = other."id" and back."followsId" = seen."id" and back."state" in ('bounced', 'failed')
      and back."happenedAt" <= ${at} and back."recordedAt" <= ${known}))`;
}

/** Nothing that was sent to the party about the version had failed sooner, among what is meant. */
function isFirst(filter: FailureFilter): RawBuilder<unknown> {
  return sql`not exists (select 1 from "deliveries" as sooner cross join "notices" as told on told."id" = sooner."noticeId" and told."versionId" = n."versionId"
    cross join "deliveryEvents" as earlier on earlier."deliveryId" = sooner."id" where sooner."partyId" = d."partyId" and +earlier."state" in (${sql.join(STATES)})
    and (earlier."happenedAt", earlier."id") < (e."happenedAt", e."id") ${filter.from ? sql`and earlier."happenedAt" >= ${filter.from}` : sql``} and ${stands("earlier", filter)} and ${unseen("sooner", filter)})`;
}
