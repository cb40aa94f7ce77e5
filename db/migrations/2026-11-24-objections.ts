import type { QueryExecutorProvider } from "kysely";
import { createIndex, createTable, flag, instant, oneOf, optional, recorded, references, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-24-objections";

const EVIDENCE = ["objections", "objectionAnswers", "uses", "deemedActs"];

/** Objections and their answers; uses of a service and what was deemed of them. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createObjections(db);
  await createUses(db);
  for (const table of EVIDENCE) await guardEvidence(db, table);
}

async function createObjections(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "objections", [
    references(`${text("actId")} primary key`, `"acts" ("id")`),
    text("partyId"),
    references(text("agreementId"), `"agreements" ("id")`),
    references(text("versionId"), `"versions" ("id")`),
    flag("isLate"),
    instant("untilAt"),
    ...recorded(),
    `check (("happenedAt" >= "untilAt") = ("isLate" = 1))`,
  ]);
  await createTable(db, "objectionAnswers", [
    `${text("id")} primary key`,
    references(text("actId"), `"objections" ("actId")`),
    text("partyId"),
    text("followsId"),
    oneOf("answer", ["keep", "leave", "lift", "reply"]),
    optional(instant("untilAt")),
    text("actorId"),
    ...recorded(),
    `unique ("actId", "followsId")`,
    `check (("untilAt" is not null) = ("answer" in ('keep', 'leave')))`,
  ]);
  await createIndex(db, "objections", ["partyId"]);
  await createIndex(db, "objections", ["versionId"]);
}

async function createUses(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "uses", [
    `${text("id")} primary key`,
    text("partyId"),
    text("actorId"),
    oneOf("actorKind", ["account", "client"]),
    optional(text("delegationId")),
    optional(text("signInId")),
    oneOf("source", ["command", "gate", "api"]),
    ...recorded(),
  ]);
  await createTable(db, "deemedActs", [
    references(`${text("actId")} primary key`, `"acts" ("id")`),
    references(text("useId"), `"uses" ("id")`),
    text("partyId"),
    references(text("versionId"), `"versions" ("id")`),
    oneOf("grade", ["B", "C", "D", "E"]),
    text("reasonsJson"),
    ...recorded(),
    `unique ("partyId", "versionId")`,
  ]);
  await createIndex(db, "uses", ["partyId"]);
  await createIndex(db, "deemedActs", ["useId"]);
}
