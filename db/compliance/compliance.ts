import { type Kysely, sql, type RawBuilder } from "kysely";
import type { Database } from "#db/schema";
import type { ActLineRow, ActRow } from "#db/schema/acceptance";
import type { PartyRow } from "#db/schema/access";
import type { AnswerTotalRow } from "#db/schema/compliance";

type Db = Kysely<Database>;

/**
 * A line with what its act says of it. `grade` is how well the notice behind a deemed acceptance was proved, "" for other
 * methods; `liftedAt` is since when an objection no longer stands.
 */
export type AnswerRow =
  & Omit<ActLineRow, "conspicuousJson">
  & Pick<ActRow, "kind" | "method" | "actorId" | "delegationId" | "isAddressConfirmed">
  & { grade: string; liftedAt: string | null };

/** Every answer of a party that was recorded by the instant. Index: the unique key of lines, which begins with the party. */
export async function selectAnswersOf(db: Db, { partyId, known }: { partyId: string; known: string }): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`select ${ANSWER} from "actLines" as l join "acts" as a on a."id" = l."actId"
    where l."partyId" = ${partyId} and l."recordedAt" <= ${known}`.execute(db);
  return rows;
}

/** By how much the ends of chains of one sort changed on a day, in the zone of the version. */
export type AnswerChange = Omit<AnswerTotalRow, "firstRow">;

/** The party of this id; null where there is none. */
export async function findParty(db: Db, id: string): Promise<PartyRow | null> {
  return (await db.selectFrom("parties").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The indexes in the ledger of these records, by record. */
export async function selectEntryIndexes(db: Db, recordIds: readonly string[]): Promise<Map<string, { ledgerNumber: number; index: number }>> {
  if (recordIds.length === 0) return new Map();
  const rows = await db.selectFrom("ledgerEntries").select(["recordId", "ledgerNumber", "index"]).where("recordId", "in", recordIds).execute();
  return new Map(rows.map(({ recordId, ledgerNumber, index }) => [recordId, { ledgerNumber, index }]));
}

/** Which ends of chains are meant; what is absent does not matter. Lists are never empty. */
export type AnswerFilter = {
  /** One of these kinds by one of these methods each. */
  states: readonly { kind: string; method: string }[];
  versionIds: readonly string[];
  languages?: readonly string[];
  grades?: readonly string[];
  customerKind?: string;
  partyKind?: string;
  place?: string;
  /** Happened from this instant on, and by that one; recorded by the third. */
  from?: string;
  at: string;
  known: string;
};

/** Where a page of answers begins: after this one. */
export type AnswerCursor = { happenedAt: string; actId: string; position: number };

/** A page of answers: none beyond `through`. */
export type AnswerPage = { after: AnswerCursor | null; through: AnswerCursor | null; limit: number };

const ANSWER = sql`${sql.raw(`${[
  "actId", "position", "partyId", "subject", "followsActId", "agreementId", "versionId", "language", "shownSha256", "bindingSha256", "precedence", "purpose",
  "replacesActId", "happenedAt", "recordedAt",
].map((column) => `l."${column}"`).join(", ")}, a."kind", a."method", a."actorId", a."delegationId", a."isAddressConfirmed"`)}, ${sqlGradeOf("a")} as "grade",
  case when a."kind" = 'objection' then (select min("happenedAt") from "objectionAnswers" where "actId" = l."actId" and "answer" = 'lift') end as "liftedAt"`;

/** An objection that came late is a chain of its own, and leaves the answer about the version as it is. */
export const COUNTS = sql.raw(`l."subject" not like 'late-objection/%'`);

/** SQL for the grade of the act of this alias; "" for a method that has none. */
export function sqlGradeOf(act: "a" | "b"): RawBuilder<string> {
  return sql.raw(`case when ${act}."method" = 'deemed' then coalesce((select "grade" from "deemedActs" where "actId" = ${act}."id"), 'F') else '' end`);
}

/**
 * A page of the answers that a filter means, in the order in which they happened: each is the end of its chain as it was known. One query for
 * each kind and method, so that each runs along one index.
 */
export async function selectAnswers(db: Db, filter: AnswerFilter, page: AnswerPage): Promise<AnswerRow[]> {
  const pages = await Promise.all(filter.states.map(async (state) => {
    const driver = driverOf(filter, state);
    const { rows } = await sql<AnswerRow>`select ${ANSWER} ${answersBy({ ...filter, ...state }, between(driver, { ...page, ...filter }))}
      ${orderBy(driver)} limit ${page.limit}`.execute(db);
    return rows;
  }));
  return pages.flat().sort(inOrder).slice(0, page.limit);
}

/** After every line of an act. */
const LAST_POSITION = 1_000_000_000;

/**
 * How far a page may look: past so many lines or acts, whether or not they are meant; null where there are not so many. Lines that are seldom meant
 * then cost a page no more than others.
 */
export async function findAnswersLooked(db: Db, filter: AnswerFilter, { after, most }: { after: AnswerCursor | null; most: number }): Promise<AnswerCursor | null> {
  const places = await Promise.all(filter.states.map(async (state) => {
    const along = driverOf(filter, state) === "lines" ? linesAlong(filter, after) : actsAlong({ ...filter, ...state }, after);
    return (await sql<AnswerCursor>`${along} limit 1 offset ${most}`.execute(db)).rows;
  }));
  return places.flat().sort(inOrder)[0] ?? null;
}

function linesAlong({ versionIds, at, from }: AnswerFilter, after: AnswerCursor | null): RawBuilder<unknown> {
  return sql`select l."happenedAt", l."actId", l."position" from "actLines" as l where l."versionId" = ${versionIds[0]} and ${between("lines", { after, through: null, from, at })}
    ${orderBy("lines")}`;
}

function actsAlong({ kind, method, at, from }: AnswerFilter & { kind: string; method: string }, after: AnswerCursor | null): RawBuilder<unknown> {
  return sql`select a."happenedAt", a."id" as "actId", ${LAST_POSITION} as "position" from "acts" as a where a."kind" = ${kind} and a."method" = ${method} and ${between("actsAlone", { after, through: null, from, at })}
    ${orderBy("actsAlone")}`;
}

/** Along which index the answers are found: that of the lines of a version, or that of acts by kind and method. */
type Driver = "lines" | "acts";

/** In the same order along either: a line happened when its act did. */
const PLACE = {
  lines: [`l."happenedAt"`, `l."actId"`, `l."position"`],
  acts: [`a."happenedAt"`, `a."id"`, `l."position"`],
  actsAlone: [`a."happenedAt"`, `a."id"`],
} as const satisfies Record<Driver | "actsAlone", readonly string[]>;

function orderBy(along: keyof typeof PLACE): RawBuilder<unknown> {
  return sql.raw(`order by ${PLACE[along].join(", ")}`);
}

/** Most lines of a version are acceptances by these methods; other answers are few among its lines, and found from their acts. */
function driverOf({ versionIds }: AnswerFilter, { kind, method }: { kind: string; method: string }): Driver {
  return versionIds.length === 1 && kind === "acceptance" && (method === "click" || method === "api") ? "lines" : "acts";
}

/** How many answers of each version and sort a filter means: the same question as selectAnswers asks. It reads them all; persons are not told apart. */
export async function countAnswers(db: Db, filter: AnswerFilter): Promise<AnswerChange[]> {
  const counts = await Promise.all(filter.states.map(async (state) => {
    const { rows } = await sql<AnswerChange>`select '' as "day", l."versionId", a."kind", a."method", ${sqlGradeOf("a")} as "grade", l."language", '' as "partyKind", '' as "customerKind", count(*) as "change"
      ${answersBy({ ...filter, ...state }, between(driverOf(filter, state), { after: null, through: null, ...filter }))} group by l."versionId", "grade", l."language"`.execute(db);
    return rows;
  }));
  return counts.flat();
}

function inOrder(a: AnswerCursor, b: AnswerCursor): number {
  const [left, right] = [a, b].map(({ happenedAt, actId, position }) => `${happenedAt} ${actId} ${String(position).padStart(6, "0")}`);
  return (left ?? "") < (right ?? "") ? -1 : 1;
}

/** One range of the index: with a plus, what does not bound it is kept from being taken for a bound. */
function between(along: keyof typeof PLACE, { after, through, from, at }: Omit<AnswerPage, "limit"> & Pick<AnswerFilter, "from" | "at">): RawBuilder<unknown> {
  const [place, happenedAt] = [sql.raw(`(${PLACE[along].join(", ")})`), sql.raw(PLACE[along][0])];
  const values = (cursor: AnswerCursor) => sql`(${sql.join([cursor.happenedAt, cursor.actId, cursor.position].slice(0, PLACE[along].length))})`;
  const conditions = [
    through ? sql`${place} <= ${values(through)} and +${happenedAt} <= ${at}` : sql`${happenedAt} <= ${at}`,
    ...(after ? [sql`${place} > ${values(after)}`] : []),
    ...(from ? [sql`${sql.raw(after ? "+" : "")}${happenedAt} >= ${from}`] : []),
  ];
  return sql.join(conditions, sql` and `);
}

/**
 * From the lines of a version to the act of each, or from acts to their lines, and on to the party where the filter asks about it. The plus keeps lines
 * from being sought by version for each act.
 */
function answersBy(filter: AnswerFilter & { kind: string; method: string }, range: RawBuilder<unknown>): RawBuilder<unknown> {
  const driver = driverOf(filter, filter);
  const { kind, method, at, known, languages, grades, customerKind, partyKind, place } = filter;
  const isAboutParty = customerKind !== undefined || partyKind !== undefined || place !== undefined;
  const conditions = [
    sql`a."kind" = ${kind}`, sql`a."method" = ${method}`, range, sql`a."recordedAt" <= ${known}`,
    driver === "lines" ? sql`l."versionId" = ${filter.versionIds[0]}` : sql`+l."versionId" in (${sql.join(filter.versionIds)})`,
    ...(languages ? [sql`l."language" in (${sql.join(languages)})`] : []),
    ...(grades ? [sql`${sqlGradeOf("a")} in (${sql.join(grades)})`] : []),
    ...(customerKind ? [sql`p."customerKind" = ${customerKind}`] : []),
    ...(partyKind ? [sql`p."kind" = ${partyKind}`] : []),
    ...(place ? [sql`p."place" = ${place}`] : []),
    COUNTS,
    ...(kind === "objection" ? [sql`not exists (select 1 from "objectionAnswers" as o where o."actId" = a."id" and o."answer" = 'lift' and o."happenedAt" <= ${at} and o."recordedAt" <= ${known})`] : []),
    sql`not exists (select 1 from "actLines" as n where n."partyId" = l."partyId" and n."subject" = l."subject" and n."followsActId" = l."actId"
      and n."happenedAt" <= ${at} and n."recordedAt" <= ${known})`,
  ];
  const party = isAboutParty ? sql`cross join "parties" as p on p."id" = l."partyId"` : sql``;
  const rows = driver === "lines" ? sql`"actLines" as l cross join "acts" as a on a."id" = l."actId"` : sql`"acts" as a cross join "actLines" as l on l."actId" = a."id"`;
  return sql`from ${rows} ${party} where ${sql.join(conditions, sql` and `)}`;
}
