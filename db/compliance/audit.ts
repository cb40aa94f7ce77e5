import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database, EvidenceTables } from "#db/schema";
import type { AuditRecordRow } from "#db/schema/audit";

type Db = Kysely<Database>;

/** What staff did or saw, wherever it is recorded. */
export type AuditRow = {
  /** The record, by which the ledger names it where it has an entry. */
  record: string;
  kind: string;
  /** The account, or "installation". */
  actorId: string;
  signInId: string | null;
  /** Whom it was about; null where it was about nobody in particular. */
  partyId: string | null;
  /** What it was about besides: a draft, a version, an account, a data set. */
  subject: string;
  /** Why it was refused; null where it was done. */
  refusal: string | null;
  happenedAt: string;
  recordedAt: string;
};

type Source = { table: keyof EvidenceTables; record?: string; kind: string; actor?: string; signIn?: string; party?: string; subject?: string; refusal?: string; where?: string };

const STAFF = `select "accountId" from "roleChanges" union all select "id" from "accounts" where "rolesJson" <> '[]'`;

/** Each table in which something stands that staff did or saw, and how a row of it is told. Only rows of evidence: none changes or goes. */
const SOURCES: readonly Source[] = [
  { table: "auditRecords", kind: `"act"`, signIn: `"signInId"`, party: `"partyId"`, subject: `case "act" when 'list.viewed' then "detailJson" else '' end` },
  { table: "signIns", kind: `'staff.signedIn'`, actor: `"accountId"`, signIn: `"id"`, subject: `"method"`, where: `"accountId" in (${STAFF})` },
  { table: "refusals", kind: `'refused.' || "operation"`, subject: `"subject"`, refusal: `"code"` },
  { table: "roleChanges", kind: `'role.' || "act"`, signIn: `"signInId"`, subject: `"role" || ' ' || "accountId"` },
  { table: "exportRequests", kind: `'export.requested'`, signIn: `"signInId"`, subject: `"dataSet" || ' ' || "mask"` },
  { table: "exportDecisions", record: `"requestId" || '/decision'`, kind: `'export.' || "act"`, signIn: `"signInId"`, subject: `"requestId"` },
  { table: "exports", kind: `'evidence.exported'`, signIn: `"signInId"`, subject: `"dataSet" || ' ' || "mask"` },
  { table: "exportFetches", kind: `'evidence.fetched'`, signIn: `"signInId"`, subject: `"exportId"` },
  {
    table: "exportFetchEnds", record: `"fetchId" || '/end'`, kind: `'evidence.' || "outcome"`, actor: `(select "actorId" from "exportFetches" where "id" = "fetchId")`,
    signIn: `(select "signInId" from "exportFetches" where "id" = "fetchId")`, subject: `(select "exportId" from "exportFetches" where "id" = "fetchId")`,
  },
  { table: "draftStates", record: `"draftId" || '/' || "counter"`, kind: `'draft.saved'`, subject: `"draftId"` },
  { table: "draftComments", kind: `'draft.commented'`, subject: `"draftId"` },
  { table: "approvals", kind: `'draft.' || "act"`, signIn: `"signInId"`, subject: `"draftId"` },
  { table: "publications", kind: `'version.' || "act"`, subject: `"versionId"` },
  { table: "clauseMarks", kind: `case "kind" when 'void' then 'clause.voided' else 'undertaking.given' end`, actor: `"approverId"`, subject: `"versionId"` },
  { table: "endings", kind: `'agreement.ended'`, actor: `"approverId"`, subject: `"versionId"` },
  { table: "commentPeriods", kind: `'comments.' || "act"`, subject: `"draftId"` },
  { table: "commentAnswers", kind: `'comment.answered'`, subject: `"commentId"` },
  { table: "explanations", kind: `'explanation.answered'`, subject: `"questionId"` },
  { table: "objectionAnswers", kind: `'objection.answered'`, party: `"partyId"`, subject: `"actId"` },
  { table: "holds", kind: `'hold.' || "act"`, signIn: `"signInId"`, party: `"partyId"`, subject: `"holdId"` },
  { table: "erasureRequests", kind: `'erasure.requested'`, signIn: `"signInId"`, party: `"partyId"`, where: `"askedBy" = 'staff'` },
  {
    table: "erasureDecisions", record: `"requestId" || '/decision'`, kind: `'erasure.' || "act"`, signIn: `"signInId"`,
    party: `(select "partyId" from "erasureRequests" where "id" = "requestId")`, subject: `"requestId"`, where: `"act" <> 'withdrawn'`,
  },
  { table: "erasures", kind: `case "act" when 'stopped' then 'erasure.stopped' else 'party.' || "act" end`, actor: `'installation'`, party: `"partyId"`, subject: `"requestId"` },
  { table: "retentionSweeps", kind: `'retention.swept'`, actor: `'installation'` },
  { table: "retentionPlans", kind: `'retention.planned'`, signIn: `"signInId"`, subject: `"listSha256"` },
  { table: "retentionSteps", kind: `'retention.' || "act"`, signIn: `"signInId"`, subject: `"planId"` },
  { table: "imports", kind: `'acceptances.imported'`, subject: `"agreementId"` },
  { table: "keyChanges", kind: `'key.' || "act"`, actor: `'installation'` },
];

export type AuditTable = keyof EvidenceTables;

/** Whether a table holds records of what staff did. */
export function isAuditTable(name: string): name is AuditTable {
  return SOURCES.some(({ table }) => table === name);
}

/** Which records are meant; what is absent does not matter. */
export type AuditFilter = {
  /** One who did it, or whom it was about: an account, a party, or both. */
  accountId?: string;
  partyId?: string;
  kind?: string;
  /** Part of what it was about, or the record itself. */
  subject?: string;
  from?: string;
  /** Before this instant. */
  until?: string;
};

export type AuditCursor = { recordedAt: string; record: string };

/** A page of records, the newest first. */
export async function selectAudit(db: Db, filter: AuditFilter, page: { before: AuditCursor | null; limit: number }): Promise<AuditRow[]> {
  const { before, limit } = page;
  const conditions = [
    ...conditionsOf(filter),
    ...(before ? [sql`("recordedAt", "record") < (${before.recordedAt}, ${before.record})`] : []),
  ];
  const pages = SOURCES.map((source) => sql`select * from (select ${COLUMNS} from (${rowsOf(source)}) where ${allOf(conditions)} order by "recordedAt" desc, "record" desc limit ${limit})`);
  const { rows } = await sql<AuditRow>`select * from (${sql.join(pages, sql` union all `)}) order by "recordedAt" desc, "record" desc limit ${limit}`.execute(db);
  return rows;
}

/** How far each table has been read, by the number of its last row; a table that is not named has not been read. */
export type AuditHeads = Partial<Record<AuditTable, number>>;

/** The number of the last row of each table. */
export async function selectAuditHeads(db: Db): Promise<AuditHeads> {
  const heads = SOURCES.map(({ table }) => sql`select ${table} as "table", coalesce(max(rowid), 0) as "head" from ${sql.table(table)}`);
  const { rows } = await sql<{ table: AuditTable; head: number }>`${sql.join(heads, sql` union all `)}`.execute(db);
  return Object.fromEntries(rows.map(({ table, head }) => [table, head]));
}

/** The records of one table with numbers above the first and up to the last, in their order. */
export async function selectAuditAfter(db: Db, table: AuditTable, span: { after: number; upTo: number; limit: number }): Promise<(AuditRow & { row: number })[]> {
  const source = SOURCES.find((each) => each.table === table);
  if (!source) throw new Error(`${table} holds no audit records`);
  const { rows } = await sql<AuditRow & { row: number }>`select ${COLUMNS}, "row" from (${rowsOf(source)}) where "row" > ${span.after} and "row" <= ${span.upTo}
    order by "row" limit ${span.limit}`.execute(db);
  return rows;
}

/** The record of what staff saw, or of settings, with this id. */
export function takeAuditRecord(db: Db, id: string): Promise<AuditRecordRow> {
  return db.selectFrom("auditRecords").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** Whether what was refused is on record under this id. */
export async function isRefusalRecorded(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom("refusals").select("id").where("id", "=", id).executeTakeFirst()) !== undefined;
}

/** The latest unmasking of a party on a sign-in, after the instant. */
export async function findUnmasking(db: Db, { partyId, signInId, from }: { partyId: string; signInId: string; from: string }): Promise<{ id: string; happenedAt: string } | null> {
  const row = await db.selectFrom("auditRecords").select(["id", "happenedAt"]).where("partyId", "=", partyId).where("signInId", "=", signInId)
    .where("act", "=", "case.unmasked").where("happenedAt", ">", from).orderBy("happenedAt", "desc").limit(1).executeTakeFirst();
  return row ?? null;
}

/** The settings that the portal was last started with, and the record that says so; null before the first. */
export async function findLastSettings(db: Db): Promise<{ id: string; detailJson: string } | null> {
  const row = await db.selectFrom("auditRecords").select(["id", "detailJson"]).where("act", "=", "settings.changed").orderBy("id", "desc").limit(1).executeTakeFirst();
  return row ?? null;
}

const COLUMNS = sql.raw(["record", "kind", "actorId", "signInId", "partyId", "subject", "refusal", "happenedAt", "recordedAt"].map((name) => `"${name}"`).join(", "));

function rowsOf({ table, record, kind, actor, signIn, party, subject, refusal, where }: Source): RawBuilder<unknown> {
  return sql.raw(`select ${record ?? `"id"`} as "record", ${kind} as "kind", ${actor ?? `"actorId"`} as "actorId", ${signIn ?? "null"} as "signInId",
    ${party ?? "null"} as "partyId", ${subject ?? "''"} as "subject", ${refusal ?? "null"} as "refusal", "happenedAt", "recordedAt", rowid as "row"
    from "${table}"${where ? ` where ${where}` : ""}`);
}

function conditionsOf({ accountId, partyId, kind, subject, from, until }: AuditFilter): RawBuilder<unknown>[] {
  const people = [
    ...(accountId ? [sql`"actorId" = ${accountId}`, sql`instr("subject", ${accountId}) > 0`] : []),
    ...(partyId ? [sql`"partyId" = ${partyId}`, sql`instr("subject", ${partyId}) > 0`] : []),
  ];
  return [
    ...(people.length > 0 ? [sql`(${sql.join(people, sql` or `)})`] : []),
    ...(kind ? [sql`"kind" = ${kind}`] : []),
    ...(subject ? [sql`(instr("subject", ${subject}) > 0 or "record" = ${subject})`] : []),
    ...(from ? [sql`"happenedAt" >= ${from}`] : []),
    ...(until ? [sql`"happenedAt" < ${until}`] : []),
  ];
}

function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
