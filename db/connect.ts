import type { Kysely } from "kysely";
import type { Writer } from "#db/commit";
import { MIGRATIONS } from "#db/migrations/index";
import { openDatabase } from "#db/open";
import type { LedgerTree } from "#db/ledger/append";
import type { Database } from "#db/schema";
import { openWriter } from "#db/writer";

export type Store = {
  /** For reading. */
  db: Kysely<Database>;
  /** For writing. */
  writer: Writer;
  /** Waits for the commits under way. */
  close(): Promise<void>;
};

const READERS = 3;

/**
 * Opens the portal's database, made and brought up to date as needed; without a tree it takes no entries for the ledger. Throws
 * StoreError with a sentence.
 */
export async function connect({ file, tree }: { file: string; tree?: LedgerTree }): Promise<Store> {
  const db = await openDatabase<Database>({ file, readers: READERS, migrations: MIGRATIONS });
  const writer = openWriter(db, tree);
  return {
    db,
    writer,
    async close() {
      await writer.close();
      await db.destroy();
    },
  };
}
