import { Kysely } from "kysely";
import { SqliteDialect } from "#db/dialects/sqlite";
import type { Database } from "#db/schema";
import { openPlain } from "#test/support/plain-sqlite";
import { openStore } from "#test/support/store";
import { onTestFinished } from "vitest";

/** How an empty database goes about each query that the reading sends, step by step: "SEARCH a USING INDEX …". */
export async function plansOf(read: (db: Kysely<Database>) => Promise<unknown>): Promise<string[][]> {
  const { file } = await openStore();
  const queries: { sql: string; parameters: readonly unknown[] }[] = [];
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ file, readers: 1 }), log: ({ query }) => void queries.push(query) });
  onTestFinished(() => db.destroy());
  await read(db);
  const plain = await openPlain(file);
  const plans = queries.map(({ sql, parameters }) => plain.all<{ detail: string }>(`explain query plan ${sql}`, [...parameters]));
  return (await Promise.all(plans)).map((steps) => steps.map(({ detail }) => detail));
}
