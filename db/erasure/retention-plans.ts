import { sql, type Kysely } from "kysely";
import { heldParties } from "#db/erasure/retention-due";
import type { Database } from "#db/schema";
import type { RetentionItemRow, RetentionOutcomeRow, RetentionPlanRow, RetentionStepRow } from "#db/schema/retention";

type Db = Kysely<Database>;

/** Plans, the newest first. */
export function selectPlans(db: Db, limit: number): Promise<RetentionPlanRow[]> {
  return db.selectFrom("retentionPlans").selectAll().orderBy(sql`rowid`, "desc").limit(limit).execute();
}

/** The plan with this id; null when there is none. */
export async function findPlan(db: Db, id: string): Promise<RetentionPlanRow | null> {
  return (await db.selectFrom("retentionPlans").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The plan with this id. */
export function takePlan(db: Db, id: string): Promise<RetentionPlanRow> {
  return db.selectFrom("retentionPlans").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** What was decided about these plans and done of them. */
export async function selectSteps(db: Db, planIds: readonly string[]): Promise<RetentionStepRow[]> {
  return planIds.length === 0 ? [] : db.selectFrom("retentionSteps").selectAll().where("planId", "in", planIds).execute();
}

/** The step with this id. */
export function takeStep(db: Db, id: string): Promise<RetentionStepRow> {
  return db.selectFrom("retentionSteps").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** The list of a plan, in order; from the beginning, so many. */
export function selectItems(db: Db, planId: string, limit: number): Promise<RetentionItemRow[]> {
  return db.selectFrom("retentionItems").selectAll().where("planId", "=", planId).orderBy("position").limit(limit).execute();
}

/** The next records of a plan of which nothing has become yet, in order. */
export function selectOpenItems(db: Db, planId: string, limit: number): Promise<RetentionItemRow[]> {
  return db.selectFrom("retentionItems").selectAll("retentionItems").where("planId", "=", planId)
    .where(({ not, exists, selectFrom }) => not(exists(
      selectFrom("retentionOutcomes as o").select("o.position").whereRef("o.planId", "=", "retentionItems.planId").whereRef("o.position", "=", "retentionItems.position"))))
    .orderBy("position").limit(limit).execute();
}

/** How many records of a plan came to what. */
export async function countOutcomes(db: Db, planId: string): Promise<{ outcome: RetentionOutcomeRow["outcome"]; count: number }[]> {
  return db.selectFrom("retentionOutcomes").where("planId", "=", planId).groupBy("outcome").select(["outcome", ({ fn }) => fn.countAll<number>().as("count")]).execute();
}

/** Plans that were approved and are not finished. */
export async function selectApprovedPlans(db: Db): Promise<RetentionPlanRow[]> {
  return db.selectFrom("retentionPlans").selectAll("retentionPlans")
    .where(({ exists, selectFrom }) => exists(selectFrom("retentionSteps as s").select("s.id").whereRef("s.planId", "=", "retentionPlans.id").where("s.act", "=", "approved")))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("retentionSteps as s").select("s.id").whereRef("s.planId", "=", "retentionPlans.id").where("s.act", "=", "finished"))))
    .execute();
}

/** Those of the parties on which a hold stands at the instant. */
export async function selectHeldAmong(db: Db, partyIds: readonly string[], now: string): Promise<string[]> {
  const { rows } = await sql<{ partyId: string }>`select value as "partyId" from json_each(${JSON.stringify(partyIds)}) where value in (${heldParties(now)})`.execute(db);
  return rows.map(({ partyId }) => partyId);
}

/** The rounds in which something personal of a record was removed. */
export async function selectSweepsOf(db: Db, recordId: string): Promise<string[]> {
  const rows = await db.selectFrom("retentionOutcomes").where("recordId", "=", recordId).where("sweepId", "is not", null).select("sweepId").execute();
  return rows.flatMap(({ sweepId }) => sweepId ?? []);
}

/** The deliveries of which a plan removed something. */
export async function selectDeliveriesRemoved(db: Db, planId: string): Promise<string[]> {
  const rows = await db.selectFrom("retentionOutcomes").innerJoin("deliveryEvents", "deliveryEvents.id", "retentionOutcomes.recordId")
    .where("retentionOutcomes.planId", "=", planId).where("retentionOutcomes.outcome", "=", "removed").select("deliveryEvents.deliveryId").distinct().execute();
  return rows.map(({ deliveryId }) => deliveryId);
}

/** How many open accounts besides this one may decide about a plan. */
export async function countOtherDeciders(db: Db, accountId: string): Promise<number> {
  const { count } = await db.selectFrom("accounts").where("id", "<>", accountId).where("closedAt", "is", null)
    .where(({ or, eb }) => or([eb("rolesJson", "like", '%"operator"%'), eb("rolesJson", "like", '%"auditor"%')]))
    .select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return Number(count);
}
