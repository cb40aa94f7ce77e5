import {
  SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler,
  type DatabaseIntrospector, type Dialect, type Kysely,
} from "kysely";
import { SqliteDriver, type SqliteSettings } from "#db/dialects/sqlite-driver";

/**
 * Kysely on the `sqlite3` package: WAL, synchronous FULL, foreign keys, one writer and several readers, prepared
 * statements kept. Selects outside a transaction go to a reader, written out or not; everything else to the writer.
 */
export class SqliteDialect implements Dialect {
  readonly #settings: SqliteSettings;

  constructor(settings: SqliteSettings) {
    this.#settings = settings;
  }

  createAdapter(): SqliteAdapter {
    return new PooledSqliteAdapter();
  }

  createDriver(): SqliteDriver {
    return new SqliteDriver(this.#settings);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

class PooledSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** Asked by Kysely from 0.29 on, which else lets one query at a time pass. */
  get supportsMultipleConnections(): boolean {
    return true;
  }
}
