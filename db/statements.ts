import { BULK_STATEMENTS } from "#db/notice/bulk";
import type { Commit, NewEntry, Step } from "#db/commit";
import { checkedValue } from "#db/dialects/sqlite-parameters";

/** One statement of a batch. Each gives a row per row that it wrote. */
export type WriteStatement = { table: string; text: string; parameters: unknown[]; expect?: number };

type InsertStep = Extract<Step, { op: "insert" }>;
type Row = Record<string, unknown>;

/** Inserts of one shape, to be made by one statement. */
export type Inserts = { table: string; columns: string[]; unless: string[]; rows: unknown[][] };

/** Part of what a batch writes. */
export type Work = Inserts | WriteStatement;

/**
 * What writes the commits in their order. Inserts of several commits are gathered into one statement where
 * they have the same table and columns and no update or delete stands between; the order within each table is kept. A
 * single commit keeps its own order of tables, so that what fails in a batch for its order alone passes by itself.
 */
export function workOf(commits: readonly Commit[]): Work[] {
  const written: Work[] = [];
  let gathered: Inserts[] = [];
  for (const step of commits.flatMap(({ steps }) => steps)) {
    if (step.op === "insert") {
      if (commits.length === 1) gathered = gathered.slice(-1);
      const inserts = gatherInsert(gathered, step);
      if (!written.includes(inserts)) written.push(inserts);
    } else {
      written.push(changeStatement(step));
      gathered = [];
    }
  }
  return written;
}

/** The work as statements. */
export function statementsFor(work: readonly Work[]): WriteStatement[] {
  return work.map((each) => ("rows" in each ? insertStatement(each) : each));
}

/** Refuses a commit that cannot be stored as it is. Throws a TypeError that names table and column. */
export function checkCommit({ steps, entries = [] }: Commit): void {
  entries.forEach(checkEntry);
  for (const step of steps) {
    if (step.op === "insert") checkRow(step.table, step.row);
    if (step.op === "insert") checkUnless(step);
    if (step.op === "update") checkRow(step.table, step.set);
    if (step.op === "update" || step.op === "delete") checkRow(step.table, step.where);
  }
}

function checkEntry({ ledgerNumber, recordId, entryJson }: NewEntry): void {
  checkRow("ledgerEntries", { ledgerNumber, recordId, entryJson });
}

function checkRow(table: string, row: Row): void {
  const columns = Object.entries(row);
  if (columns.length === 0) throw new TypeError(`${table}: a step names no column`);
  for (const [column, value] of columns) {
    if (checkedValue(value, `${table}.${column}`) instanceof Uint8Array) throw new TypeError(`${table}.${column}: bytes are not stored`);
  }
}

function checkUnless({ table, row, unless = {} }: InsertStep): void {
  for (const [column, value] of Object.entries(unless)) {
    if (row[column] !== value) throw new TypeError(`${table}.${column}: "unless" names another value than the row`);
  }
}

function gatherInsert(gathered: Inserts[], { table, row, unless = {} }: InsertStep): Inserts {
  const shape = { table, columns: Object.keys(row), unless: Object.keys(unless) };
  const last = gathered.findLast((inserts) => inserts.table === table);
  const inserts = last && hasShape(last, shape) ? last : { ...shape, rows: [] };
  if (inserts !== last) gathered.push(inserts);
  const values = Object.values(row);
  if (!holdsAlready(inserts, values)) inserts.rows.push(values);
  return inserts;
}

function hasShape(inserts: Inserts, shape: Omit<Inserts, "rows">): boolean {
  return inserts.columns.join() === shape.columns.join() && inserts.unless.join() === shape.unless.join();
}

/** Whether a row that is inserted once is among the rows already: the statement itself would look only into the table. */
function holdsAlready({ columns, unless, rows }: Inserts, values: unknown[]): boolean {
  if (unless.length === 0) return false;
  const places = unless.map((column) => columns.indexOf(column));
  return rows.some((row) => places.every((place) => row[place] === values[place]));
}

/** All rows travel as one JSON text: one text of SQL and one trip to the database, however many they are. */
export function insertStatement(inserts: Inserts): WriteStatement {
  return { table: inserts.table, text: insertSql(inserts, "?"), parameters: [JSON.stringify(inserts.rows)] };
}

/** Inserts the rows of the JSON array of arrays that `source` gives. */
export function insertSql({ table, columns, unless }: Omit<Inserts, "rows">, source: string): string {
  const values = columns.map((_, place) => `given.value ->> ${place}`).join(", ");
  const isThere = unless.map((column) => `${quoted(column)} is not distinct from given.value ->> ${columns.indexOf(column)}`).join(" and ");
  const condition = isThere && ` where not exists (select 1 from ${quoted(table)} where ${isThere})`;
  return `insert into ${quoted(table)} (${columns.map(quoted).join(", ")}) select ${values} from json_each(${source}) as given${condition}`;
}

function changeStatement(step: Exclude<Step, { op: "insert" }>): WriteStatement {
  if (step.op === "bulk") return bulkStatement(step);
  return step.op === "update" ? updateStatement(step) : deleteStatement(step);
}

function bulkStatement({ statement, given, expect }: Extract<Step, { op: "bulk" }>): WriteStatement {
  return { ...BULK_STATEMENTS[statement], parameters: [JSON.stringify(given)], ...(expect === undefined ? {} : { expect }) };
}

function updateStatement({ table, set, where, expect }: Extract<Step, { op: "update" }>): WriteStatement {
  const changes = Object.keys(set).map((column) => `${quoted(column)} = ?`).join(", ");
  return {
    table,
    text: `update ${quoted(table)} set ${changes} where ${equalities(where)} returning 1 as "one"`,
    parameters: [...Object.values(set), ...Object.values(where)],
    ...(expect === undefined ? {} : { expect }),
  };
}

function deleteStatement({ table, where, expect }: Extract<Step, { op: "delete" }>): WriteStatement {
  return {
    table,
    text: `delete from ${quoted(table)} where ${equalities(where)} returning 1 as "one"`,
    parameters: Object.values(where),
    ...(expect === undefined ? {} : { expect }),
  };
}

function equalities(where: Row): string {
  return Object.keys(where).map((column) => `${quoted(column)} is not distinct from ?`).join(" and ");
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
