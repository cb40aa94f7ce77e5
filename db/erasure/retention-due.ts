import { sql, type Kysely, type RawBuilder } from "kysely";
import { DEVICE_TAGS } from "#db/erasure/erasure";
import type { Database } from "#db/schema";

type Db = Kysely<Database>;

/** The kinds of data that go on their own by a date. */
export type SweptKind = "device" | "mails";

/** What there is of a kind that is not held: of acts those with anything left, of mails each; `at` is from when its period counts. */
const KEPT: Record<SweptKind, RawBuilder<unknown>> = {
  device: sql`select a."happenedAt" as "at", a."partyId" as "party" from "acts" as a where exists (select 1 from "actCircumstances" as c where c."actId" = a."id")
    or exists (select 1 from "openings" as o where o."recordId" = a."id" and o."tag" in (${sql.join(DEVICE_TAGS)}))`,
  mails: sql`select "createdAt" as "at", "partyId" as "party" from "outbox"`,
};

export type Due = { due: number; soon: number; later: number; held: number; earliestAt: string | null };

/** How much of a kind began its period at or before each instant (now, soon, later), how much is held, and when the earliest that is not held began. */
export async function countDue(db: Db, kind: SweptKind, { now, due, soon, later }: { now: string; due: string; soon: string; later: string }): Promise<Due> {
  const until = (before: string) => sql`coalesce(sum(case when not "held" and "at" <= ${before} then 1 else 0 end), 0)`;
  const { rows } = await sql<Due>`select ${until(due)} as "due", ${until(soon)} as "soon", ${until(later)} as "later", coalesce(sum("held"), 0) as "held",
    min(case when not "held" then "at" end) as "earliestAt"
    from (select "at", "party" in (${heldParties(now)}) as "held" from (${KEPT[kind]}) as "kept") as "judged"`.execute(db);
  const [row] = rows;
  return row ?? { due: 0, soon: 0, later: 0, held: 0, earliestAt: null };
}

/** The parties on which a hold stands at the instant. */
export function heldParties(now: string): RawBuilder<unknown> {
  return sql`select h."partyId" from "holds" as h where h."act" = 'placed' and (h."untilAt" is null or h."untilAt" > ${now})
    and not exists (select 1 from "holds" as l where l."holdId" = h."id" and l."act" = 'lifted')`;
}

/** Holds that stand at the instant, those that end first before others. */
export function selectOpenHolds(db: Db, { now, limit }: { now: string; limit: number }) {
  return db.selectFrom("holds").select(["id", "partyId", "reason", "untilAt", "happenedAt"]).where("act", "=", "placed")
    .where(({ or, eb }) => or([eb("untilAt", "is", null), eb("untilAt", ">", now)]))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("holds as l").select("l.id").whereRef("l.holdId", "=", "holds.id").where("l.act", "=", "lifted"))))
    .orderBy(sql`"untilAt" is null`).orderBy("untilAt").orderBy("id").limit(limit).execute();
}

/** Parties whose data is restricted, those that are looked at again first before others. */
export function selectRestricted(db: Db, limit: number) {
  return db.selectFrom("partyStates").select(["partyId", "untilAt", "dueAt"]).where("state", "=", "restricted").orderBy(sql`"dueAt" is null`).orderBy("dueAt").limit(limit).execute();
}
