import type { QueryExecutorProvider } from "kysely";
import { createIndex, createTable, optional, sha256, text } from "#db/migrations/columns";

export const name = "2026-11-23-first";

export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "facts", [`${text("name")} primary key`, text("value")]);
  await createTable(db, "partyKeys", [`${text("partyId")} primary key`, optional(text("wrapped"))]);
  await createTable(db, "addresses", [`${sha256("hash")} primary key`, text("partyId")]);
  await createIndex(db, "addresses", ["partyId"]);
}
