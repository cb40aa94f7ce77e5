import { type QueryExecutorProvider, sql } from "kysely";

/**
 * Column definitions for migrations. Frozen like the migrations that use them: what a table was made from must stay readable here.
 */
export function text(name: string): string {
  return `"${name}" text not null`;
}

export function integer(name: string): string {
  return `"${name}" integer not null`;
}

export function instant(name: string): string {
  return `${text(name)} check ("${name}" like '____-__-__T__:__:__.___Z')`;
}

export function sha256(name: string): string {
  return `${text(name)} check (length("${name}") = 64 and "${name}" = lower("${name}"))`;
}

export function flag(name: string): string {
  return `${integer(name)} check ("${name}" in (0, 1))`;
}

export function oneOf(name: string, values: readonly string[]): string {
  return `${text(name)} check ("${name}" in (${values.map((value) => `'${value}'`).join(", ")}))`;
}

/** A column that may be empty; its check passes for NULL. */
export function optional(column: string): string {
  return column.replace(" not null", "");
}

export function references(column: string, target: string): string {
  return `${column} references ${target}`;
}

/** The instants of every evidence row: when it happened, and when it was written down. */
export function recorded(): string[] {
  return [instant("happenedAt"), instant("recordedAt")];
}

/** Creates a table from its columns and keys. */
export async function createTable(db: QueryExecutorProvider, name: string, parts: readonly string[]): Promise<void> {
  await sql.raw(`create table "${name}" (\n  ${parts.join(",\n  ")}\n) strict`).execute(db);
}

export async function createIndex(db: QueryExecutorProvider, table: string, columns: readonly string[]): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(", ");
  await sql.raw(`create index "${table}By${columns.map(capitalised).join("")}" on "${table}" (${list})`).execute(db);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Adds a column that may be empty: rows that are there already have nothing in it. */
export async function addColumn(db: QueryExecutorProvider, table: string, column: string): Promise<void> {
  await sql.raw(`alter table "${table}" add column ${column}`).execute(db);
}
