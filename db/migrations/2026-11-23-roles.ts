import type { QueryExecutorProvider } from "kysely";
import { createIndex, createTable, oneOf, recorded, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-23-roles";

/** Who was given which role, or lost it, by whom and why. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "roleChanges", [
    `${text("id")} primary key`,
    text("accountId"),
    oneOf("act", ["granted", "revoked"]),
    text("role"),
    text("followsId"),
    text("actorId"),
    text("signInId"),
    text("reason"),
    ...recorded(),
    `unique ("role", "followsId")`,
  ]);
  await createIndex(db, "roleChanges", ["accountId"]);
  await guardEvidence(db, "roleChanges");
}
