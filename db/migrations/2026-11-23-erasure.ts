import { type QueryExecutorProvider, sql } from "kysely";
import { createIndex, createTable, instant, integer, oneOf, optional, recorded, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-23-erasure";

const EVIDENCE = ["holds", "erasureRequests", "erasureDecisions", "erasures", "retentionSweeps"];

/** Holds, requests for erasure with what was decided and done, what the sweep removed, and where each party stands. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "holds", [
    `${text("id")} primary key`,
    text("partyId"),
    text("holdId"),
    oneOf("act", ["placed", "lifted"]),
    text("reason"),
    text("wordsSealed"),
    optional(instant("untilAt")),
    text("actorId"),
    text("signInId"),
    ...recorded(),
    `unique ("holdId", "act")`,
  ]);
  await createRequests(db);
  await createTable(db, "retentionSweeps", [`${text("id")} primary key`, text("countsJson"), ...recorded()]);
  await createTable(db, "partyStates", [
    `${text("partyId")} primary key`,
    oneOf("state", ["free", "restricting", "restricted", "erasing", "erased"]),
    integer("revision"),
    optional(text("requestId")),
    optional(instant("untilAt")),
    optional(instant("dueAt")),
  ]);
  await createIndex(db, "holds", ["partyId"]);
  await createIndex(db, "erasures", ["partyId"]);
  await createIndex(db, "partyStates", ["dueAt"]);
  for (const table of EVIDENCE) await guardEvidence(db, table);
  await freezeActs(db);
}

async function createRequests(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "erasureRequests", [
    `${text("id")} primary key`,
    text("partyId"),
    text("followsId"),
    oneOf("askedBy", ["reader", "staff"]),
    text("ground"),
    optional(text("wordsSealed")),
    text("actorId"),
    text("signInId"),
    ...recorded(),
    `unique ("partyId", "followsId")`,
  ]);
  await createTable(db, "erasureDecisions", [
    `${text("requestId")} primary key`,
    oneOf("act", ["approved", "rejected", "withdrawn"]),
    optional(sha256("planSha256")),
    optional(text("planJson")),
    optional(text("reasonSealed")),
    text("actorId"),
    text("signInId"),
    ...recorded(),
    `check (("act" = 'approved') = ("planSha256" is not null))`,
  ]);
  await createTable(db, "erasures", [
    `${text("id")} primary key`,
    text("requestId"),
    text("partyId"),
    text("followsId"),
    oneOf("act", ["restricted", "erased", "stopped"]),
    text("ground"),
    text("planJson"),
    optional(instant("untilAt")),
    ...recorded(),
    `unique ("partyId", "followsId")`,
  ]);
}

/** From the moment on at which an erasure begins nothing more is done in the party's name, whoever comes first. */
async function freezeActs(db: QueryExecutorProvider): Promise<void> {
  await sql.raw(`create trigger "actsOfRestricted" before insert on "acts" begin
    select raise(abort, 'rule broken: act of a restricted party') where exists (
      select 1 from "partyStates" as s where s."partyId" = new."partyId" and s."state" <> 'free'); end`).execute(db);
}
