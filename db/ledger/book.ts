import type { Kysely } from "kysely";
import type { Database } from "#db/schema";
import type { CheckpointRow, KeyChangeRow, LedgerEntryRow, LedgerRow } from "#db/schema/ledger";

/** The ledger that entries go to, the one with the highest number; null before the first is opened. */
export async function findNewestLedger(db: Kysely<Database>): Promise<LedgerRow | null> {
  const row = await db.selectFrom("ledgers").selectAll().orderBy("number", "desc").limit(1).executeTakeFirst();
  return row ?? null;
}

/** Every key that came into use or went out of it, for any ledger, oldest first. */
export function selectKeyChanges(db: Kysely<Database>): Promise<KeyChangeRow[]> {
  return db.selectFrom("keyChanges").selectAll().orderBy("ledgerNumber").orderBy("recordedAt").orderBy("id").execute();
}

/** The first entries of all ledgers, in the order of their numbers. */
export function selectFirstEntries(db: Kysely<Database>): Promise<LedgerEntryRow[]> {
  return db.selectFrom("ledgerEntries").selectAll().where("index", "=", 0).where("ledgerNumber", ">", 0).orderBy("ledgerNumber").execute();
}

/** The ledgers that were opened, oldest first. */
export function selectOpenedLedgers(db: Kysely<Database>): Promise<LedgerRow[]> {
  return db.selectFrom("ledgers").selectAll().orderBy("number").execute();
}

/** The checkpoint of a ledger over the most entries of those over fewer than `size`; null when there is none. */
export async function findCheckpointBelow(db: Kysely<Database>, { ledgerNumber, size }: { ledgerNumber: number; size: number }): Promise<CheckpointRow | null> {
  const row = await db.selectFrom("checkpoints").selectAll().where("ledgerNumber", "=", ledgerNumber).where("size", "<", size).orderBy("size", "desc").limit(1).executeTakeFirst();
  return row ?? null;
}

/** Whether the key was put out of use for the ledger. */
export async function isKeyRetired(db: Kysely<Database>, { ledgerNumber, verifierKey }: { ledgerNumber: number; verifierKey: string }): Promise<boolean> {
  const row = await db.selectFrom("keyChanges").select("id").where("ledgerNumber", "=", ledgerNumber).where("verifierKey", "=", verifierKey).where("act", "=", "retired").executeTakeFirst();
  return row !== undefined;
}

/** The name of the row of `portal` that says how far records older than the ledger have been entered. */
export const LATE_ENTERED = "lateEntered";

/** How far records older than the ledger have been entered; null where that has not begun. */
export async function findLateEntered(db: Kysely<Database>): Promise<string | null> {
  const row = await db.selectFrom("portal").select("value").where("name", "=", LATE_ENTERED).executeTakeFirst();
  return row?.value ?? null;
}
