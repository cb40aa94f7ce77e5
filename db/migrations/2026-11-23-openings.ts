import type { QueryExecutorProvider } from "kysely";
import { createIndex, createTable, text } from "#db/migrations/columns";

export const name = "2026-11-23-openings";

/** What opens the commitments in the ledger's entries, and the personal values of rows of evidence. They may be erased, so they have no tie to evidence. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "openings", [
    text("recordId"),
    text("partyId"),
    text("tag"),
    text("openingSealed"),
    text("valueSealed"),
    `primary key ("recordId", "tag")`,
  ]);
  await createIndex(db, "openings", ["partyId"]);
  await createTable(db, "personalValues", [text("recordId"), text("field"), text("partyId"), text("valueSealed"), `primary key ("recordId", "field")`]);
  await createIndex(db, "personalValues", ["partyId"]);
}
