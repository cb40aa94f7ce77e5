import { type Kysely, type RawBuilder, sql } from "kysely";
import { COUNTS, sqlGradeOf, type AnswerChange } from "#db/compliance";
import type { Database } from "#db/schema";
import type { AnswerFoldRow } from "#db/schema-compliance";

type Db = Kysely<Database>;

/** The last line of acts that is counted ahead, and the last that there is; both 0 before the first. */
export async function findFoldedRow(db: Db): Promise<{ folded: number; last: number }> {
  const { rows } = await sql<{ folded: number | null; last: number | null }>`select
    (select max("lastRow") from "answerFolds") as "folded", (select max(rowid) from "actLines") as "last"`.execute(db);
  return { folded: rows[0]?.folded ?? 0, last: rows[0]?.last ?? 0 };
}

/** Every fold, the earliest first. */
export function selectFolds(db: Db): Promise<AnswerFoldRow[]> {
  return db.selectFrom("answerFolds").selectAll().orderBy("firstRow").execute();
}

/** What the lines after one row and up to another changed, to be kept as one fold. */
export function selectChangesOfRows(db: Db, { after, through }: { after: number; through: number }): Promise<AnswerChange[]> {
  return changes(db, sql`l.rowid > ${after} and l.rowid <= ${through}`, sql`l.rowid > ${after} and l.rowid <= ${through}`);
}

/** `place`: of parties there alone; null for all. */
type Meant = { at: string; known: string; place: string | null };

/**
 * What all lines recorded by an instant changed by another. Reads every line: for what is not counted ahead, which is what was known in the past, and
 * the places of parties.
 */
export function selectChangesKnown(db: Db, { at, known, place }: Meant): Promise<AnswerChange[]> {
  const there = livesIn(place);
  return changes(db, sql`l."happenedAt" <= ${at} and l."recordedAt" <= ${known} ${there}`, sql`max(l."happenedAt", f."happenedAt") <= ${at} and l."recordedAt" <= ${known} ${there}`);
}

/**
 * What lifting objections changed by the instant: an objection counts no more from then on, so that what later follows it takes nothing away. Lines
 * are counted without it, as evidence does not say when it will be lifted.
 */
export async function selectLiftedChanges(db: Db, { at, known, place }: Meant): Promise<AnswerChange[]> {
  const next = sql`"actLines" as n on n."partyId" = l."partyId" and n."subject" = l."subject" and n."followsActId" = l."actId" and n."happenedAt" <= ${at} and n."recordedAt" <= ${known}`;
  const lifted = (day: RawBuilder<unknown>, change: RawBuilder<unknown>) => sql`select substr(${day}, 1, 10) as "day", l."versionId", a."kind", a."method", '' as "grade", l."language", ${PARTY}, ${change} as "change"
    from (select "actId", min("happenedAt") as "liftedAt" from "objectionAnswers" where "answer" = 'lift' and "happenedAt" <= ${at} and "recordedAt" <= ${known} group by "actId") as o
    join "acts" as a on a."id" = o."actId" join "actLines" as l on l."actId" = a."id" and ${COUNTS} and l."recordedAt" <= ${known} left join "parties" as p on p."id" = l."partyId"
    left join ${next} where (n."actId" is null or n."happenedAt" > o."liftedAt") ${livesIn(place)}`;
  const { rows } = await sql<AnswerChange>`select ${SORT}, sum("change") as "change" from (${lifted(sql`o."liftedAt"`, sql`-1`)} union all ${lifted(sql`n."happenedAt"`, sql`n."actId" is not null`)})
    group by ${SORT} having sum("change") <> 0`.execute(db);
  return rows;
}

function livesIn(place: string | null): RawBuilder<unknown> {
  return place === null ? sql`` : sql`and l."partyId" in (select "id" from "parties" where "place" = ${place})`;
}

/** What is not counted ahead: lines after the folded one, by the instant. */
export function selectChangesAfter(db: Db, { folded, at }: { folded: number; at: string }): Promise<AnswerChange[]> {
  return changes(db, sql`l.rowid > ${folded} and l."happenedAt" <= ${at}`, sql`l.rowid > ${folded} and max(l."happenedAt", f."happenedAt") <= ${at}`);
}

/** What the counted lines changed on the day of the instant, up to it. Runs along the index of acts by kind, method and instant. */
export async function selectChangesOfDay(db: Db, { folded, at }: { folded: number; at: string }): Promise<AnswerChange[]> {
  const day = at.slice(0, 10);
  const within = (act: "a" | "b") => sql`${sql.raw(`${act}."kind" in (${KINDS}) and ${act}."method" in (${METHODS}) and ${act}."happenedAt"`)} between ${day} and ${at}`;
  const late = await changes(db, sql`false`, sql`${within("b")} and l."happenedAt" < ${day} and l.rowid <= ${folded}`);
  const own = await changes(db, sql`${within("a")} and l.rowid <= ${folded}`, sql`${within("a")} and f."happenedAt" <= ${at} and l.rowid <= ${folded}`);
  return [...own, ...late];
}

/** Sorts of parties and texts that a reading may be narrowed to; null where any will do. */
export type Narrowed = { language: string | null; partyKind: string | null; customerKind: string | null };

/**
 * What was counted ahead, summed over the folds: each day before the one given or, in one, all of them (day ""). Where `narrowed` is given, what it leaves open
 * is summed too ("").
 */
export async function selectFoldedChanges(db: Db, { before, versionIds, by, narrowed }: { before: string; versionIds: readonly string[]; by: "day" | "sort"; narrowed?: Narrowed }): Promise<AnswerChange[]> {
  if (versionIds.length === 0) return [];
  const sorts = (["language", "partyKind", "customerKind"] as const).map((name) => ({ name, wanted: narrowed?.[name], isSummed: narrowed?.[name] === null }));
  const told = sorts.map(({ name, isSummed }) => sql`${isSummed ? sql`''` : sql.ref(name)} as ${sql.ref(name)}`);
  const kept = [...["versionId", "kind", "method", "grade"], ...sorts.filter(({ isSummed }) => !isSummed).map(({ name }) => name), ...(by === "day" ? ["day"] : [])];
  const wanted = sorts.flatMap(({ name, wanted: value }) => (typeof value === "string" ? [sql` and ${sql.ref(name)} = ${value}`] : []));
  const { rows } = await sql<AnswerChange>`select ${by === "day" ? sql`"day"` : sql`''`} as "day", "versionId", "kind", "method", "grade", ${sql.join(told)}, sum("change") as "change" from "answerTotals"
    where "versionId" in (${sql.join(versionIds)}) and "day" < ${before} ${sql.join(wanted, sql``)} group by ${sql.join(kept.map((name) => sql.ref(name)))}`.execute(db);
  return rows;
}

const SORT_OF_DAY = sql.raw(`"versionId", "kind", "method", "grade", "language", "partyKind", "customerKind"`);
const SORT = sql`"day", ${SORT_OF_DAY}`;
const PARTY = sql.raw(`coalesce(p."kind", '') as "partyKind", coalesce(p."customerKind", '') as "customerKind"`);

const KINDS = ["acceptance", "decline", "objection", "consent", "refusal", "withdrawal"].map((kind) => `'${kind}'`).join(", ");
const METHODS = ["click", "api", "deemed", "imported"].map((method) => `'${method}'`).join(", ");

/**
 * A line begins to count when it happened, for its own sort; from then on, or from when the line before it happened, that one counts no more.
 */
async function changes(db: Db, began: RawBuilder<unknown>, ended: RawBuilder<unknown>): Promise<AnswerChange[]> {
  const { rows } = await sql<AnswerChange>`select ${SORT}, sum("change") as "change" from (
      select substr(l."happenedAt", 1, 10) as "day", l."versionId", a."kind", a."method", ${sqlGradeOf("a")} as "grade", l."language",
        ${PARTY}, 1 as "change" from "actLines" as l join "acts" as a on a."id" = l."actId" left join "parties" as p on p."id" = l."partyId" where ${COUNTS} and ${began}
      union all
      select substr(max(l."happenedAt", f."happenedAt"), 1, 10), f."versionId", b."kind", b."method", ${sqlGradeOf("b")}, f."language", ${PARTY}, -1
        from "actLines" as l join "acts" as a on a."id" = l."actId"
        join "actLines" as f on f."actId" = l."followsActId" and f."partyId" = l."partyId" and f."subject" = l."subject"
        join "acts" as b on b."id" = f."actId" left join "parties" as p on p."id" = l."partyId" where l."followsActId" <> '' and ${COUNTS} and ${ended}
    ) group by ${SORT} having sum("change") <> 0`.execute(db);
  return rows;
}
