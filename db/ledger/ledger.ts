import { type Kysely, sql } from "kysely";
import type { Database } from "#db/schema";
import type { CheckpointRow, LedgerEntryRow, LedgerNodeRow } from "#db/schema/ledger";

/** The stored ledger contradicts itself or what this process wrote. Reading goes on; nothing more is written to it. */
export class LedgerBrokenError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LedgerBrokenError";
  }
}

type Slice = { ledgerNumber: number; from: number; limit: number };

/** The numbers of all ledgers of which anything is stored, in order. */
export async function selectLedgers(db: Kysely<Database>): Promise<number[]> {
  const rows = await db.selectFrom("ledgerEntries").select("ledgerNumber")
    .union(db.selectFrom("ledgerNodes").select("ledgerNumber"))
    .union(db.selectFrom("checkpoints").select("ledgerNumber"))
    .orderBy("ledgerNumber")
    .execute();
  return rows.map(({ ledgerNumber }) => ledgerNumber);
}

/** How many entries a ledger has. */
export async function findLedgerSize(db: Kysely<Database>, ledgerNumber: number): Promise<number> {
  const row = await db.selectFrom("ledgerEntries").select("index").where("ledgerNumber", "=", ledgerNumber).orderBy("index", "desc").limit(1).executeTakeFirst();
  return row ? row.index + 1 : 0;
}

/** The entries of a ledger in order from an index on, at most `limit`. */
export function selectLedgerEntries(db: Kysely<Database>, { ledgerNumber, from, limit }: Slice): Promise<LedgerEntryRow[]> {
  return db.selectFrom("ledgerEntries").selectAll().where("ledgerNumber", "=", ledgerNumber).where("index", ">=", from).orderBy("index").limit(limit).execute();
}

/** The entries that name a record, oldest first. */
export function selectEntriesOfRecord(db: Kysely<Database>, recordId: string): Promise<LedgerEntryRow[]> {
  return db.selectFrom("ledgerEntries").selectAll().where("recordId", "=", recordId).orderBy("ledgerNumber").orderBy("index").execute();
}

/** The nodes of one level in order from an index on, at most `limit`. */
export function selectLedgerNodes(db: Kysely<Database>, { ledgerNumber, from, limit, level }: Slice & { level: number }): Promise<LedgerNodeRow[]> {
  return db.selectFrom("ledgerNodes").selectAll()
    .where("ledgerNumber", "=", ledgerNumber).where("level", "=", level).where("index", ">=", from)
    .orderBy("index").limit(limit).execute();
}

/** A node that a tree of this size does not have; null when there is none. */
export async function findNodeBeyond(db: Kysely<Database>, { ledgerNumber, size }: { ledgerNumber: number; size: number }): Promise<LedgerNodeRow | null> {
  const row = await db.selectFrom("ledgerNodes").selectAll()
    .where("ledgerNumber", "=", ledgerNumber).where(sql<boolean>`"index" >= ${size} >> "level"`)
    .orderBy("level").orderBy("index").limit(1).executeTakeFirst();
  return row ?? null;
}

/** The index of an entry that stands in the ledger before, byte for byte; null when there is none. Reads all leaf hashes. */
export async function findRepeatedEntry(db: Kysely<Database>, ledgerNumber: number): Promise<number | null> {
  const row = await db.selectFrom("ledgerEntries").select(({ fn }) => fn.max("index").as("index"))
    .where("ledgerNumber", "=", ledgerNumber).groupBy("leafHash").having(({ fn }) => fn.countAll(), ">", 1).limit(1).executeTakeFirst();
  return row?.index ?? null;
}

/** Reads the hashes of complete subtrees of a ledger; level 0 gives leaf hashes. It throws LedgerBrokenError for a node that is not there. */
export function nodeReader(db: Kysely<Database>, ledgerNumber: number): (level: number, index: number) => Promise<Uint8Array> {
  return async (level, index) => {
    const hash = level === 0 ? await findLeafHash(db, { ledgerNumber, index }) : await findNodeHash(db, { ledgerNumber, level, index });
    if (hash === undefined) throw new LedgerBrokenError(`The node ${index} of level ${level} of ledger ${ledgerNumber} is missing.`);
    return Buffer.from(hash, "hex");
  };
}

/** The checkpoints of a ledger over more than `after` entries, smallest first, at most `limit`. */
export function selectCheckpoints(db: Kysely<Database>, { ledgerNumber, after, limit }: { ledgerNumber: number; after: number; limit: number }): Promise<CheckpointRow[]> {
  return db.selectFrom("checkpoints").selectAll().where("ledgerNumber", "=", ledgerNumber).where("size", ">", after).orderBy("size").limit(limit).execute();
}

/** The checkpoint over the most entries; null when there is none. */
export async function findNewestCheckpoint(db: Kysely<Database>, ledgerNumber: number): Promise<CheckpointRow | null> {
  const row = await db.selectFrom("checkpoints").selectAll().where("ledgerNumber", "=", ledgerNumber).orderBy("size", "desc").limit(1).executeTakeFirst();
  return row ?? null;
}

async function findLeafHash(db: Kysely<Database>, place: { ledgerNumber: number; index: number }): Promise<string | undefined> {
  const { ledgerNumber, index } = place;
  const row = await db.selectFrom("ledgerEntries").select("leafHash").where("ledgerNumber", "=", ledgerNumber).where("index", "=", index).executeTakeFirst();
  return row?.leafHash;
}

async function findNodeHash(db: Kysely<Database>, place: { ledgerNumber: number; level: number; index: number }): Promise<string | undefined> {
  const { ledgerNumber, level, index } = place;
  const row = await db.selectFrom("ledgerNodes").select("hash")
    .where("ledgerNumber", "=", ledgerNumber).where("level", "=", level).where("index", "=", index).executeTakeFirst();
  return row?.hash;
}
