import { type Kysely, type QueryExecutorProvider, sql } from "kysely";
import { StoreError } from "#db/store-error";

/** One dated step from one shape of the tables to the next. Frozen once released; imports no code of the application. */
export type Migration = {
  /** `2026-11-23-first`: names sort in the order of the steps. */
  name: string;
  up(db: QueryExecutorProvider): Promise<void>;
};

/**
 * Brings the tables up to date: runs what has not run yet, all in one transaction that waits for others who do the same.
 * Throws StoreError when the database holds a migration that is not in the list.
 */
export async function migrate<T>(db: Kysely<T>, migrations: readonly Migration[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`create table if not exists "migrations" ("name" text primary key, "appliedAt" text not null) strict`.execute(trx);
    const applied = await appliedNames(trx);
    refuseNewer(applied, migrations);
    for (const migration of migrations.filter(({ name }) => !applied.includes(name))) await apply(trx, migration);
  });
}

async function appliedNames(db: QueryExecutorProvider): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select "name" from "migrations" order by "name"`.execute(db);
  return rows.map(({ name }) => name);
}

function refuseNewer(applied: readonly string[], migrations: readonly Migration[]): void {
  const unknown = applied.filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length === 0) return;
  throw new StoreError(
    `This database was last used by a newer Concordat (it has ${unknown.join(", ")}). Start that version, or put back a backup from before the update.`,
  );
}

async function apply(db: QueryExecutorProvider, migration: Migration): Promise<void> {
  await migration.up(db);
  await sql`insert into "migrations" values (${migration.name}, ${new Date().toISOString()})`.execute(db);
}
