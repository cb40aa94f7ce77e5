import { type Kysely, sql } from "kysely";
import type { Database } from "#db/schema";

type Db = Kysely<Database>;

/** Who has deliveries in hand. */
export async function selectLeaseHolders(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("deliveryQueue").select("leasedBy").distinct().where("leasedBy", "is not", null).$narrowType<{ leasedBy: string }>().execute();
  return rows.map(({ leasedBy }) => leasedBy);
}

/** How many deliveries a worker has room for: of notices to many, of all others, and altogether. */
export type Room = { toMany: number; toOne: number; all: number };

/**
 * Deliveries that are due and in nobody's hand, those of notices to one party before those to many, the longest waiting first; those of workers that
 * are gone are in nobody's hand.
 */
export function selectDueDeliveries(db: Db, { at, gone, room }: { at: string; gone: readonly string[]; room: Room }) {
  const due = (isToMany: 0 | 1, limit: number) => db.selectFrom("deliveryQueue").select(["isToMany", "nextAttemptAt", "deliveryId", "leasedBy"])
    .where("isToMany", "=", isToMany).where("nextAttemptAt", "<=", at)
    .where(({ or, eb }) => or([eb("leasedUntil", "is", null), eb("leasedUntil", "<=", at), ...(gone.length === 0 ? [] : [eb("leasedBy", "in", gone)])]))
    .orderBy("nextAttemptAt").limit(limit);
  const [toOne, toMany] = [db.selectFrom(due(0, room.toOne).as("toOne")).selectAll(), db.selectFrom(due(1, room.toMany).as("toMany")).selectAll()];
  return db.selectFrom(toOne.unionAll(toMany).as("due")).selectAll().orderBy("isToMany").orderBy("nextAttemptAt").limit(room.all).execute();
}

/** Those of these deliveries that a worker has in hand, each with whom it goes to, how they are reached now, and the message of the same notice in their inbox. */
export function selectInHand(db: Db, { ids, worker }: { ids: readonly string[]; worker: string }) {
  return db.selectFrom("deliveryQueue as q").innerJoin("deliveries as d", "d.id", "q.deliveryId")
    .innerJoin("parties as p", "p.id", "d.partyId").leftJoin("accounts as a", "a.partyId", "d.partyId")
    .leftJoin("deliveries as i", (join) => join.onRef("i.partyId", "=", "d.partyId").onRef("i.noticeId", "=", "d.noticeId").on("i.channel", "=", "inbox"))
    .leftJoin("partyStates as s", "s.partyId", "d.partyId")
    .where("q.deliveryId", "in", ids).where("q.leasedBy", "=", worker)
    .select(["q.deliveryId", "q.isToMany", "d.noticeId", "d.partyId", "d.channel", "d.language", "d.happenedAt as queuedAt", "q.attempts"])
    .select(["p.nameSealed", "a.addressSealed", "a.addressConfirmedAt", "a.closedAt", "i.id as inboxId"])
    .select(sql<string>`coalesce("s"."state", 'free')`.as("state"))
    .orderBy("q.isToMany").orderBy("q.nextAttemptAt").execute();
}

/** A notice in one language with its bodies; null when there is none. */
export async function findNoticeBodies(db: Db, { noticeId, language }: { noticeId: string; language: string }) {
  const row = await db.selectFrom("noticeTexts as n").innerJoin("documents as t", "t.sha256", "n.textSha256").innerJoin("documents as h", "h.sha256", "n.htmlSha256")
    .innerJoin("notices", "notices.id", "n.noticeId")
    .where("n.noticeId", "=", noticeId).where("n.language", "=", language)
    .select(["n.subject", "t.body as text", "h.body as html", "notices.ruleJson", "notices.reason", "notices.onceKey", "notices.actId"]).executeTakeFirst();
  return row ?? null;
}

/** A fact about this folder; null where it was never said. */
export async function findFact(db: Db, name: string): Promise<string | null> {
  return (await db.selectFrom("portal").select("value").where("name", "=", name).executeTakeFirst())?.value ?? null;
}
