import type { QueryExecutorProvider } from "kysely";
import { createTable, integer, oneOf, recorded, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-23-ledgers";

/** Which ledgers there are, and which keys sign for them. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "ledgers", [
    `${text("id")} primary key`,
    `${integer("number")} check ("number" > 0) unique`,
    `${text("origin")} unique`,
    text("reason"),
    ...recorded(),
  ]);
  await createTable(db, "keyChanges", [
    `${text("id")} primary key`,
    integer("ledgerNumber"),
    oneOf("act", ["introduced", "retired"]),
    text("verifierKey"),
    text("followsId"),
    ...recorded(),
    `unique ("ledgerNumber", "followsId")`,
  ]);
  for (const table of ["ledgers", "keyChanges"]) await guardEvidence(db, table);
}
