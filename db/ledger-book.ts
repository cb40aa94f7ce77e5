import type { Kysely } from "kysely";
import type { Database } from "#db/schema";
import type { KeyChangeRow, LedgerRow } from "#db/schema-ledger";

/** The ledger that entries go to, the one with the highest number; null before the first is opened. */
export async function findNewestLedger(db: Kysely<Database>): Promise<LedgerRow | null> {
  const row = await db.selectFrom("ledgers").selectAll().orderBy("number", "desc").limit(1).executeTakeFirst();
  return row ?? null;
}

/** Every key that came into use or went out of it, for any ledger, oldest first. */
export function selectKeyChanges(db: Kysely<Database>): Promise<KeyChangeRow[]> {
  return db.selectFrom("keyChanges").selectAll().orderBy("ledgerNumber").orderBy("recordedAt").orderBy("id").execute();
}
