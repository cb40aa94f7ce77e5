import { type Kysely, type RawBuilder, sql } from "kysely";
import { sqlDay, type DaysOf } from "#db/answer-days";
import { COUNTS, sqlGradeOf, type AnswerChange } from "#db/compliance/compliance";
import type { Database } from "#db/schema";
import type { AnswerFoldRow } from "#db/schema/compliance";

type Db = Kysely<Database>;

/** Reads several things as they stood together, on one connection. */
export function readTogether<T>(db: Db, work: (snapshot: Db) => Promise<T>): Promise<T> {
  return db.transaction().setAccessMode("read only").execute(work);
}

/** Every fold, the earliest first. */
export function selectFolds(db: Db): Promise<AnswerFoldRow[]> {
  return db.selectFrom("answerFolds").selectAll().orderBy("firstRow").execute();
}

/** The last line of acts that there is, by its place in the table; 0 before the first. */
export async function findLastRow(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(rowid) as "last" from "actLines"`.execute(db);
  return rows[0]?.last ?? 0;
}

type Rows = { after: number; through: number };

/** When the first and the last of these lines were recorded; null where there is none. */
export async function findRecorded(db: Db, { after, through }: Rows): Promise<{ firstRecordedAt: string; lastRecordedAt: string } | null> {
  const { rows } = await sql<{ firstRecordedAt: string | null; lastRecordedAt: string | null }>`select min("recordedAt") as "firstRecordedAt", max("recordedAt") as "lastRecordedAt"
    from "actLines" where rowid > ${after} and rowid <= ${through}`.execute(db);
  const [{ firstRecordedAt, lastRecordedAt } = { firstRecordedAt: null, lastRecordedAt: null }] = rows;
  return firstRecordedAt !== null && lastRecordedAt !== null ? { firstRecordedAt, lastRecordedAt } : null;
}

/** `place`: of parties there alone; null for all. `zones`: by whose days is counted. */
type Sought = { place: string | null; zones: readonly DaysOf[] };

/** What the lines after one row and up to another changed, on all days. */
export function selectChangesOfRows(db: Db, { after, through, place, zones }: Rows & Sought): Promise<AnswerChange[]> {
  const isOfPlace = place !== null && after === 0;
  const row = sql.raw(isOfPlace ? `+l.rowid` : `l.rowid`);
  const meant = sql`${row} > ${after} and ${row} <= ${through} ${livesIn(place, isOfPlace ? "sought" : "looked at")}`;
  return changes(db, { began: meant, ended: meant, zones });
}

/** What those of these lines that were recorded by one instant changed by another. */
export function selectChangesKnown(db: Db, { after, through, place, zones, at, known }: Rows & Sought & { at: string; known: string }): Promise<AnswerChange[]> {
  const meant = sql`l.rowid > ${after} and l.rowid <= ${through} and l."recordedAt" <= ${known} ${livesIn(place, "looked at")}`;
  return changes(db, { began: sql`${meant} and l."happenedAt" <= ${at}`, ended: sql`${meant} and max(l."happenedAt", f."happenedAt") <= ${at}`, zones });
}

/**
 * What lifting objections changed by the instant: an objection counts no more from then on, so that what later follows it takes nothing away. Lines
 * are counted without it, as evidence does not say when it will be lifted.
 */
export async function selectLiftedChanges(db: Db, { at, known, place, zones }: Sought & { at: string; known: string }): Promise<AnswerChange[]> {
  const next = sql`"actLines" as n on n."partyId" = l."partyId" and n."subject" = l."subject" and n."followsActId" = l."actId" and n."happenedAt" <= ${at} and n."recordedAt" <= ${known}`;
  const lifted = (instant: RawBuilder<unknown>, change: RawBuilder<unknown>) => sql`select ${sqlDay(instant, LINE_VERSION, zones)} as "day", l."versionId", a."kind", a."method", '' as "grade", l."language", ${PARTY}, ${change} as "change"
    from (select "actId", min("happenedAt") as "liftedAt" from "objectionAnswers" where "answer" = 'lift' and "happenedAt" <= ${at} and "recordedAt" <= ${known} group by "actId") as o
    join "acts" as a on a."id" = o."actId" join "actLines" as l on l."actId" = a."id" and ${COUNTS} and l."recordedAt" <= ${known} left join "parties" as p on p."id" = l."partyId"
    left join ${next} where (n."actId" is null or n."happenedAt" > o."liftedAt") ${livesIn(place, "looked at")}`;
  const { rows } = await sql<AnswerChange>`select ${SORT}, sum("change") as "change" from (${lifted(sql`o."liftedAt"`, sql`-1`)} union all ${lifted(sql`n."happenedAt"`, sql`n."actId" is not null`)})
    group by ${SORT} having sum("change") <> 0`.execute(db);
  return rows;
}

/** Parties of a place are sought first, or each line is looked at for where its party lives. */
function livesIn(place: string | null, how: "sought" | "looked at"): RawBuilder<unknown> {
  if (place === null) return sql``;
  return sql`and ${sql.raw(how === "sought" ? "" : "+")}l."partyId" in (select "id" from "parties" where "place" = ${place})`;
}

/** The parties of a place and their sorts, as one text that is another as soon as any of it is. */
export async function selectPartiesOfPlace(db: Db, place: string): Promise<string> {
  const { rows } = await sql<{ parties: string | null }>`select group_concat(rowid || substr("kind", 1, 1) || substr("customerKind", 1, 1)) as "parties" from "parties" where "place" = ${place}`.execute(db);
  return rows[0]?.parties ?? "";
}

/** What the counted lines changed from one instant, the beginning of a day, to another. Runs along the index of acts by kind, method and instant. */
export async function selectChangesBetween(db: Db, { counted, from, at, place, zones }: Sought & { counted: number; from: string; at: string }): Promise<AnswerChange[]> {
  const within = (act: "a" | "b") => sql`${sql.raw(`${act}."kind" in (${KINDS}) and ${act}."method" in (${METHODS}) and ${act}."happenedAt"`)} between ${from} and ${at}`;
  const meant = sql`and +l.rowid <= ${counted} ${livesIn(place, "looked at")}`;
  const late = await changes(db, { began: sql`false`, ended: sql`${within("b")} and l."happenedAt" < ${from} ${meant}`, zones });
  const own = await changes(db, { began: sql`${within("a")} ${meant}`, ended: sql`${within("a")} and f."happenedAt" <= ${at} ${meant}`, zones });
  return [...own, ...late];
}

/** Sorts of parties and texts that a reading may be narrowed to; null where any will do. */
export type Narrowed = { language: string | null; partyKind: string | null; customerKind: string | null };

/** Of the folds up to the row `counted`, the days before the one given. */
type Ahead = { counted: number; before: string; versionIds: readonly string[]; by: "day" | "sort"; narrowed?: Narrowed };

/**
 * What was counted ahead, summed over the folds: each day before the one given or, in one, all of them (day ""). Where `narrowed` is given, what it leaves open
 * is summed too ("").
 */
export async function selectFoldedChanges(db: Db, { counted, before, versionIds, by, narrowed }: Ahead): Promise<AnswerChange[]> {
  if (versionIds.length === 0) return [];
  const sorts = (["language", "partyKind", "customerKind"] as const).map((name) => ({ name, wanted: narrowed?.[name], isSummed: narrowed?.[name] === null }));
  const told = sorts.map(({ name, isSummed }) => sql`${isSummed ? sql`''` : sql.ref(name)} as ${sql.ref(name)}`);
  const kept = [...["versionId", "kind", "method", "grade"], ...sorts.filter(({ isSummed }) => !isSummed).map(({ name }) => name), ...(by === "day" ? ["day"] : [])];
  const wanted = sorts.flatMap(({ name, wanted: value }) => (typeof value === "string" ? [sql` and ${sql.ref(name)} = ${value}`] : []));
  const { rows } = await sql<AnswerChange>`select ${by === "day" ? sql`"day"` : sql`''`} as "day", "versionId", "kind", "method", "grade", ${sql.join(told)}, sum("change") as "change" from "answerTotals"
    where "versionId" in (${sql.join(versionIds)}) and "day" < ${before} and +"firstRow" <= ${counted} ${sql.join(wanted, sql``)} group by ${sql.join(kept.map((name) => sql.ref(name)))}`.execute(db);
  return rows;
}

const SORT_OF_DAY = sql.raw(`"versionId", "kind", "method", "grade", "language", "partyKind", "customerKind"`);
const SORT = sql`"day", ${SORT_OF_DAY}`;
const PARTY = sql.raw(`coalesce(p."kind", '') as "partyKind", coalesce(p."customerKind", '') as "customerKind"`);
const LINE_VERSION = sql.raw(`l."versionId"`);

const KINDS = ["acceptance", "decline", "objection", "consent", "refusal", "withdrawal"].map((kind) => `'${kind}'`).join(", ");
const METHODS = ["click", "api", "deemed", "imported"].map((method) => `'${method}'`).join(", ");

type Changing = { began: RawBuilder<unknown>; ended: RawBuilder<unknown>; zones: readonly DaysOf[] };

/**
 * A line begins to count when it happened, for its own sort; from then on, or from when the line before it happened, that one counts no more.
 */
async function changes(db: Db, { began, ended, zones }: Changing): Promise<AnswerChange[]> {
  const [begins, ends] = [sqlDay(sql.raw(`l."happenedAt"`), LINE_VERSION, zones), sqlDay(sql.raw(`max(l."happenedAt", f."happenedAt")`), sql.raw(`f."versionId"`), zones)];
  const { rows } = await sql<AnswerChange>`select ${SORT}, sum("change") as "change" from (
      select ${begins} as "day", l."versionId", a."kind", a."method", ${sqlGradeOf("a")} as "grade", l."language",
        ${PARTY}, 1 as "change" from "actLines" as l join "acts" as a on a."id" = l."actId" left join "parties" as p on p."id" = l."partyId" where ${COUNTS} and ${began}
      union all
      select ${ends}, f."versionId", b."kind", b."method", ${sqlGradeOf("b")}, f."language", ${PARTY}, -1
        from "actLines" as l join "acts" as a on a."id" = l."actId"
        join "actLines" as f on f."actId" = l."followsActId" and f."partyId" = l."partyId" and f."subject" = l."subject"
        join "acts" as b on b."id" = f."actId" left join "parties" as p on p."id" = l."partyId" where l."followsActId" <> '' and ${COUNTS} and ${ended}
    ) group by ${SORT} having sum("change") <> 0`.execute(db);
  return rows;
}
