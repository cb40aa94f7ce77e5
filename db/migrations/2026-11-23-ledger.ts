import { type QueryExecutorProvider, sql } from "kysely";
import { createIndex, createTable, instant, integer, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-23-ledger";

/** The ledger: its entries, the nodes of their tree, and the checkpoints over it. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "ledgerEntries", [
    `${integer("ledgerNumber")} check ("ledgerNumber" > 0)`,
    `${integer("index")} check ("index" >= 0)`,
    text("recordId"),
    `${text("entryJson")} check (length(cast("entryJson" as blob)) <= 65536)`,
    sha256("leafHash"),
    `primary key ("ledgerNumber", "index")`,
  ]);
  await createTable(db, "ledgerNodes", [
    `${integer("ledgerNumber")} check ("ledgerNumber" > 0)`,
    `${integer("level")} check ("level" > 0)`,
    `${integer("index")} check ("index" >= 0)`,
    sha256("hash"),
    `primary key ("ledgerNumber", "level", "index")`,
  ]);
  await createTable(db, "checkpoints", [
    `${integer("ledgerNumber")} check ("ledgerNumber" > 0)`,
    `${integer("size")} check ("size" > 0)`,
    sha256("rootHash"),
    text("note"),
    instant("recordedAt"),
    `primary key ("ledgerNumber", "size")`,
  ]);
  await createIndex(db, "ledgerEntries", ["recordId"]);
  for (const table of ["ledgerEntries", "ledgerNodes", "checkpoints"]) await guardEvidence(db, table);
  await refuseGaps(db);
}

/** An entry follows the one before it: whoever believes that the ledger is longer than it is cannot write. */
async function refuseGaps(db: QueryExecutorProvider): Promise<void> {
  await sql.raw(`create trigger "ledgerEntriesGap" before insert on "ledgerEntries"
    when new."index" > 0 and not exists (
      select 1 from "ledgerEntries" where "ledgerNumber" = new."ledgerNumber" and "index" = new."index" - 1
    )
    begin select raise(abort, 'ledgerEntries: the index leaves a gap'); end`).execute(db);
}
