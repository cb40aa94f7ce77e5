import type { Database as NativeDatabase, Statement } from "sqlite3";
import { checkedParameters } from "#db/dialects/sqlite-parameters";
import { StoreError } from "#db/store-error";

export type Role = "reader" | "writer";

const KEPT_STATEMENTS = 100;

const PRAGMAS = "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;";
const ROLE_PRAGMAS: Record<Role, string> = {
  reader: "PRAGMA query_only = ON;",
  writer: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;",
};

/** One connection to a database file, with its prepared statements. Give it one statement after another. */
export class SqliteConnection {
  readonly #database: NativeDatabase;
  /** Idle prepared statements by their text, least recently used first. One in use is taken out. */
  readonly #idle = new Map<string, Statement>();

  private constructor(database: NativeDatabase) {
    this.#database = database;
  }

  /** Opens the file; a writer creates it when it is missing and puts it into WAL mode. */
  static async open(file: string, role: Role): Promise<SqliteConnection> {
    const connection = new SqliteConnection(await openNative(file, role));
    try {
      await connection.#execute(PRAGMAS + ROLE_PRAGMAS[role]);
      if (role === "writer") await connection.#enterWalMode(file);
      return connection;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  /** Runs a statement to its end and gives its rows. */
  async all<R>(text: string, parameters: readonly unknown[]): Promise<R[]> {
    const checked = checkedParameters(parameters);
    const statement = await this.#take(text);
    return new Promise((resolve, reject) => {
      statement.all<R>(checked, (error, rows) => {
        if (error) return void statement.finalize(() => reject(error));
        this.#keep(text, statement);
        resolve(rows);
      });
    });
  }

  /** Runs a statement that gives no rows. */
  async run(text: string, parameters: readonly unknown[]): Promise<{ changes: number; lastId: number }> {
    const checked = checkedParameters(parameters);
    const statement = await this.#take(text);
    return new Promise((resolve, reject) => {
      const keep = () => this.#keep(text, statement);
      statement.run(checked, function (error) {
        if (error) return void statement.finalize(() => reject(error));
        keep();
        resolve({ changes: this.changes, lastId: this.lastID });
      });
    });
  }

  async close(): Promise<void> {
    for (const statement of this.#idle.values()) statement.finalize();
    this.#idle.clear();
    await new Promise<void>((resolve, reject) => this.#database.close((error) => (error ? reject(error) : resolve())));
  }

  async #enterWalMode(file: string): Promise<void> {
    const [row] = await this.all<{ journal_mode: string }>("PRAGMA journal_mode = WAL", []);
    if (row?.journal_mode !== "wal") throw new StoreError(`${file} lies on a file system that cannot hold a database in WAL mode. Use a local disk.`);
  }

  #execute(text: string): Promise<void> {
    return new Promise((resolve, reject) => this.#database.exec(text, (error) => (error ? reject(error) : resolve())));
  }

  #take(text: string): Promise<Statement> {
    const idle = this.#idle.get(text);
    if (idle) {
      this.#idle.delete(text);
      return Promise.resolve(idle);
    }
    return new Promise((resolve, reject) => {
      const statement = this.#database.prepare(text, (error) => (error ? reject(error) : resolve(statement)));
    });
  }

  #keep(text: string, statement: Statement): void {
    this.#idle.get(text)?.finalize();
    this.#idle.delete(text);
    this.#idle.set(text, statement);
    if (this.#idle.size <= KEPT_STATEMENTS) return;
    for (const [oldest, unused] of this.#idle) {
      this.#idle.delete(oldest);
      unused.finalize();
      return;
    }
  }
}

async function openNative(file: string, role: Role): Promise<NativeDatabase> {
  const sqlite3 = await loadSqlite();
  const flags = role === "reader" ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE;
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, flags, (error) => (error ? reject(error) : resolve(database)));
  });
}

/** Loaded on first use: a static import would stop every command before it could say what is wrong. */
async function loadSqlite() {
  try {
    return (await import("sqlite3")).default;
  } catch (cause) {
    throw new StoreError(
      "The compiled part of the sqlite3 package is missing or was made for another system. Run `npm rebuild sqlite3`; it needs python3, make and g++.",
      { cause },
    );
  }
}
