import { type QueryExecutorProvider, sql } from "kysely";
import { createTable, instant, integer, optional, recorded, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-24-leavings";

/** Parties that left, and the rules by which leaving and accepting cannot pass each other. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "leavings", [
    `${text("id")} primary key`,
    `${text("partyId")} unique`,
    text("actorId"),
    optional(text("delegationId")),
    text("signInId"),
    text("agreementsJson"),
    optional(text("reasonSealed")),
    instant("dataUntil"),
    optional(text("requestId")),
    integer("acts"),
    ...recorded(),
  ]);
  await guardEvidence(db, "leavings");
  await createRule(db, { table: "acts", message: "accepted after leaving", brokenWhen: ACCEPTED_AFTER });
  await createRule(db, { table: "leavings", message: "acted while leaving", brokenWhen: ACTED_MEANWHILE });
}

const ACCEPTED_AFTER = `new."kind" in ('acceptance', 'consent') and exists (select 1 from "leavings" as l where l."partyId" = new."partyId")`;
const ACTED_MEANWHILE = `new."acts" <> (select count(*) from "acts" as a where a."partyId" = new."partyId")`;

type Rule = { table: string; message: string; brokenWhen: string };

async function createRule(db: QueryExecutorProvider, { table, message, brokenWhen }: Rule): Promise<void> {
  await sql.raw(`create trigger "${table}OfLeavings" before insert on "${table}" begin
    select raise(abort, 'rule broken: ${message}') where ${brokenWhen}; end`).execute(db);
}
