import type { QueryExecutorProvider } from "kysely";
import { createIndex, createTable, instant, integer, optional, recorded, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-24-time-tokens";

/** What outside authorities said about the time of checkpoints. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "timeTokens", [
    `${text("id")} primary key`,
    `${integer("ledgerNumber")} check ("ledgerNumber" > 0)`,
    `${integer("size")} check ("size" > 0)`,
    sha256("noteSha256"),
    text("authority"),
    text("policy"),
    optional(sha256("anchorSha256")),
    `${text("tokenBase64")} check (length("tokenBase64") between 4 and 131072)`,
    instant("genTime"),
    ...recorded(),
    `foreign key ("ledgerNumber", "size") references "checkpoints" ("ledgerNumber", "size")`,
  ]);
  await createIndex(db, "timeTokens", ["ledgerNumber", "size"]);
  await guardEvidence(db, "timeTokens");
}
