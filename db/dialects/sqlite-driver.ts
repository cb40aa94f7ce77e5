import {
  DeleteQueryNode, InsertQueryNode, RawNode, SelectQueryNode, UpdateQueryNode,
  type CompiledQuery, type DatabaseConnection, type Driver, type QueryResult, type TransactionSettings,
} from "kysely";
import { SqliteConnection, type Role } from "#db/dialects/sqlite-connection";
import { SqlitePool } from "#db/dialects/sqlite-pool";

export type SqliteSettings = {
  file: string;
  /** How many connections read beside the one that writes. */
  readers: number;
};

type Pools = Record<Role, SqlitePool>;

/** One connection that writes and several that read. A transaction stays on the connection on which it began. */
export class SqliteDriver implements Driver {
  readonly #settings: SqliteSettings;
  #pools: Pools | null = null;

  constructor(settings: SqliteSettings) {
    this.#settings = settings;
  }

  async init(): Promise<void> {
    const { file, readers } = this.#settings;
    const pools: Pools = { writer: new SqlitePool(), reader: new SqlitePool() };
    try {
      pools.writer.add(await SqliteConnection.open(file, "writer"));
      for (let i = 0; i < readers; i++) pools.reader.add(await SqliteConnection.open(file, "reader"));
    } catch (error) {
      await closePools(pools);
      throw error;
    }
    this.#pools = pools;
  }

  async acquireConnection(): Promise<RoutedConnection> {
    if (!this.#pools) throw new Error("the database is not open");
    return new RoutedConnection(this.#pools);
  }

  async beginTransaction(connection: RoutedConnection, settings: TransactionSettings): Promise<void> {
    await connection.begin(settings.accessMode === "read only" ? "reader" : "writer");
  }

  async commitTransaction(connection: RoutedConnection): Promise<void> {
    await connection.end("COMMIT");
  }

  async rollbackTransaction(connection: RoutedConnection): Promise<void> {
    await connection.end("ROLLBACK");
  }

  async releaseConnection(connection: RoutedConnection): Promise<void> {
    await connection.release();
  }

  async destroy(): Promise<void> {
    if (this.#pools) await closePools(this.#pools);
    this.#pools = null;
  }
}

/** Readers go first, so that the writer is the last to leave and can fold the WAL into the file. */
async function closePools({ reader, writer }: Pools): Promise<void> {
  await reader.close();
  await writer.close();
}

/**
 * What Kysely holds while it runs a query or a transaction. It borrows a real connection at its first query: a reader
 * for a select, else the writer, and keeps to the writer from then on.
 */
class RoutedConnection implements DatabaseConnection {
  readonly #pools: Pools;
  readonly #borrowed = new Map<Role, Promise<SqliteConnection>>();
  /** Where the open transaction runs. */
  #transaction: Role | null = null;

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const connection = await this.#borrow(this.#roleFor(compiled));
    if (!givesNoRows(compiled)) return { rows: await connection.all<R>(compiled.sql, compiled.parameters) };
    const { changes, lastId } = await connection.run(compiled.sql, compiled.parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastId) };
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("stepping through a result is slow in this driver: read page by page, each after the last key of the one before");
  }

  async begin(role: Role): Promise<void> {
    const connection = await this.#borrow(role);
    await connection.run(role === "reader" ? "BEGIN" : "BEGIN IMMEDIATE", []);
    this.#transaction = role;
  }

  async end(how: "COMMIT" | "ROLLBACK"): Promise<void> {
    if (!this.#transaction) return;
    const connection = await this.#borrow(this.#transaction);
    await connection.run(how, []).catch((error: unknown) => {
      if (how === "COMMIT" || !wasRolledBackAlready(error)) throw error;
    });
    this.#transaction = null;
  }

  async release(): Promise<void> {
    try {
      await this.end("ROLLBACK");
    } finally {
      for (const [role, borrowed] of this.#borrowed) this.#pools[role].give(await borrowed);
      this.#borrowed.clear();
    }
  }

  #roleFor(compiled: CompiledQuery): Role {
    if (this.#transaction) return this.#transaction;
    return reads(compiled) && !this.#borrowed.has("writer") ? "reader" : "writer";
  }

  #borrow(role: Role): Promise<SqliteConnection> {
    const borrowed = this.#borrowed.get(role) ?? this.#pools[role].take();
    this.#borrowed.set(role, borrowed);
    return borrowed;
  }
}

/** Also a select that is written out: a long one must not hold up who writes. */
function reads({ query, sql }: CompiledQuery): boolean {
  return SelectQueryNode.is(query) || (RawNode.is(query) && /^\s*select\b/i.test(sql));
}

function givesNoRows({ query }: CompiledQuery): boolean {
  if (!InsertQueryNode.is(query) && !UpdateQueryNode.is(query) && !DeleteQueryNode.is(query)) return false;
  return query.returning === undefined;
}

/** After a full disk or an I/O error SQLite rolls back by itself; the error that led there must stay the one told. */
function wasRolledBackAlready(error: unknown): boolean {
  return error instanceof Error && error.message.includes("no transaction is active");
}
