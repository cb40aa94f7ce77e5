import { sql, type Kysely } from "kysely";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";
import type { ErasureRequestRow, ErasureRow, HoldRow, PartyStateRow } from "#db/schema/erasure";

type Db = Kysely<Database>;

/** Where a party stands; null for one that was never held, and never asked to be erased. */
export async function findPartyState(db: Db, partyId: string): Promise<PartyStateRow | null> {
  return (await db.selectFrom("partyStates").selectAll().where("partyId", "=", partyId).executeTakeFirst()) ?? null;
}

/** Parties about which something is to be done at the instant, the longest waiting first. */
export function selectDueStates(db: Db, { at, limit }: { at: string; limit: number }): Promise<PartyStateRow[]> {
  return db.selectFrom("partyStates").selectAll().where("dueAt", "<=", at).orderBy("dueAt").limit(limit).execute();
}

/** A party with its account, as far as an erasure needs them; null for an unknown party. */
export async function findSubject(db: Db, partyId: string) {
  const row = await db.selectFrom("parties").leftJoin("accounts", "accounts.partyId", "parties.id")
    .where("parties.id", "=", partyId)
    .select(["parties.id as partyId", "parties.kind", "parties.nameSealed", "accounts.id as accountId", "accounts.addressSealed"])
    .select(["accounts.rolesJson", "accounts.language", "accounts.closedAt", "accounts.createdAt"])
    .executeTakeFirst();
  return row ?? null;
}

/** The party of an account; null for an unknown one. */
export async function findPartyOfAccount(db: Db, accountId: string): Promise<string | null> {
  const row = await db.selectFrom("accounts").select("partyId").where("id", "=", accountId).executeTakeFirst();
  return row?.partyId ?? null;
}

/** The holds of a party, placed and lifted, oldest first. */
export function selectHolds(db: Db, partyId: string): Promise<HoldRow[]> {
  return db.selectFrom("holds").selectAll().where("partyId", "=", partyId).orderBy("id").execute();
}

/** A request; null when there is none of that id. */
export async function findErasureRequest(db: Db, id: string): Promise<ErasureRequestRow | null> {
  return (await db.selectFrom("erasureRequests").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The requests about a party, in no order: each names the one that it follows. */
export function selectRequestsOf(db: Db, partyId: string): Promise<ErasureRequestRow[]> {
  return db.selectFrom("erasureRequests").selectAll().where("partyId", "=", partyId).execute();
}

/** A page of all requests, the newest first; `before` is the id at which the former page ended. */
export function selectErasureRequests(db: Db, { before, limit }: { before: string | null; limit: number }): Promise<ErasureRequestRow[]> {
  const all = db.selectFrom("erasureRequests").selectAll().orderBy("id", "desc").limit(limit);
  return (before === null ? all : all.where("id", "<", before)).execute();
}

/** What was decided about these requests. */
export function selectDecisions(db: Db, requestIds: readonly string[]) {
  return db.selectFrom("erasureDecisions").selectAll().where("requestId", "in", requestIds).execute();
}

/** What was carried out for these parties, in no order: each row names the one that it follows. */
export function selectErasures(db: Db, partyIds: readonly string[]): Promise<ErasureRow[]> {
  return db.selectFrom("erasures").selectAll().where("partyId", "in", partyIds).execute();
}

/** Of each agreement that a party answered as terms: whether it ever accepted, and the latest answer. */
export async function selectAnsweredTerms(db: Db, partyId: string) {
  const rows = await db.selectFrom("actLines").innerJoin("acts", "acts.id", "actLines.actId")
    .where("actLines.partyId", "=", partyId).where("actLines.purpose", "is", null)
    .groupBy("actLines.agreementId")
    .select(["actLines.agreementId", ({ fn }) => fn.max("actLines.happenedAt").as("latestAt")])
    .select(sql<number>`max("acts"."kind" = 'acceptance')`.as("accepted"))
    .execute();
  return rows.map(({ agreementId, latestAt, accepted }) => ({ agreementId, latestAt, isAccepted: accepted === 1 }));
}

/** The tags of what is kept apart from an act, so that it can go first: where a request came from. */
export const DEVICE_TAGS = ["client", "agent"];

/** When the latest act happened of which the party's device data is kept; null where none is. */
export async function findLatestDevice(db: Db, partyId: string): Promise<string | null> {
  const kept = await db.selectFrom("actCircumstances").innerJoin("acts", "acts.id", "actCircumstances.actId")
    .where("actCircumstances.partyId", "=", partyId).select(({ fn }) => fn.max("acts.happenedAt").as("at")).executeTakeFirst();
  const opened = await db.selectFrom("openings").innerJoin("acts", "acts.id", "openings.recordId")
    .where("openings.partyId", "=", partyId).where("openings.tag", "in", DEVICE_TAGS)
    .select(({ fn }) => fn.max("acts.happenedAt").as("at")).executeTakeFirst();
  return [kept?.at, opened?.at].filter((at) => typeof at === "string").toSorted().at(-1) ?? null;
}

/** When a party last asked, objected or commented, or was answered; null where it never did. */
export async function findLatestWord(db: Db, partyId: string): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`select max("at") as "at" from (
    select max(q."happenedAt", coalesce(x."happenedAt", '')) as "at" from "questions" as q left join "explanations" as x on x."questionId" = q."id" where q."partyId" = ${partyId}
    union all select max(b."happenedAt", coalesce(y."happenedAt", '')) from "objections" as b left join "objectionAnswers" as y on y."actId" = b."actId" where b."partyId" = ${partyId}
    union all select max(c."happenedAt", coalesce(z."happenedAt", '')) from "readerComments" as c left join "commentAnswers" as z on z."commentId" = c."id" where c."partyId" = ${partyId})`.execute(db);
  return rows[0]?.at ?? null;
}

/** When something last became of a notice to a party of which a personal value is kept, and about which agreement, each agreement once. */
export async function selectLatestTold(db: Db, partyId: string): Promise<{ agreementId: string | null; at: string }[]> {
  const { rows } = await sql<{ agreementId: string | null; at: string }>`select n."agreementId", max(e."happenedAt") as "at" from "deliveries" as d join "notices" as n on n."id" = d."noticeId"
    join "deliveryEvents" as e on e."deliveryId" = d."id" where d."partyId" = ${partyId}
    and exists (select 1 from "personalValues" as v where v."recordId" = e."id" and v."valueSealed" <> '') group by n."agreementId"`.execute(db);
  return rows;
}

/** The personal values that are kept of a party beside rows of evidence. */
export function selectPersonalKeys(db: Db, partyId: string) {
  return db.selectFrom("personalValues").select(["recordId", "field"]).where("partyId", "=", partyId).where("valueSealed", "<>", "").execute();
}

/** The entries about these records that hold commitments, with the origin of their ledger, in order. */
export async function selectCommittedEntries(db: Db, recordIds: readonly string[]) {
  const pages = Array.from({ length: Math.ceil(recordIds.length / MOST_IDS) }, (_, page) => recordIds.slice(page * MOST_IDS, (page + 1) * MOST_IDS));
  const found = await Promise.all(pages.map((ids) => db.selectFrom("ledgerEntries").innerJoin("ledgers", "ledgers.number", "ledgerEntries.ledgerNumber")
    .where("recordId", "in", ids)
    .where(sql<boolean>`json_type("entryJson", '$.commitments') is not null`)
    .select(["ledgerEntries.ledgerNumber", "ledgerEntries.index", "ledgers.origin"])
    .execute()));
  return found.flat().toSorted((a, b) => a.ledgerNumber - b.ledgerNumber || a.index - b.index);
}

/** So many ids fit one question to the database. */
const MOST_IDS = 500;

/** What is kept under a party's key to open commitments with. */
export function selectOpeningKeys(db: Db, partyId: string) {
  return db.selectFrom("openings").select(["recordId", "tag"]).where("partyId", "=", partyId).orderBy("recordId").orderBy("tag").execute();
}

/** The acts of a party. */
export async function selectActIds(db: Db, partyId: string): Promise<string[]> {
  return (await db.selectFrom("acts").select("id").where("partyId", "=", partyId).execute()).map(({ id }) => id);
}

/** The mails of a party, sent or not. */
export async function selectMailIds(db: Db, partyId: string): Promise<string[]> {
  return (await db.selectFrom("outbox").select("id").where("partyId", "=", partyId).execute()).map(({ id }) => id);
}

/** The mails and calls by which notices went, or are to go, to a party. */
export async function selectHandedOver(db: Db, partyId: string): Promise<string[]> {
  return (await db.selectFrom("deliveries").select("id").where("partyId", "=", partyId).where("channel", "<>", "inbox").execute()).map(({ id }) => id);
}

/** Those of these parties of which personal values are still stored. */
export async function selectUnclosed(db: Db, partyIds: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom("parties").leftJoin("accounts", "accounts.partyId", "parties.id").where("parties.id", "in", partyIds)
    .where(({ or, eb }) => or([eb("parties.nameSealed", "is not", null), eb("accounts.addressSealed", "<>", ""), eb("accounts.closedAt", "is", null).and("accounts.id", "is not", null)]))
    .select("parties.id").execute();
  return rows.map(({ id }) => id);
}

/** What is kept about a person, for a copy: no secret's hash, what is sealed still sealed. */
export async function selectCopy(db: Db, { accountId, partyId }: { accountId: string; partyId: string }) {
  const account = await db.selectFrom("accounts").where("id", "=", accountId)
    .select(["id", "addressSealed", "addressConfirmedAt", "rolesJson", "language", "createdAt"]).executeTakeFirstOrThrow();
  const party = await db.selectFrom("parties").where("id", "=", partyId)
    .select(["id", "kind", "customerKind", "place", "productsJson", "nameSealed", "createdAt"]).executeTakeFirstOrThrow();
  const sessions = await db.selectFrom("sessions").where("accountId", "=", accountId).select(["createdAt", "seenAt", "expiresAt"]).execute();
  const signIns = await db.selectFrom("signIns").where("accountId", "=", accountId).orderBy("id").select(["id", "method", "happenedAt"]).execute();
  const acts = await db.selectFrom("acts").leftJoin("actCircumstances", "actCircumstances.actId", "acts.id").where("acts.partyId", "=", partyId)
    .orderBy("acts.happenedAt").orderBy("acts.id")
    .select(["acts.id", "acts.kind", "acts.method", "acts.actorId", "acts.language", "acts.happenedAt", "actCircumstances.addressSealed", "actCircumstances.agentSealed"])
    .execute();
  const lines = await db.selectFrom("actLines").where("partyId", "=", partyId).orderBy("actId").orderBy("position")
    .select(["actId", "agreementId", "versionId", "language", "shownSha256", "bindingSha256", "purpose"]).execute();
  const questions = await db.selectFrom("questions").where("partyId", "=", partyId).orderBy("id")
    .select(["id", "agreementId", "versionId", "clauseId", "happenedAt"]).select(personalValue("questions.id", "questions.question").as("questionSealed")).execute();
  const uses = await db.selectFrom("deemedActs").innerJoin("uses", "uses.id", "deemedActs.useId").where("deemedActs.partyId", "=", partyId).orderBy("deemedActs.actId")
    .select(["deemedActs.actId", "deemedActs.grade", "deemedActs.reasonsJson", "uses.actorId", "uses.source", "uses.happenedAt"]).execute();
  return { account, party, sessions, signIns, acts, lines, questions, uses };
}
