import { type Kysely, sql } from "kysely";
import type { Database } from "#db/schema";
import type { ActLineRow, ActRow, OpeningRow } from "#db/schema/acceptance";
import type { VersionRow } from "#db/schema/texts";
import type { LedgerEntryRow } from "#db/schema/ledger";
import type { NoticeRow } from "#db/schema/notices";
import type { StampedCheckpoint } from "#db/ledger/time-tokens";

type Db = Kysely<Database>;

/** The entries at these places of one ledger, in order. */
export function selectEntriesAt(db: Db, ledgerNumber: number, indexes: readonly number[]): Promise<LedgerEntryRow[]> {
  return db.selectFrom("ledgerEntries").selectAll().where("ledgerNumber", "=", ledgerNumber).where("index", "in", indexes).orderBy("index").execute();
}

/** How many bytes the stored texts and screens with these hashes have together. */
export async function countBytes(db: Db, hashes: readonly string[]): Promise<number> {
  const texts = db.selectFrom("documents").where("sha256", "in", hashes).select(sql<number>`length(cast("body" as blob))`.as("bytes"));
  const screens = db.selectFrom("screens").where("sha256", "in", hashes).select(sql<number>`length(cast("html" as blob))`.as("bytes"));
  const row = await db.selectFrom(texts.unionAll(screens).as("stored")).select(({ fn }) => fn.sum<number | null>("bytes").as("bytes")).executeTakeFirst();
  return row?.bytes ?? 0;
}

/** What opens the commitments of these records, of parties whose data is neither restricted nor erased; of one party alone where it is named. */
export function selectFreeOpenings(db: Db, { recordIds, partyId }: { recordIds: readonly string[]; partyId: string | null }): Promise<OpeningRow[]> {
  const free = db.selectFrom("openings").leftJoin("partyStates", "partyStates.partyId", "openings.partyId")
    .where("openings.recordId", "in", recordIds)
    .where(({ or, eb }) => or([eb("partyStates.state", "is", null), eb("partyStates.state", "=", "free")]))
    .selectAll("openings");
  return (partyId === null ? free : free.where("openings.partyId", "=", partyId)).orderBy("openings.recordId").orderBy("openings.tag").execute();
}

/** The list of deliveries whose hash the entry of a batch names: a line for each, in the order of their ids; null where there is no such batch. */
export async function findBatchList(db: Db, batchId: string): Promise<string | null> {
  const line = sql.raw(["id", "noticeId", "partyId", "channel", "language", "happenedAt"].map((column) => `d."${column}"`).join(` || ' ' || `));
  const list = sql<{ lines: string | null }>`(select group_concat("line", char(10)) as "lines" from (select ${line} as "line" from "deliveryBatches" as b
    join "deliveries" as d on d."id" >= b."firstId" and d."id" <= b."lastId" where b."id" = ${batchId} order by d."id"))`;
  const row = await db.selectFrom(list.as("list")).select("lines").executeTakeFirst();
  return row?.lines ?? null;
}

/** The words of an answer that everybody may read, and of its question; null for one that is for the asker alone. */
export async function findExplanation(db: Db, id: string): Promise<{ answer: string | null; publicQuestion: string | null } | null> {
  return (await db.selectFrom("explanations").where("id", "=", id).where("answer", "is not", null).select(["answer", "publicQuestion"]).executeTakeFirst()) ?? null;
}

/** Whether an answer, or the notice that brought it, may be given out: the party that asked is neither restricted nor erased. */
export async function isAnswerFree(db: Db, record: string): Promise<boolean> {
  const asker = sql<{ partyId: string }>`(select q."partyId" from "explanations" as x join "questions" as q on q."id" = x."questionId" where x."id" = ${record}
    union all select coalesce(n."partyId", n."audienceJson" ->> '$.partyIds[0]') from "notices" as n where n."id" = ${record})`;
  const row = await db.selectFrom(asker.as("asker")).leftJoin("partyStates", "partyStates.partyId", "asker.partyId").select("partyStates.state").executeTakeFirst();
  return row !== undefined && (row.state === null || row.state === "free");
}

/** A line of an act, with what a report says of it. */
export type ToldLine = Pick<ActRow, "id" | "partyId" | "method"> & Pick<ActLineRow, "language" | "purpose"> & Pick<VersionRow, "number" | "changeClass"> & { slug: string; grade: string | null };

/** The lines of these acts with the names of their versions, in order. */
export function selectToldLines(db: Db, actIds: readonly string[]): Promise<ToldLine[]> {
  return db.selectFrom("acts").innerJoin("actLines", "actLines.actId", "acts.id").innerJoin("versions", "versions.id", "actLines.versionId")
    .innerJoin("agreements", "agreements.id", "actLines.agreementId").leftJoin("deemedActs", "deemedActs.actId", "acts.id")
    .where("acts.id", "in", actIds).orderBy("acts.id").orderBy("actLines.position")
    .select(["acts.id", "acts.partyId", "acts.method", "actLines.language", "actLines.purpose", "versions.number", "versions.changeClass", "agreements.slug", "deemedActs.grade"])
    .execute();
}

/** Which agreements and versions these notices are about. */
export function selectToldNotices(db: Db, noticeIds: readonly string[]): Promise<(Pick<NoticeRow, "id" | "reason"> & { slug: string; number: number | null })[]> {
  return db.selectFrom("notices").innerJoin("agreements", "agreements.id", "notices.agreementId").leftJoin("versions", "versions.id", "notices.versionId")
    .where("notices.id", "in", noticeIds).select(["notices.id", "notices.reason", "agreements.slug", "versions.number"]).execute();
}

/** Of which party each of these deliveries is. */
export function selectDeliveredParties(db: Db, deliveryIds: readonly string[]): Promise<{ id: string; partyId: string }[]> {
  return db.selectFrom("deliveries").where("id", "in", deliveryIds).select(["id", "partyId"]).execute();
}

/** The time tokens over a ledger whose entries stand in this ledger or before it, below the size, the smallest first. */
export function selectTokensWithin(db: Db, { of, ledgerNumber, size }: { of: number; ledgerNumber: number; size: number }): Promise<StampedCheckpoint[]> {
  return db.selectFrom("timeTokens")
    .innerJoin("checkpoints", (join) => join.onRef("checkpoints.ledgerNumber", "=", "timeTokens.ledgerNumber").onRef("checkpoints.size", "=", "timeTokens.size"))
    .innerJoin("ledgerEntries", "ledgerEntries.recordId", "timeTokens.id")
    .where("timeTokens.ledgerNumber", "=", of)
    .where(({ eb, and, or }) => or([eb("ledgerEntries.ledgerNumber", "<", ledgerNumber), and([eb("ledgerEntries.ledgerNumber", "=", ledgerNumber), eb("ledgerEntries.index", "<", size)])]))
    .selectAll("timeTokens").select("checkpoints.note").orderBy("timeTokens.size").orderBy("timeTokens.id").execute();
}

