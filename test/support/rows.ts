import { sql, type Kysely } from "kysely";
import type { Database } from "#db/schema";

/** How many rows each table of the database holds, but for checkpoints: the ledger signs them by the clock, within a second of an entry, so their number says nothing of what was done. */
export async function countRows(db: Kysely<Database>): Promise<Record<string, number>> {
  const tables = await db.introspection.getTables();
  const counts = await Promise.all(
    tables.filter(({ name }) => name !== "checkpoints").map(async ({ name }) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
      return [name, Number(rows[0]?.n ?? 0)] as const;
    }),
  );
  return Object.fromEntries(counts);
}
