import { sql, type Kysely, type RawBuilder } from "kysely";
import { heldParties } from "#db/erasure/retention-due";
import type { Database } from "#db/schema";
import type { PlannedKind } from "#db/schema/retention";

type Db = Kysely<Database>;
type Sql = RawBuilder<unknown>;

/** What has no end yet counts from here. */
const NEVER = "9999-12-31T23:59:59.999Z";

/**
 * A record of which something personal is still kept, with the agreements that it is about (ids with commas between), when it happened, and since when its
 * period counts, as far as the database can tell: NEVER while what keeps it runs.
 */
export type Candidate = { kind: PlannedKind; recordId: string; partyId: string; agreements: string | null; at: string; since: string };

/** Whether a value in one of these fields, or what opens a commitment, is still kept of a record. */
function isKept(record: string, fields: readonly string[], tag: string | null = null): Sql {
  const id = sql.ref(record);
  const tagged = tag === null ? sql`` : sql` and o."tag" = ${tag}`;
  return sql`(exists (select 1 from "openings" as o where o."recordId" = ${id}${tagged})
    or exists (select 1 from "personalValues" as v where v."recordId" = ${id} and v."field" in (${sql.join(fields)}) and v."valueSealed" <> ''))`;
}

/** When an agreement ended for a party, or the party left; NEVER for neither. */
function endFor(party: Sql, agreement: Sql): Sql {
  return sql`min(coalesce((select min(n."effectiveAt") from "endings" as n where n."agreementId" = ${agreement}
      and (n."partiesJson" is null or exists (select 1 from json_each(n."partiesJson") as j where j.value = ${party}))), ${NEVER}),
    coalesce((select min(w."happenedAt") from "leavings" as w where w."partyId" = ${party}), ${NEVER}))`;
}

/** Since when an agreement keeps nothing of a party any more: its end where the party accepted it; otherwise null, for nothing. */
function boundUntil(party: Sql, agreement: Sql): Sql {
  return sql`case when exists (select 1 from "actLines" as b cross join "acts" as t on t."id" = b."actId" where b."partyId" = ${party} and b."agreementId" = ${agreement}
    and b."purpose" is null and t."kind" = 'acceptance') then ${endFor(party, agreement)} end`;
}

/** A consent that stands keeps what is about it; one that was answered otherwise counts from that answer. */
const CONSENTED = sql`(select case when t."kind" = 'consent' then ${NEVER} else f."happenedAt" end from "actLines" as f cross join "acts" as t on t."id" = f."actId"
  where f."partyId" = a."partyId" and f."subject" = l."subject" order by f."happenedAt" desc limit 1)`;

const ACTS = sql`select 'evidence' as "kind", a."id" as "recordId", a."partyId", (select group_concat(distinct l."agreementId") from "actLines" as l where l."actId" = a."id") as "agreements",
  max(a."happenedAt", coalesce((select max(case when l."purpose" is null then coalesce(${boundUntil(sql`a."partyId"`, sql`l."agreementId"`)}, a."happenedAt") else ${CONSENTED} end)
    from "actLines" as l where l."actId" = a."id"), '')) as "since", a."happenedAt" as "at"
  from "acts" as a where ${isKept("a.id", ["importedActs.row"])}`;

/** An authority is kept from its end on, and as long as acts under it are. */
const AUTHORITIES = sql`select 'evidence' as "kind", g."id" as "recordId", g."partyId", null as "agreements",
  case when exists (select 1 from "acts" as a cross join "openings" as o on o."recordId" = a."id" where a."delegationId" = d."id") then ${NEVER}
    else min(coalesce(r."happenedAt", ${NEVER}), coalesce(d."endsAt", ${NEVER})) end as "since", g."happenedAt" as "at"
  from "delegations" as g join "delegations" as d on d."id" = g."delegationId" left join "delegations" as r on r."delegationId" = d."id" and r."act" = 'revoked'
  where ${isKept("g.id", ["delegations.detail"])}`;

const NOTICES = sql`select 'notices' as "kind", e."id" as "recordId", d."partyId", n."agreementId" as "agreements",
  max(e."happenedAt", coalesce(${boundUntil(sql`d."partyId"`, sql`n."agreementId"`)}, '')) as "since", e."happenedAt" as "at"
  from "deliveryEvents" as e join "deliveries" as d on d."id" = e."deliveryId" join "notices" as n on n."id" = d."noticeId"
  where ${isKept("e.id", ["deliveryEvents.address", "deliveryEvents.detail"])}`;

const QUESTIONS = sql`select 'correspondence' as "kind", q."id" as "recordId", q."partyId", q."agreementId" as "agreements",
  max(q."happenedAt", coalesce((select max(x."happenedAt") from "explanations" as x where x."questionId" = q."id"), '')) as "since", q."happenedAt" as "at"
  from "questions" as q where ${isKept("q.id", ["questions.question"])}`;

const EXPLANATIONS = sql`select 'correspondence' as "kind", z."id" as "recordId", q."partyId", q."agreementId" as "agreements",
  max(q."happenedAt", (select max(x."happenedAt") from "explanations" as x where x."questionId" = q."id")) as "since", z."happenedAt" as "at"
  from "explanations" as z join "questions" as q on q."id" = z."questionId" where ${isKept("z.id", ["explanations.answer"])}`;

const LAST_ANSWER = sql`max(b."happenedAt", coalesce((select max(y."happenedAt") from "objectionAnswers" as y where y."actId" = b."actId"), ''))`;

const OBJECTIONS = sql`select 'correspondence' as "kind", b."actId" as "recordId", b."partyId", b."agreementId" as "agreements", ${LAST_ANSWER} as "since", b."happenedAt" as "at"
  from "objections" as b where ${isKept("b.actId", ["objections.reason"], "reason")}`;

const OBJECTION_ANSWERS = sql`select 'correspondence' as "kind", s."id" as "recordId", s."partyId", b."agreementId" as "agreements", ${LAST_ANSWER} as "since", s."happenedAt" as "at"
  from "objectionAnswers" as s join "objections" as b on b."actId" = s."actId" where ${isKept("s.id", ["objectionAnswers.reason"])}`;

const COMMENTS = sql`select 'correspondence' as "kind", c."id" as "recordId", c."partyId", null as "agreements",
  max(c."happenedAt", coalesce((select max(x."happenedAt") from "commentAnswers" as x where x."commentId" = c."id"), '')) as "since", c."happenedAt" as "at"
  from "readerComments" as c where ${isKept("c.id", ["readerComments.body"])}`;

const COMMENT_ANSWERS = sql`select 'correspondence' as "kind", m."id" as "recordId", c."partyId", null as "agreements",
  max(c."happenedAt", (select max(x."happenedAt") from "commentAnswers" as x where x."commentId" = c."id")) as "since", m."happenedAt" as "at"
  from "commentAnswers" as m join "readerComments" as c on c."id" = m."commentId" where ${isKept("m.id", ["commentAnswers.answer"])}`;

type Source = { kind: PlannedKind; of: Sql; record: string; at: string };

/** Where records of each kind come from, by which column they are named, and by which they are too young, whatever else holds. */
const SOURCES: readonly Source[] = [
  { kind: "evidence", of: ACTS, record: "a.id", at: "a.happenedAt" },
  { kind: "evidence", of: AUTHORITIES, record: "g.id", at: "g.happenedAt" },
  { kind: "notices", of: NOTICES, record: "e.id", at: "e.happenedAt" },
  { kind: "correspondence", of: QUESTIONS, record: "q.id", at: "q.happenedAt" },
  { kind: "correspondence", of: EXPLANATIONS, record: "z.id", at: "z.happenedAt" },
  { kind: "correspondence", of: OBJECTIONS, record: "b.actId", at: "b.happenedAt" },
  { kind: "correspondence", of: OBJECTION_ANSWERS, record: "s.id", at: "s.happenedAt" },
  { kind: "correspondence", of: COMMENTS, record: "c.id", at: "c.happenedAt" },
  { kind: "correspondence", of: COMMENT_ANSWERS, record: "m.id", at: "m.happenedAt" },
];

function recordsOf(kind: PlannedKind, condition: (source: Source) => Sql): Sql {
  return sql.join(SOURCES.filter((source) => source.kind === kind).map((source) => sql`${source.of} and ${condition(source)}`), sql` union all `);
}

type Place = { partyId: string; recordId: string };

/** Records of a kind whose period began at or before the instant, of parties that are not held, by party and id from after the one named. */
export async function selectCandidates(db: Db, kind: PlannedKind, asked: { before: string; now: string; after: Place; limit: number }): Promise<Candidate[]> {
  const { before, now, after, limit } = asked;
  const { rows } = await sql<Candidate>`select * from (${recordsOf(kind, ({ at }) => sql`${sql.ref(at)} <= ${before}`)}) as "found"
    where "since" <= ${before} and ("partyId", "recordId") > (${after.partyId}, ${after.recordId}) and "partyId" not in (${heldParties(now)})
    order by "partyId", "recordId" limit ${limit}`.execute(db);
  return rows;
}

/** These records of a kind, as long as anything is kept of them. */
export async function selectCandidatesById(db: Db, kind: PlannedKind, recordIds: readonly string[]): Promise<Candidate[]> {
  if (recordIds.length === 0) return [];
  const { rows } = await sql<Candidate>`${recordsOf(kind, ({ record }) => sql`${sql.ref(record)} in (${sql.join(recordIds)})`)}`.execute(db);
  return rows;
}

/**
 * Of a kind: how much is due, soon and later, how much of it is held, how much is old enough and kept because something runs, and when the earliest
 * began.
 */
export type CandidateCount = { due: number; soon: number; later: number; held: number; running: number; earliestAt: string | null };

/** Counts records of a kind by when their periods began, up to the last of the instants. */
export async function countCandidates(db: Db, kind: PlannedKind, { now, due, soon, later }: { now: string; due: string; soon: string; later: string }): Promise<CandidateCount> {
  const until = (before: string) => sql`coalesce(sum(not "held" and "since" <= ${before}), 0)`;
  const { rows } = await sql<CandidateCount>`select ${until(due)} as "due", ${until(soon)} as "soon", ${until(later)} as "later",
    coalesce(sum("held" and "since" <= ${later}), 0) as "held", coalesce(sum(not "held" and "at" <= ${due} and "since" > ${due}), 0) as "running",
    min(case when not "held" and "since" <= ${later} then "since" end) as "earliestAt"
    from (select "since", "at", "partyId" in (${heldParties(now)}) as "held" from (${recordsOf(kind, ({ at }) => sql`${sql.ref(at)} <= ${later}`)}) as "found") as "judged"`.execute(db);
  const [row] = rows;
  return row ?? { due: 0, soon: 0, later: 0, held: 0, running: 0, earliestAt: null };
}
