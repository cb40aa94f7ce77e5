import { type QueryExecutorProvider, sql } from "kysely";
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
  await refuseSealed(db);
  await refuseOtherEnd(db);
}

/** A ledger takes no entry any more once the next one has its first: another process may not know yet that it was sealed. */
async function refuseSealed(db: QueryExecutorProvider): Promise<void> {
  await sql.raw(`create trigger "ledgerEntriesSealed" before insert on "ledgerEntries"
    when exists (
      select 1 from "ledgers" join "ledgerEntries" as first on first."ledgerNumber" = "ledgers"."number" and first."index" = 0
      where "ledgers"."number" = new."ledgerNumber" + 1
    )
    begin select raise(abort, 'rule broken: ledger-sealed'); end`).execute(db);
}

/** Where the first entry of a ledger cites the one before it as whole, that one ends where it is said to end. */
async function refuseOtherEnd(db: QueryExecutorProvider): Promise<void> {
  await sql.raw(`create trigger "ledgerEntriesCited" before insert on "ledgerEntries"
    when new."index" = 0 and new."ledgerNumber" > 1 and json_valid(new."entryJson") and exists (
      select 1 from json_each(new."entryJson", '$.body.cites') as cited
      where cited.value ->> '$.number' = new."ledgerNumber" - 1 and cited.value ->> '$.fault' is null
        and cited.value ->> '$.size' is not (select max("index") + 1 from "ledgerEntries" where "ledgerNumber" = new."ledgerNumber" - 1)
    )
    begin select raise(abort, 'rule broken: ledger-grown'); end`).execute(db);
}
