import { type QueryExecutorProvider, sql } from "kysely";

/**
 * Rules of publication that hold for every connection, whoever writes: the notice in hours, the order of versions, the
 * clock, two people. The calendar days are counted by the application; the database knows that they are never shorter.
 * Each message begins with "rule broken:". Frozen like the migrations that use it.
 */
export async function guardPublications(db: QueryExecutorProvider): Promise<void> {
  const conditions = [...SHAPE, ...NOTICE, ...POSTPONEMENT, ...ORDER];
  await createRules(db, "publications", conditions);
  await createRules(db, "endings", [
    ["notice too short", `new."earliestAt" < ${plusDays("new.happenedAt", "new.noticeDays")}`],
    ["notice in force too short", `new."earliestAt" < ${plusDays("new.happenedAt", DAYS_IN_FORCE)}`],
  ]);
  await createRules(db, "versions", [["approver is author", `new."authorId" = new."approverId" and new."authorId" <> 'installation'`]]);
}

type Rule = readonly [message: string, brokenWhen: string];

async function createRules(db: QueryExecutorProvider, table: string, rules: readonly Rule[]): Promise<void> {
  const checks = rules.map(([message, condition]) => `select raise(abort, 'rule broken: ${message}') where ${condition};`);
  await sql.raw(`create trigger "${table}Rules" before insert on "${table}" begin ${checks.join("\n")} end`).execute(db);
}

function plusDays(instant: string, days: string): string {
  return `strftime('%Y-%m-%dT%H:%M:%fZ', ${instant}, '+' || coalesce(${days}, 0) || ' days')`;
}

/** The publication that nothing follows, for a version called v. */
const LATEST = `select p."effectiveAt" from "publications" as p where p."versionId" = v."id" and not exists (
  select 1 from "publications" as l where l."versionId" = p."versionId" and l."followsId" = p."id")`;

const FOLLOWED = `(select f."COLUMN" from "publications" as f where f."id" = new."followsId" and f."versionId" = new."versionId")`;

function followed(column: string): string {
  return FOLLOWED.replace("COLUMN", column);
}

/** The days of notice that the version in force states; NULL where nothing is in force or for consents. */
const DAYS_IN_FORCE = `(select case when json_valid(d."body") then json_extract(d."body", '$.agreement.noticeDays') end
  from "versions" as v join "agreements" as a on a."id" = v."agreementId" join "documents" as d on d."sha256" = v."manifestSha256"
  where v."agreementId" = new."agreementId" and a."kind" <> 'consent' and (${LATEST}) <= new."happenedAt"
  order by (${LATEST}) desc limit 1)`;

const SHAPE: Rule[] = [
  ["unknown act", `new."act" not in ('announced', 'postponed', 'withdrawn')`],
  ["version of another agreement", `exists (select 1 from "versions" as v where v."id" = new."versionId" and v."agreementId" <> new."agreementId")`],
  ["follows nothing", `new."followsId" <> '' and ${followed("id")} is null`],
  ["follows a withdrawal", `${followed("act")} = 'withdrawn'`],
  ["already in force", `${followed("effectiveAt")} <= new."happenedAt"`],
  ["first act is no announcement", `new."followsId" = '' and new."act" <> 'announced'`],
  ["date and act disagree", `(new."act" = 'withdrawn') <> (new."effectiveAt" is null)`],
  ["clock behind", `new."happenedAt" < (select max(p."happenedAt") from "publications" as p where p."agreementId" = new."agreementId")`],
];

const NOTICE: Rule[] = [
  ["effective too early", `new."effectiveAt" < new."earliestAt"`],
  ["notice too short", `new."act" = 'announced' and new."earliestAt" < ${plusDays("new.happenedAt", "new.noticeDays")}`],
  ["notice in force too short", `new."act" = 'announced' and new."earliestAt" < ${plusDays("new.happenedAt", DAYS_IN_FORCE)}`],
];

const ANNOUNCED_FOR = `(select max(p."effectiveAt") from "publications" as p where p."versionId" = new."versionId" and p."act" = 'announced'
  and p."happenedAt" = (select max(q."happenedAt") from "publications" as q where q."versionId" = new."versionId" and q."act" = 'announced'))`;

const POSTPONEMENT: Rule[] = [
  ["postponed to an earlier date", `new."act" = 'postponed' and new."effectiveAt" <= ${followed("effectiveAt")}`],
  ["postponed with another notice", `new."act" = 'postponed' and (new."earliestAt" <> ${followed("earliestAt")} or new."noticeDays" <> ${followed("noticeDays")})`],
  ["postponed over 90 days", `new."act" = 'postponed' and new."effectiveAt" > ${plusDays(ANNOUNCED_FOR, "90")}`],
];

const ORDER: Rule[] = [
  [
    "out of number order",
    `exists (select 1 from "versions" as v join "versions" as own on own."id" = new."versionId"
      where v."agreementId" = new."agreementId" and v."id" <> own."id" and (
        (v."number" < own."number" and (${LATEST}) >= new."effectiveAt") or (v."number" > own."number" and (${LATEST}) <= new."effectiveAt")))`,
  ],
  [
    "a live version builds on it",
    `new."act" = 'withdrawn' and exists (select 1 from "versions" as v where v."buildsOnId" = new."versionId" and (${LATEST}) is not null)`,
  ],
];
