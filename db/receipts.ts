import type { Kysely } from "kysely";
import type { Database } from "#db/schema";
import type { ActRow } from "#db/schema/acceptance";
import type { CheckpointRow } from "#db/schema/ledger";

type Db = Kysely<Database>;

/** The name of the row of `portal` that says up to which entry receipts were made: "<ledger>/<index of the next entry>". */
export const RECEIPTS_MADE = "receiptsMade";

/** Up to which entry receipts were made; null where that has not begun. */
export async function findReceiptsMade(db: Db): Promise<string | null> {
  const row = await db.selectFrom("portal").select("value").where("name", "=", RECEIPTS_MADE).executeTakeFirst();
  return row?.value ?? null;
}

/** An act as the ledger holds it, with the party of the person who did it; null where the account is gone. */
export type EnteredAct = ActRow & { index: number; ownPartyId: string | null };

/** The acts that the entries of a ledger name from an index on and before another, in their order. */
export function selectEnteredActs(db: Db, { ledgerNumber, from, before }: { ledgerNumber: number; from: number; before: number }): Promise<EnteredAct[]> {
  return db.selectFrom("ledgerEntries").innerJoin("acts", "acts.id", "ledgerEntries.recordId").leftJoin("accounts", "accounts.id", "acts.actorId")
    .where("ledgerEntries.ledgerNumber", "=", ledgerNumber).where("ledgerEntries.index", ">=", from).where("ledgerEntries.index", "<", before)
    .orderBy("ledgerEntries.index").selectAll("acts").select(["ledgerEntries.index", "accounts.partyId as ownPartyId"]).execute();
}

/** The act with this id; null when there is none. */
export async function findActById(db: Db, id: string): Promise<ActRow | null> {
  return (await db.selectFrom("acts").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The first signed checkpoint over a record's entry; null while there is none. */
export async function findFirstCheckpointOver(db: Db, recordId: string): Promise<CheckpointRow | null> {
  const row = await db.selectFrom("ledgerEntries as e")
    .innerJoin("checkpoints as c", (join) => join.onRef("c.ledgerNumber", "=", "e.ledgerNumber").onRef("c.size", ">", "e.index"))
    .where("e.recordId", "=", recordId).orderBy("c.ledgerNumber").orderBy("c.size").limit(1).selectAll("c").executeTakeFirst();
  return row ?? null;
}
