import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "#db/schema";
import type { PartyRow } from "#db/schema/access";

type Db = Kysely<Database>;

/** Whom an agreement is for, as its audience says it; nobody for "optional". */
export type OwingAudience =
  | { who: "everyone" | "optional" }
  | { who: "kind"; kinds: readonly string[] }
  | { who: "place"; places: readonly string[] }
  | { who: "product"; products: readonly string[] };

/** Parties that owe an answer about any of these versions, and gave none by the instant. `except`: for whom the agreement has ended. */
export type OwingFilter = {
  audience: OwingAudience;
  versionIds: readonly string[];
  except: readonly string[];
  customerKind?: string;
  partyKind?: string;
  place?: string;
  at: string;
  known: string;
};

export type OwingParty = Pick<PartyRow, "id" | "kind" | "customerKind" | "place" | "createdAt">;

/** A page of parties: after one, and none beyond `through`. */
export type OwingPage = { after: string; through: string | null; limit: number };

/** A page of those who owe an answer, by id. */
export async function selectOwing(db: Db, filter: OwingFilter, { after, through, limit }: OwingPage): Promise<OwingParty[]> {
  const { rows } = await sql<OwingParty>`select p."id", p."kind", p."customerKind", p."place", p."createdAt" ${owing(filter)} and p."id" > ${after} ${through ? sql`and p."id" <= ${through}` : sql``}
    order by p."id" limit ${limit}`.execute(db);
  return rows;
}

/** How far a page may look: past so many parties, whether or not they owe anything; null where there are not so many. */
export async function findPartiesLooked(db: Db, { after, most }: { after: string; most: number }): Promise<string | null> {
  const row = await db.selectFrom("parties").select("id").where("id", ">", after).orderBy("id").limit(1).offset(most).executeTakeFirst();
  return row?.id ?? null;
}

/** How many owe an answer: the same question as selectOwing asks. */
export async function countOwing(db: Db, filter: OwingFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n ${owing(filter)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** When parties were erased, of those that were by the instant. */
export async function selectErasedAt(db: Db, { partyIds, at, known }: { partyIds: readonly string[]; at: string; known: string }): Promise<Map<string, string>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db.selectFrom("erasures").select(["partyId", "happenedAt"]).where("partyId", "in", partyIds)
    .where("act", "=", "erased").where("happenedAt", "<=", at).where("recordedAt", "<=", known).execute();
  return new Map(rows.map(({ partyId, happenedAt }) => [partyId, happenedAt]));
}

/** Compares after every instant: then nothing is asked about when it happened. */
const ALL = "9999-12-31T23:59:59.999Z";

/** From parties to what each answered, by the unique key of lines; those erased or gone are asked nothing. */
function owing({ audience, versionIds, except, customerKind, partyKind, place, at, known }: OwingFilter): RawBuilder<unknown> {
  const instants = { at, known };
  const conditions = [
    sql`p."createdAt" <= ${at}`, sql`p."createdAt" <= ${known}`,
    audienceHolds(audience),
    sql`not exists (select 1 from "actLines" as l where l."partyId" = p."id" and l."subject" in (${sql.join(versionIds)}) ${by("l", instants)} and ${stands(instants)})`,
    ...(["erasures", "leavings"] as const).map((table) => sql`not exists (select 1 from ${sql.table(table)} as g where g."partyId" = p."id"
      ${by("g", instants)} ${table === "erasures" ? sql`and g."act" = 'erased'` : sql``})`),
    ...(except.length > 0 ? [sql`p."id" not in (select value from json_each(${JSON.stringify(except)}))`] : []),
    ...(customerKind ? [sql`p."customerKind" = ${customerKind}`] : []),
    ...(partyKind ? [sql`p."kind" = ${partyKind}`] : []),
    ...(place ? [sql`p."place" = ${place}`] : []),
  ];
  return sql`from "parties" as p where ${sql.join(conditions, sql` and `)}`;
}

type Instants = Pick<OwingFilter, "at" | "known">;

function by(table: "l" | "g" | "o", { at, known }: Instants): RawBuilder<unknown> {
  if (at === ALL && known === ALL) return sql``;
  return sql`and ${sql.ref(`${table}.happenedAt`)} <= ${at} and ${sql.ref(`${table}.recordedAt`)} <= ${known}`;
}

/** An objection that was lifted settles nothing any more, nor does what came before it in its chain. Asked only where any was ever lifted. */
function stands(instants: Instants): RawBuilder<unknown> {
  const isLifted = (line: "l" | "n") => sql`exists (select 1 from "objectionAnswers" as o where o."actId" = ${sql.ref(`${line}.actId`)} and o."answer" = 'lift' ${by("o", instants)})`;
  return sql`case when exists (select 1 from "objectionAnswers" where "answer" = 'lift') then not ${isLifted("l")} and not exists (select 1 from "actLines" as n
    where n."partyId" = l."partyId" and n."subject" = l."subject" and n."followsActId" = l."actId" and ${isLifted("n")}) else true end`;
}

function audienceHolds(audience: OwingAudience): RawBuilder<unknown> {
  switch (audience.who) {
    case "everyone":
      return sql`1`;
    case "optional":
      return sql`0`;
    case "kind":
      return sql`(p."kind" in (${sql.join(audience.kinds)}) or p."customerKind" in (${sql.join(audience.kinds)}))`;
    case "place":
      return sql`p."place" in (${sql.join(audience.places)})`;
    case "product":
      return sql`exists (select 1 from json_each(p."productsJson") where value in (${sql.join(audience.products)}))`;
  }
}
