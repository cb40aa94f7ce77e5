import type { SqliteConnection } from "#db/dialects/sqlite-connection";

/** Connections that are lent to one borrower each, in the order in which they asked. */
export class SqlitePool {
  #size = 0;
  readonly #idle: SqliteConnection[] = [];
  readonly #waiting: Array<(connection: SqliteConnection) => void> = [];

  add(connection: SqliteConnection): void {
    this.#size += 1;
    this.give(connection);
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
    for (; this.#size > 0; this.#size -= 1) await (await this.take()).close();
  }
}
