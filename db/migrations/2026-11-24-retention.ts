import type { QueryExecutorProvider } from "kysely";
import { createIndex, createTable, instant, integer, oneOf, optional, recorded, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-24-retention";

const EVIDENCE = ["retentionPlans", "retentionItems", "retentionSteps", "retentionOutcomes"];

/** Plans of what goes at the end of its period, with their lists, what was decided about them, and what became of each record. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "retentionPlans", [
    `${text("id")} primary key`,
    `${text("followsId")} unique`,
    text("rulesJson"),
    text("countsJson"),
    sha256("listSha256"),
    `${integer("items")} check ("items" > 0)`,
    instant("expiresAt"),
    text("actorId"),
    text("signInId"),
    ...recorded(),
  ]);
  await createTable(db, "retentionItems", [
    text("planId"),
    integer("position"),
    oneOf("kind", ["evidence", "notices", "correspondence"]),
    text("recordId"),
    text("partyId"),
    optional(text("agreementId")),
    instant("sinceAt"),
    `primary key ("planId", "position")`,
    `unique ("planId", "kind", "recordId")`,
  ]);
  await createTable(db, "retentionSteps", [
    `${text("id")} primary key`,
    text("planId"),
    text("followsId"),
    oneOf("act", ["approved", "rejected", "withdrawn", "finished"]),
    text("reason"),
    optional(text("resultJson")),
    text("actorId"),
    optional(text("signInId")),
    ...recorded(),
    `unique ("planId", "followsId")`,
    `check (("act" = 'finished') = ("resultJson" is not null))`,
  ]);
  await createTable(db, "retentionOutcomes", [
    text("planId"),
    integer("position"),
    text("recordId"),
    oneOf("outcome", ["removed", "held", "running", "rules", "gone"]),
    optional(text("sweepId")),
    instant("recordedAt"),
    `primary key ("planId", "position")`,
    `check (("outcome" = 'removed') = ("sweepId" is not null))`,
  ]);
  await createIndex(db, "retentionOutcomes", ["recordId"]);
  for (const table of EVIDENCE) await guardEvidence(db, table);
}
