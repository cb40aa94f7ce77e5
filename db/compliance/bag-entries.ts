import { type Kysely, type RawBuilder, sql } from "kysely";
import type { ExportFilter } from "#db/compliance/export-sets";
import type { Database } from "#db/schema";

/** Where an entry stands. */
export type EntryPlace = { ledgerNumber: number; index: number };

export type BagAsked = {
  /** Agreement and version by their ids. */
  filter: Partial<Record<ExportFilter, string>>;
  /** Entries of this ledger below this number, and those of the ledgers before it. */
  ledgerNumber: number;
  size: number;
  /** At most so many; with one more it is known that there are too many. */
  limit: number;
};

type Sql = RawBuilder<unknown>;

/**
 * The places of all entries that an evidence bag holds, in the order of the ledger: of the acts and notices that the filter names, with the approvals, publications,
 * translations, marks and ends of their versions, what became of deliveries, questions, answers, authorities, leavings, restrictions and erasures, and of what was
 * removed of all these at the end of its period; and of
 * the opening of each later ledger. Nothing is looked at that has no entry within the size, so that the same filter at the same size gives the same.
 */
export async function selectBagPlaces(db: Kysely<Database>, asked: BagAsked): Promise<EntryPlace[]> {
  const parts = [
    sql`"theActs" as materialized (${acts(asked)})`,
    sql`"theDeliveries" as materialized (${deliveries(asked)})`,
    sql`"theQuestions" as materialized (${questions(asked)})`,
    sql`"theVersions" as materialized (${versions(asked)})`,
    sql`"theNamed" as materialized (${sql.join(records(asked), sql` union `)})`,
    sql`"theRecords" as materialized (select "id" from "theNamed" union select o."sweepId" from "theNamed" as r cross join "retentionOutcomes" as o on o."recordId" = r."id" where o."sweepId" is not null)`,
  ];
  const places = sql<EntryPlace>`(with ${sql.join(parts)}
    select distinct e."ledgerNumber", e."index" from "theRecords" as r cross join "ledgerEntries" as e on e."recordId" = r."id" where ${within(asked)}
    union select e."ledgerNumber", e."index" from "ledgers" as o cross join "ledgerEntries" as e on e."ledgerNumber" = o."number" and e."index" = 0
      where o."number" > 1 and ${within(asked)} and exists (select 1 from "theRecords"))`;
  return db.selectFrom(places.as("places")).selectAll().orderBy("ledgerNumber").orderBy("index").limit(asked.limit).execute();
}

/** With a plus before them columns are not looked up by: entries are found by their records, not by walking the ledger. */
function within({ ledgerNumber, size }: BagAsked): Sql {
  return sql`(+e."ledgerNumber" < ${ledgerNumber} or (+e."ledgerNumber" = ${ledgerNumber} and +e."index" < ${size}))`;
}

function all(conditions: readonly (Sql | null)[]): Sql {
  return sql.join([sql`true`, ...conditions.filter((condition) => condition !== null)], sql` and `);
}

/** A column is what the filter names, where it names anything. */
function named({ filter }: BagAsked, name: ExportFilter, column: string): Sql | null {
  return filter[name] === undefined ? null : sql`${sql.raw(column)} = ${filter[name]}`;
}

function happened({ filter }: BagAsked, column: string): Sql[] {
  return [
    ...(filter.from === undefined ? [] : [sql`${sql.raw(column)} >= ${filter.from}`]),
    ...(filter.until === undefined ? [] : [sql`${sql.raw(column)} < ${filter.until}`]),
  ];
}

/** Whether what surrounds the acts is to be found by the acts alone, because the filter names what only they have. */
function isByActs({ filter }: BagAsked): boolean {
  return [filter.language, filter.method, filter.from, filter.until].some((value) => value !== undefined);
}

function isAboutFew(asked: BagAsked): boolean {
  return isByActs(asked) || asked.filter.party !== undefined;
}

function acts(asked: BagAsked): Sql {
  const conditions = all([
    named(asked, "party", `a."partyId"`), named(asked, "method", `a."method"`), named(asked, "agreement", `l."agreementId"`), named(asked, "version", `l."versionId"`),
    named(asked, "language", `l."language"`), named(asked, "class", `v."changeClass"`), ...happened(asked, `a."happenedAt"`), within(asked),
  ]);
  // Version and agreement are looked up among the lines, all else among the acts.
  const join = sql.raw(asked.filter.version ?? asked.filter.agreement ? "join" : "cross join");
  return sql`select distinct a."id", a."partyId", a."delegationId", l."versionId" from "acts" as a ${join} "actLines" as l on l."actId" = a."id"
    join "versions" as v on v."id" = l."versionId" join "ledgerEntries" as e on e."recordId" = a."id" where ${conditions} limit ${asked.limit}`;
}

/** Deliveries to inboxes, which are entered by batches. What else was sent to the party about the notice is found by them. */
function deliveries(asked: BagAsked): Sql {
  const conditions = all([
    named(asked, "party", `d."partyId"`), named(asked, "agreement", `n."agreementId"`), named(asked, "version", `n."versionId"`), named(asked, "class", `v."changeClass"`),
    isByActs(asked) ? sql`(d."partyId", n."versionId") in (select "partyId", "versionId" from "theActs")` : null, within(asked),
  ]);
  const from = isAboutFew(asked) ? OF_PARTIES : OF_BATCHES;
  return sql`select d."noticeId", d."partyId", n."versionId", b."id" as "batchId" from ${sql.raw(from)} cross join "notices" as n on n."id" = d."noticeId"
    left join "versions" as v on v."id" = n."versionId" cross join "ledgerEntries" as e on e."recordId" = b."id" where ${conditions} limit ${asked.limit}`;
}

/** The batch of a delivery is the last that begins at or before it, if it goes so far. */
const OF_PARTIES = `"deliveries" as d cross join "deliveryBatches" as b on b."lastId" >= d."id"
  and b."firstId" = (select max(f."firstId") from "deliveryBatches" as f where f."firstId" <= d."id")`;
const OF_BATCHES = `"deliveryBatches" as b cross join "deliveries" as d on d."id" >= b."firstId" and d."id" <= b."lastId"`;

function questions(asked: BagAsked): Sql {
  const conditions = all([
    named(asked, "party", `q."partyId"`), named(asked, "agreement", `q."agreementId"`), named(asked, "version", `q."versionId"`), named(asked, "class", `v."changeClass"`),
    isByActs(asked) ? sql`(q."partyId", q."versionId") in (select "partyId", "versionId" from "theActs")` : null, within(asked),
  ]);
  return sql`select q."id", q."versionId" from "questions" as q join "versions" as v on v."id" = q."versionId"
    join "ledgerEntries" as e on e."recordId" = q."id" where ${conditions} limit ${asked.limit}`;
}

/** The versions that the rest is about; of a filter that names no person and nothing of acts, all that it names. */
function versions(asked: BagAsked): Sql {
  const about = sql`select "versionId" from "theActs" union select "versionId" from "theDeliveries" where "versionId" is not null union select "versionId" from "theQuestions"`;
  const conditions = all([named(asked, "agreement", `v."agreementId"`), named(asked, "version", `v."id"`), named(asked, "class", `v."changeClass"`)]);
  const chosen = sql`select v."id", v."agreementId", v."approvalSha256", v."approverId" from "versions" as v`;
  return isAboutFew(asked) ? sql`${chosen} where v."id" in (${about})` : sql`${chosen} where ${conditions} or v."id" in (${about})`;
}

function records(asked: BagAsked): Sql[] {
  return [
    sql`select "id" from "theActs"`,
    sql`select "noticeId" from "theDeliveries" union select "batchId" from "theDeliveries"`,
    sql`select s."enteredAs" from "theDeliveries" as t cross join "deliveries" as d on d."partyId" = t."partyId" and d."noticeId" = t."noticeId"
      cross join "deliveryEvents" as s on s."deliveryId" = d."id" where s."enteredAs" is not null`,
    sql`select o."id" from "objectionAnswers" as o where o."actId" in (select "id" from "theActs")`,
    sql`select "id" from "theQuestions" union select x."id" from "explanations" as x where x."questionId" in (select "id" from "theQuestions")`,
    ...ofVersions(asked),
    ...ofNotices(asked),
    ...ofParties(asked),
  ];
}

function ofVersions(asked: BagAsked): Sql[] {
  return [
    sql`select v."id" from "theVersions" as v`,
    sql`select p."id" from "theVersions" as v join "approvals" as p on p."approvalSha256" = v."approvalSha256" and p."actorId" = v."approverId" and p."act" = 'approved'`,
    sql`select p."id" from "publications" as p where p."versionId" in (select "id" from "theVersions")`,
    sql`select t."versionId" || '/' || t."language" || '/' || t."revision" from "versionTexts" as t where t."versionId" in (select "id" from "theVersions")`,
    sql`select m."id" from "clauseMarks" as m where m."versionId" in (select "id" from "theVersions") and ${concerns(asked, `m."partiesJson"`)}`,
    sql`select n."id" from "endings" as n where n."agreementId" in (select "agreementId" from "theVersions") and ${concerns(asked, `n."partiesJson"`)}`,
  ];
}

/** What was done for all, or for a list of parties that has the one asked for. */
function concerns({ filter }: BagAsked, column: string): Sql {
  if (filter.party === undefined) return sql`true`;
  return sql`(${sql.raw(column)} is null or exists (select 1 from json_each(${sql.raw(column)}) as j where j.value = ${filter.party}))`;
}

/** Notices of which no delivery is known, too: those to one party, and those of the versions that the filter names. */
function ofNotices(asked: BagAsked): Sql[] {
  if (isByActs(asked)) return [];
  const conditions = all([
    named(asked, "party", `n."partyId"`), named(asked, "agreement", `n."agreementId"`), named(asked, "version", `n."versionId"`), named(asked, "class", `v."changeClass"`),
  ]);
  return [sql`select n."id" from "notices" as n left join "versions" as v on v."id" = n."versionId" where ${conditions}`];
}

/** The authorities behind the acts; of the parties that acted, or of the one asked for, what became of them. */
function ofParties({ filter }: BagAsked): Sql[] {
  const parties = filter.party === undefined ? sql`(select "partyId" from "theActs")` : sql`(${filter.party})`;
  const own = filter.party === undefined ? sql`false` : sql`g."partyId" = ${filter.party}`;
  return [
    sql`select g."id" from "delegations" as g where g."delegationId" in (select "delegationId" from "theActs") or ${own}`,
    sql`select w."id" from "leavings" as w where w."partyId" in ${parties}`,
    sql`select x."id" from "erasures" as x where x."partyId" in ${parties}`,
  ];
}
