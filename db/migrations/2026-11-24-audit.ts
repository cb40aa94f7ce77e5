import { type QueryExecutorProvider, sql } from "kysely";
import { createIndex, createTable, oneOf, optional, recorded, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-24-audit";

/** What staff saw, and the settings that the portal was started with. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "auditRecords", [
    `${text("id")} primary key`,
    oneOf("act", ["case.viewed", "case.unmasked", "list.viewed", "settings.changed"]),
    `${text("onceKey")} unique`,
    optional(text("partyId")),
    text("actorId"),
    optional(text("signInId")),
    optional(text("reasonSealed")),
    text("detailJson"),
    ...recorded(),
    `check (("act" in ('list.viewed', 'settings.changed')) = ("partyId" is null))`,
  ]);
  await guardEvidence(db, "auditRecords");
  await createIndex(db, "auditRecords", ["partyId", "happenedAt"]);
  await createIndex(db, "readerComments", ["partyId"]);
  await sql.raw(`create index "accountsOfStaff" on "accounts" ("id") where "rolesJson" <> '[]'`).execute(db);
}
