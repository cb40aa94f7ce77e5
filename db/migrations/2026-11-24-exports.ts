import type { QueryExecutorProvider } from "kysely";
import { createIndex, createTable, integer, oneOf, optional, recorded, references, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-24-exports";

const EVIDENCE = ["exportRequests", "exportDecisions", "exports", "exportFetches", "exportFetchEnds"];

/** Exports, those that wait for a second person, what that person decided, and who fetched the files. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "exportRequests", [`${text("id")} primary key`, ...order(), ...recorded()]);
  await createTable(db, "exportDecisions", [
    `${text("requestId")} primary key`,
    oneOf("act", ["approved", "rejected", "withdrawn"]),
    text("reason"),
    text("actorId"),
    text("signInId"),
    ...recorded(),
  ]);
  await createTable(db, "exports", [
    `${text("id")} primary key`,
    `${optional(text("requestId"))} unique`,
    optional(text("approverId")),
    ...order(),
    `${integer("columnsVersion")} check ("columnsVersion" >= 1)`,
    integer("ledgerNumber"),
    `${integer("size")} check ("size" >= 1)`,
    text("checkpoint"),
    ...recorded(),
    `check (("requestId" is null) = ("approverId" is null))`,
  ]);
  await createTable(db, "exportFetches", [
    `${text("id")} primary key`,
    references(text("exportId"), `"exports" ("id")`),
    text("afterRow"),
    text("actorId"),
    text("signInId"),
    ...recorded(),
  ]);
  await createIndex(db, "exportFetches", ["exportId"]);
  await createTable(db, "exportFetchEnds", [
    references(`${text("fetchId")} primary key`, `"exportFetches" ("id")`),
    oneOf("outcome", ["sent", "cutShort"]),
    `${integer("bytes")} check ("bytes" >= 0)`,
    sha256("sha256"),
    ...recorded(),
  ]);
  for (const table of EVIDENCE) await guardEvidence(db, table);
}

function order(): string[] {
  return [
    text("dataSet"),
    oneOf("format", ["csv", "jsonl", "parquet", "bag"]),
    text("filterJson"),
    sha256("filterSha256"),
    oneOf("mask", ["masked", "unmasked"]),
    text("reason"),
    text("actorId"),
    text("signInId"),
  ];
}
