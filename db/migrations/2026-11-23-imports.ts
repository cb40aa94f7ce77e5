import type { QueryExecutorProvider } from "kysely";
import { createIndex, createTable, integer, optional, recorded, references, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-23-imports";

/** Acceptances that were recorded elsewhere, with their source and what is not known of them. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "importedActs", [
    references(`${text("actId")} primary key`, `"acts" ("id")`),
    text("importId"),
    text("partyId"),
    text("source"),
    optional(text("sourceMethod")),
    text("unknownsJson"),
    ...recorded(),
  ]);
  await createTable(db, "imports", [
    `${text("id")} primary key`,
    references(text("agreementId"), `"agreements" ("id")`),
    sha256("fileSha256"),
    `${integer("rows")} check ("rows" >= 0)`,
    `${integer("recorded")} check ("recorded" >= 0)`,
    `${integer("known")} check ("known" >= 0)`,
    text("actorId"),
    ...recorded(),
  ]);
  await createIndex(db, "importedActs", ["importId"]);
  await createIndex(db, "importedActs", ["partyId"]);
  await guardEvidence(db, "importedActs");
  await guardEvidence(db, "imports");
}
