import { Kysely } from "kysely";
import { SqliteDialect } from "#db/dialects/sqlite";
import { migrate, type Migration } from "#db/migrate";
import { explainError } from "#db/store-error";

/** Opens a database file, made when missing, and brings its tables up to date. Throws StoreError. */
export async function openDatabase<T>(settings: {
  file: string;
  readers: number;
  migrations: readonly Migration[];
}): Promise<Kysely<T>> {
  const { file, readers, migrations } = settings;
  const db = new Kysely<T>({ dialect: new SqliteDialect({ file, readers }) });
  try {
    await migrate(db, migrations);
    return db;
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw explainError(error, file);
  }
}
