import sqlite3 from "sqlite3";
import { onTestFinished } from "vitest";

export type PlainConnection = {
  all<R = Record<string, unknown>>(text: string, parameters?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
};

/** A connection as any program would open it: nothing of the portal's own layer; only more patient than the driver is by default. */
export async function openPlain(file: string): Promise<PlainConnection> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(opened)));
  });
  database.configure("busyTimeout", 10_000);
  const connection: PlainConnection = {
    all: (text, parameters = []) =>
      new Promise((resolve, reject) => database.all(text, parameters, (error, rows: never[]) => (error ? reject(error) : resolve(rows)))),
    close: () => new Promise((resolve) => database.close(() => resolve())),
  };
  onTestFinished(() => connection.close());
  return connection;
}
