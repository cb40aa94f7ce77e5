import type { Kysely } from "kysely";
import type { Writer } from "#db/commit";
import { MIGRATIONS } from "#db/migrations/index";
import { openDatabase } from "#db/open";
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

/** Opens the portal's database, made and brought up to date as needed. Throws StoreError with a sentence. */
export async function connect({ file }: { file: string }): Promise<Store> {
  const db = await openDatabase<Database>({ file, readers: READERS, migrations: MIGRATIONS });
  const writer = openWriter(db);
  return {
    db,
    writer,
    async close() {
      await writer.close();
      await db.destroy();
    },
  };
}
