import type { SqliteConnection } from "#db/dialects/sqlite-connection";

/** Connections that are lent to one borrower each, in the order in which they asked. */
export class SqlitePool {
  readonly #all: readonly SqliteConnection[];
  readonly #idle: SqliteConnection[];
  readonly #waiting: Array<(connection: SqliteConnection) => void> = [];

  constructor(connections: readonly SqliteConnection[]) {
    this.#all = connections;
    this.#idle = [...connections];
  }

  take(): Promise<SqliteConnection> {
    const connection = this.#idle.pop();
    if (connection) return Promise.resolve(connection);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  give(connection: SqliteConnection): void {
    const next = this.#waiting.shift();
    if (next) next(connection);
    else this.#idle.push(connection);
  }

  /** Closes each connection once its borrower has given it back. */
  async close(): Promise<void> {
    const connections = await Promise.all(this.#all.map(() => this.take()));
    for (const connection of connections) await connection.close();
  }
}
