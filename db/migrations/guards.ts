import { type QueryExecutorProvider, sql } from "kysely";

/**
 * Makes a table insert-only for every connection with SQLite's default settings. Triggers against UPDATE and DELETE are
 * not enough: INSERT OR REPLACE deletes the row in its way without firing them, through any unique key and through the
 * rowid. So each key is looked up before an insert, and negative rowids are refused, because -1 is what a trigger sees
 * while the rowid is still to be given. The messages about keys are those of SQLite itself.
 * Frozen like the migrations that use it.
 */
export async function guardEvidence(db: QueryExecutorProvider, table: string): Promise<void> {
  const keys = [["rowid"], ...(await uniqueKeys(db, table))];
  const run = (statement: string) => sql.raw(statement).execute(db);
  await run(`create trigger "${table}Update" before update on "${table}" begin ${refuse(`${table} is evidence: no update`)} end`);
  await run(`create trigger "${table}Delete" before delete on "${table}" begin ${refuse(`${table} is evidence: no delete`)} end`);
  await run(`create trigger "${table}Insert" before insert on "${table}" begin ${keys.map((key) => refuseTaken(table, key)).join(" ")} end`);
  await run(`create trigger "${table}Rowid" after insert on "${table}" when new.rowid < 0 begin ${refuse(`${table}: negative rowid`)} end`);
}

async function uniqueKeys(db: QueryExecutorProvider, table: string): Promise<string[][]> {
  const { rows } = await sql<{ key: string; column: string }>`
    select list.name as "key", info.name as "column"
    from pragma_index_list(${table}) as list, pragma_index_info(list.name) as info
    where list."unique" = 1 order by list.seq, info.seqno`.execute(db);
  return [...new Set(rows.map(({ key }) => key))].map((key) => rows.filter((row) => row.key === key).map(({ column }) => column));
}

function refuseTaken(table: string, columns: readonly string[]): string {
  const names = columns.map((column) => `${table}.${column}`).join(", ");
  const isEqual = columns.map((column) => `${quoted(column)} = new.${quoted(column)}`).join(" and ");
  return refuse(`UNIQUE constraint failed: ${names}`, `where exists (select 1 from "${table}" where ${isEqual})`);
}

function refuse(message: string, condition = ""): string {
  return `select raise(abort, '${message}') ${condition};`;
}

function quoted(column: string): string {
  return column === "rowid" ? column : `"${column}"`;
}
