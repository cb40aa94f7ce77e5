import { type Kysely, type RawBuilder, sql } from "kysely";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";

type Db = Kysely<Database>;

/** A record in the case of a party; `kind` says of which table it is. */
export type CaseRow = { id: string; kind: CaseKind; happenedAt: string; recordedAt: string };

type Source = { kind: string; part: string; of: string; id?: string };

/** From where the records of a party come; :party and :account stand for its ids. */
const SOURCES = [
  { kind: "act", part: "acts", of: `"acts" as r where r."partyId" = :party` },
  { kind: "objectionAnswer", part: "acts", of: `"objections" as b join "objectionAnswers" as r on r."actId" = b."actId" where b."partyId" = :party` },
  { kind: "leaving", part: "acts", of: `"leavings" as r where r."partyId" = :party` },
  { kind: "delivery", part: "notices", of: `"deliveries" as r where r."partyId" = :party` },
  { kind: "question", part: "questions", of: `"questions" as r where r."partyId" = :party` },
  { kind: "explanation", part: "questions", of: `"questions" as b join "explanations" as r on r."questionId" = b."id" where b."partyId" = :party` },
  { kind: "comment", part: "questions", of: `"readerComments" as r where r."partyId" = :party` },
  { kind: "delegation", part: "authorities", of: `"delegations" as r where r."partyId" = :party or r."actorId" = :account` },
  { kind: "hold", part: "data", of: `"holds" as r where r."partyId" = :party` },
  { kind: "erasureRequest", part: "data", of: `"erasureRequests" as r where r."partyId" = :party` },
  { kind: "erasureDecision", part: "data", id: `r."requestId" || '/decision'`, of: `"erasureRequests" as b join "erasureDecisions" as r on r."requestId" = b."id" where b."partyId" = :party` },
  { kind: "erasure", part: "data", of: `"erasures" as r where r."partyId" = :party` },
  { kind: "unmasking", part: "data", of: `"auditRecords" as r where r."partyId" = :party and r."act" = 'case.unmasked'` },
  { kind: "signIn", part: "signIns", of: `"signIns" as r where r."accountId" = :account` },
] as const satisfies readonly Source[];

export type CaseKind = (typeof SOURCES)[number]["kind"];

/** Whose records are meant: a party, and the account by which it signs in. */
export type CaseOf = { partyId: string; accountId: string | null };

/** A page of a party's records in the order in which they happened, or the newest first. */
export async function selectCase(db: Db, of: CaseOf, page: { parts: readonly string[]; after: Pick<CaseRow, "happenedAt" | "id"> | null; order: "oldest" | "newest"; limit: number }): Promise<CaseRow[]> {
  const { parts, after, order, limit } = page;
  const [direction, past] = order === "oldest" ? ([sql`asc`, sql`>`] as const) : ([sql`desc`, sql`<`] as const);
  const begun = after ? sql`where ("happenedAt", "id") ${past} (${after.happenedAt}, ${after.id})` : sql``;
  const inOrder = sql`order by "happenedAt" ${direction}, "id" ${direction} limit ${limit}`;
  const pages = SOURCES.filter(({ part }) => parts.includes(part)).map((source) => sql`select * from (select * from (${rowsOf(source, of)}) ${begun} ${inOrder})`);
  if (pages.length === 0) return [];
  const { rows } = await sql<CaseRow>`select * from (${sql.join(pages, sql` union all `)}) ${inOrder}`.execute(db);
  return rows;
}

function rowsOf({ kind, of, ...source }: Source, { partyId, accountId }: CaseOf): RawBuilder<unknown> {
  const pieces = of.split(/(:party|:account)/).map((piece) => (piece === ":party" ? sql`${partyId}` : piece === ":account" ? sql`${accountId ?? ""}` : sql.raw(piece)));
  return sql`select ${sql.raw(source.id ?? `r."id"`)} as "id", ${kind} as "kind", r."happenedAt", r."recordedAt" from ${sql.join(pieces, sql``)}`;
}

/** The party that a record belongs to; null for a record that there is not, or that belongs to none. */
export async function findPartyOfRecord(db: Db, id: string): Promise<string | null> {
  const tables = ["acts", "deliveries", "questions", "leavings", "holds", "erasureRequests", "erasures", "readerComments", "delegations", "objectionAnswers", "presentations", "accounts"] as const;
  const joined = sql`select "partyId" from "questions" where "id" = (select "questionId" from "explanations" where "id" = ${id})
    union all select "partyId" from "deliveries" where "id" = (select "deliveryId" from "deliveryEvents" where "id" = ${id})`;
  const { rows } = await sql<{ partyId: string }>`${sql.join(tables.map((table) => sql`select "partyId" from ${sql.table(table)} where "id" = ${id}`), sql` union all `)} union all ${joined} limit 1`.execute(db);
  return rows[0]?.partyId ?? null;
}

/** Whether this was recorded before. */
export async function isAuditRecorded(db: Db, onceKey: string): Promise<boolean> {
  return (await db.selectFrom("auditRecords").select("id").where("onceKey", "=", onceKey).executeTakeFirst()) !== undefined;
}

/** Acts with what else is kept of each: what use it rests on, what was objected, where it came from, from which client. */
export function selectCaseActs(db: Db, ids: readonly string[]) {
  return db.selectFrom("acts").leftJoin("deemedActs", "deemedActs.actId", "acts.id").leftJoin("objections", "objections.actId", "acts.id")
    .leftJoin("importedActs", "importedActs.actId", "acts.id").leftJoin("actCircumstances", "actCircumstances.actId", "acts.id")
    .leftJoin("presentations", "presentations.id", "acts.presentationId")
    .where("acts.id", "in", ids).selectAll("acts")
    .select(["deemedActs.grade", "deemedActs.useId", "deemedActs.reasonsJson", "objections.isLate", "importedActs.source"])
    .select(personalValue("objections.actId", "objections.reason").as("reasonSealed"))
    .select(["actCircumstances.addressSealed", "actCircumstances.agentSealed", "presentations.screenSha256"]).execute();
}

/** Deliveries with their notices, in the language in which each was told. */
export function selectCaseDeliveries(db: Db, ids: readonly string[]) {
  return db.selectFrom("deliveries").innerJoin("notices", "notices.id", "deliveries.noticeId")
    .leftJoin("noticeTexts", (join) => join.onRef("noticeTexts.noticeId", "=", "deliveries.noticeId").onRef("noticeTexts.language", "=", "deliveries.language"))
    .where("deliveries.id", "in", ids)
    .select(["deliveries.id", "deliveries.partyId", "deliveries.channel", "deliveries.language", "notices.reason", "notices.agreementId", "notices.versionId", "notices.actId", "notices.onceKey"])
    .select(["noticeTexts.subject", "noticeTexts.textSha256"]).execute();
}

/** The batch by which the ledger names each of these deliveries. */
export async function selectBatchesOf(db: Db, deliveryIds: readonly string[]): Promise<Map<string, string>> {
  const batch = sql<string | null>`(select b."id" from "deliveryBatches" as b where b."firstId" <= d."id" and b."lastId" >= d."id" and (b."noticeId" is null or b."noticeId" = d."noticeId")
    order by b."firstId" desc limit 1)`;
  const { rows } = await sql<{ id: string; batch: string | null }>`select d."id", ${batch} as "batch" from "deliveries" as d where d."id" in (select value from json_each(${JSON.stringify(deliveryIds)}))`.execute(db);
  return new Map(rows.flatMap(({ id, batch: found }) => (found === null ? [] : [[id, found]])));
}

/** What became of these deliveries, in order. */
export function selectCaseEvents(db: Db, deliveryIds: readonly string[]) {
  return db.selectFrom("deliveryEvents").where("deliveryId", "in", deliveryIds).orderBy("happenedAt").orderBy("id")
    .select(["id", "deliveryId", "state", "source", "messageSha256", "happenedAt"])
    .select([personalValue("deliveryEvents.id", "deliveryEvents.address").as("addressSealed"), personalValue("deliveryEvents.id", "deliveryEvents.detail").as("detailSealed")]).execute();
}

/** Questions of readers. */
export function selectCaseQuestions(db: Db, ids: readonly string[]) {
  return db.selectFrom("questions").where("id", "in", ids).selectAll().select(personalValue("questions.id", "questions.question").as("questionSealed")).execute();
}

/** Answers to questions. */
export function selectCaseExplanations(db: Db, ids: readonly string[]) {
  return db.selectFrom("explanations").where("id", "in", ids).selectAll().select(personalValue("explanations.id", "explanations.answer").as("answerSealed")).execute();
}

/** Answers to objections. */
export function selectCaseObjectionAnswers(db: Db, ids: readonly string[]) {
  return db.selectFrom("objectionAnswers").where("id", "in", ids).selectAll().select(personalValue("objectionAnswers.id", "objectionAnswers.reason").as("reasonSealed")).execute();
}

/** Comments in public comment periods. */
export function selectCaseComments(db: Db, ids: readonly string[]) {
  return db.selectFrom("readerComments").where("id", "in", ids).selectAll().select(personalValue("readerComments.id", "readerComments.body").as("bodySealed")).execute();
}

/** Authorities and their revocations. */
export function selectCaseDelegations(db: Db, ids: readonly string[]) {
  return db.selectFrom("delegations").where("id", "in", ids).selectAll().select(personalValue("delegations.id", "delegations.detail").as("detailSealed")).execute();
}

/** Leavings. */
export function selectCaseLeavings(db: Db, ids: readonly string[]) {
  return db.selectFrom("leavings").where("id", "in", ids).selectAll().execute();
}

/** Holds and their ends. */
export function selectCaseHolds(db: Db, ids: readonly string[]) {
  return db.selectFrom("holds").where("id", "in", ids).selectAll().execute();
}

/** Requests for erasure. */
export function selectCaseErasureRequests(db: Db, ids: readonly string[]) {
  return db.selectFrom("erasureRequests").where("id", "in", ids).selectAll().execute();
}

/** Decisions about requests for erasure, by request. */
export function selectCaseErasureDecisions(db: Db, requestIds: readonly string[]) {
  return db.selectFrom("erasureDecisions").innerJoin("erasureRequests", "erasureRequests.id", "erasureDecisions.requestId")
    .where("erasureDecisions.requestId", "in", requestIds).selectAll("erasureDecisions").select("erasureRequests.partyId").execute();
}

/** What was carried out of requests for erasure. */
export function selectCaseErasures(db: Db, ids: readonly string[]) {
  return db.selectFrom("erasures").where("id", "in", ids).selectAll().execute();
}

/** Who had the personal data of the case shown, and why. */
export function selectCaseUnmaskings(db: Db, ids: readonly string[]) {
  return db.selectFrom("auditRecords").where("id", "in", ids).select(["id", "actorId", "reasonSealed"]).execute();
}

/** Sign-ins. */
export function selectCaseSignIns(db: Db, ids: readonly string[]) {
  return db.selectFrom("signIns").where("id", "in", ids).selectAll().execute();
}
