import { type Kysely, sql } from "kysely";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";
import type { ActRow, ActCircumstancesRow } from "#db/schema/acceptance";
import type { PublicationRow, VersionTextRow } from "#db/schema/texts";
import type { AccountRow, RoleChangeRow } from "#db/schema/access";
import type { DelegationRow } from "#db/schema/delegation";
import type { ApprovalRow, ClauseMarkRow, EndingRow } from "#db/schema/drafting";
import type { ExplanationRow } from "#db/schema/explanations";

type Db = Kysely<Database>;

/** The tables whose rows each need an entry of the ledger, in the order in which their rows rest on each other. */
export const RECORDED_TABLES = ["approvals", "versions", "publications", "versionTexts", "clauseMarks", "endings", "roleChanges", "delegations", "acts", "questions", "explanations", "timeTokens", "exports", "exportFetches", "exportFetchEnds", "auditRecords", "objectionAnswers", "leavings", "notices", "deliveryBatches", "deliveryEvents", "retentionSteps"] as const;

export type RecordedTable = (typeof RECORDED_TABLES)[number];

/** How a row is named in the ledger, and which rows of the table need an entry. */
const NEEDED: Record<RecordedTable, { record: string; where: string }> = {
  approvals: { record: `"id"`, where: `"act" = 'approved'` },
  versions: {
    record: `"id"`,
    where: `not exists (select 1 from "approvals" where "act" = 'approved' and "approvalSha256" = "versions"."approvalSha256" and "actorId" = "versions"."approverId")`,
  },
  publications: { record: `"id"`, where: "true" },
  versionTexts: {
    record: `"versionId" || '/' || "language" || '/' || "revision"`,
    where: `("revision" > 1 or "happenedAt" > (select "happenedAt" from "versions" where "id" = "versionId"))`,
  },
  clauseMarks: { record: `"id"`, where: "true" },
  endings: { record: `"id"`, where: "true" },
  roleChanges: { record: `"id"`, where: "true" },
  delegations: { record: `"id"`, where: "true" },
  acts: { record: `"id"`, where: "true" },
  questions: { record: `"id"`, where: "true" },
  explanations: { record: `"id"`, where: "true" },
  timeTokens: { record: `"id"`, where: "true" },
  exports: { record: `"id"`, where: "true" },
  exportFetches: { record: `"id"`, where: "true" },
  exportFetchEnds: { record: `"fetchId" || '/end'`, where: "true" },
  auditRecords: { record: `"id"`, where: "true" },
  objectionAnswers: { record: `"id"`, where: "true" },
  leavings: { record: `"id"`, where: "true" },
  notices: { record: `"id"`, where: "true" },
  deliveryBatches: { record: `"id"`, where: "true" },
  deliveryEvents: { record: `"id"`, where: `"enteredAs" = "id"` },
  retentionSteps: { record: `"id"`, where: `"act" in ('approved', 'finished')` },
};

/** The records of a table after one, in the order in which they were recorded, that need an entry and have none; at most `limit`. */
export async function selectUnrecorded(db: Db, table: RecordedTable, { after, limit }: { after: string; limit: number }): Promise<string[]> {
  const { record, where } = NEEDED[table];
  const named = sql.raw(`select ${record} as "record", "recordedAt", rowid as "row" from "${table}" where ${where}`);
  const last = sql`select "recordedAt", rowid from ${sql.table(table)} where ${sql.raw(record)} = ${after}`;
  const { rows } = await sql<{ record: string }>`select "record" from (${named}) as "needed" where (${after} = '' or ("recordedAt", "row") > (${last}))
    and not exists (select 1 from "ledgerEntries" where "recordId" = "record") order by "recordedAt", "row" limit ${limit}`.execute(db);
  return rows.map((row) => row.record);
}

/** The approval with this id. */
export function takeApproval(db: Db, id: string): Promise<ApprovalRow> {
  return db.selectFrom("approvals").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The publication with this id. */
export function takePublication(db: Db, id: string): Promise<PublicationRow> {
  return db.selectFrom("publications").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The void mark or undertaking with this id. */
export function takeClauseMark(db: Db, id: string): Promise<ClauseMarkRow> {
  return db.selectFrom("clauseMarks").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The end of an agreement with this id. */
export function takeEnding(db: Db, id: string): Promise<EndingRow> {
  return db.selectFrom("endings").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The role change with this id. */
export function takeRoleChange(db: Db, id: string): Promise<RoleChangeRow> {
  return db.selectFrom("roleChanges").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The authority with this id, or the revocation of one, with its names and addresses sealed. */
export function takeDelegation(db: Db, id: string): Promise<DelegationRow & { detailSealed: string | null }> {
  return db.selectFrom("delegations").selectAll().select(personalValue("delegations.id", "delegations.detail").as("detailSealed")).where("id", "=", id).executeTakeFirstOrThrow();
}

/** The explanation with this id. */
export function takeExplanation(db: Db, id: string): Promise<ExplanationRow> {
  return db.selectFrom("explanations").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The act with this id. */
export function takeAct(db: Db, id: string): Promise<ActRow> {
  return db.selectFrom("acts").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** Every text of a version, corrected ones included. */
export function selectTextsOf(db: Db, versionId: string): Promise<VersionTextRow[]> {
  return db.selectFrom("versionTexts").selectAll().where("versionId", "=", versionId).orderBy("language").orderBy("revision").execute();
}

/** What is kept of the person who acted: the account, and where the act came from. */
export async function findActor(db: Db, act: ActRow): Promise<{ account: AccountRow | null; circumstances: ActCircumstancesRow | null }> {
  const account = await db.selectFrom("accounts").selectAll().where("id", "=", act.actorId).executeTakeFirst();
  const circumstances = await db.selectFrom("actCircumstances").selectAll().where("actId", "=", act.id).executeTakeFirst();
  return { account: account ?? null, circumstances: circumstances ?? null };
}
