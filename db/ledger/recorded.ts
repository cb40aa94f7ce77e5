import { type Kysely, sql } from "kysely";
import type { Database } from "#db/schema";
import type { OpeningRow } from "#db/schema/acceptance";
import type { VersionRow } from "#db/schema/texts";

type Db = Kysely<Database>;

/** The highest index in a ledger of an entry that names one of the records; null when there is none. */
export async function findNewestEntry(db: Db, asked: { ledgerNumber: number; recordIds: readonly string[] }): Promise<number | null> {
  const { ledgerNumber, recordIds } = asked;
  if (recordIds.length === 0) return null;
  // Asked for with its ledger, SQLite walks the ledger by its indexes in place of looking the records up.
  const rows = await db.selectFrom("ledgerEntries").select(["ledgerNumber", "index"]).where("recordId", "in", recordIds).execute();
  const indexes = rows.filter((row) => row.ledgerNumber === ledgerNumber).map(({ index }) => index);
  return indexes.length === 0 ? null : Math.max(...indexes);
}

/** What opens the commitments of a record's entry, by tag. */
export function selectOpenings(db: Db, recordId: string): Promise<OpeningRow[]> {
  return db.selectFrom("openings").selectAll().where("recordId", "=", recordId).orderBy("tag").execute();
}

/** The approval of a hash by this person, the latest; null when there was no review. */
export async function findApproval(db: Db, approved: { approvalSha256: string; approverId: string }): Promise<string | null> {
  const row = await db.selectFrom("approvals").select("id")
    .where("approvalSha256", "=", approved.approvalSha256).where("actorId", "=", approved.approverId).where("act", "=", "approved")
    .orderBy("id", "desc").limit(1).executeTakeFirst();
  return row?.id ?? null;
}

/** The version with this id; null when there is none. */
export async function findVersion(db: Db, id: string): Promise<VersionRow | null> {
  return (await db.selectFrom("versions").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The set that was offered on the screen of an act, as stored; null when it had none. */
export async function findOfferedSet(db: Db, actId: string): Promise<string | null> {
  const row = await db.selectFrom("acts").innerJoin("presentations", "presentations.id", "acts.presentationId")
    .where("acts.id", "=", actId).select("presentations.setJson").executeTakeFirst();
  return row?.setJson ?? null;
}

/** Words by language as stored: of a mark or an end its ground, of an end what is paid back, of a publication what readers are told. */
export async function findNotedWords(db: Db, { record, name }: { record: string; name: "ground" | "refund" | "notice" }): Promise<string | null> {
  const nothing = sql<string | null>`null`;
  const words = (column: string) => sql.ref<string | null>(column);
  const row = await db
    .selectFrom("clauseMarks").where("id", "=", record).select([words("groundJson").as("ground"), nothing.as("refund"), nothing.as("notice")])
    .unionAll(db.selectFrom("endings").where("id", "=", record).select([words("groundJson").as("ground"), words("refundJson").as("refund"), nothing.as("notice")]))
    .unionAll(db.selectFrom("publications").where("id", "=", record).select([nothing.as("ground"), nothing.as("refund"), words("noticeJson").as("notice")]))
    .executeTakeFirst();
  return row?.[name] ?? null;
}
