import { type Kysely, sql } from "kysely";
import type { ExportColumn } from "#db/compliance/export-columns";
import { EXPORT_FILTERS, EXPORT_SETS, type ExportFilter, type ExportSetName, type ExportSource } from "#db/compliance/export-sets";
import type { Database } from "#db/schema";

/** How the rows of a page are written; `cells` is a JSON array for each row, with commas between them. */
export type PageForm = "csv" | "jsonl" | "cells";

/** A row by its entry and its place among the rows of that entry: its number, or the id of what it is about. */
export type RowPlace = { index: number; line: number | string };

export type PageAsked = {
  set: ExportSetName;
  form: PageForm;
  filter: Partial<Record<ExportFilter, string>>;
  ledgerNumber: number;
  /** Rows after this one, of entries below `until`; at most `limit`. */
  after: RowPlace;
  until: number;
  limit: number;
};

/** The rows as one text, how many they are, and the place of the last; no text where there are none. */
export type ExportPage = { body: string | null; rows: number; last: RowPlace | null };

/** More than an act has lines: one number then tells the place of a row. */
const LINES = 2 ** 20;

/** Digits of an index where a place is told as text. */
const DIGITS = 15;

/** Begins a cell that a program for tables might take for a formula, and the sign that is put before such a cell. */
const GUARDED = "x'3D', x'2B', x'2D', x'40', x'09', x'0D', x'00', x'27'";

/** A page of an export, formatted by the database: a row is never an object. In the order of the ledger. */
export async function readExportPage(db: Kysely<Database>, asked: PageAsked): Promise<ExportPage> {
  const { ledgerNumber, after, until: end, limit } = asked;
  const source: ExportSource = EXPORT_SETS[asked.set];
  const values = new Map<string, unknown>(Object.entries({ ...asked.filter, ledgerNumber, end, limit, afterIndex: after.index, afterLine: after.line }));
  const parts = pageSql(source, asked).split(/\{(\w+)\}/);
  const page = parts.reduce((built, part, place) => (place % 2 === 0 ? sql`${built}${sql.raw(part)}` : sql`${built}${values.get(part)}`), sql``);
  const row = await db.selectFrom(sql<PageRow>`(${page})`.as("page")).selectAll().executeTakeFirstOrThrow();
  return { body: row.body, rows: row.rows, last: row.last === null ? null : placeOf(row.last) };
}

type PageRow = { body: string | null; rows: number; last: number | string | null };

function placeOf(last: number | string): RowPlace {
  if (typeof last === "number") return { index: Math.floor(last / LINES), line: last % LINES };
  return { index: Number(last.slice(0, DIGITS)), line: last.slice(DIGITS) };
}

/** The page as SQL, with the name of each value in braces. */
function pageSql(source: ExportSource, { form, filter }: Pick<PageAsked, "form" | "filter">): string {
  const conditions = [source.where, ...conditionsOf(source, filter)];
  const order = [`e."index"`, ...(source.line === null ? [] : [source.line.sql])];
  const rows = `select ${lineSql(source.columns, form)} as "row", ${orderSql(source)} as "place"
    from ${fromSql(source, filter)} ${source.joins}
    where ${placeSql(source, filter)} and ${conditions.join(" and ")}
    order by ${order.join(", ")} limit {limit}`;
  const between = form === "cells" ? "','" : "''";
  return `select group_concat("row", ${between}) as "body", count(*) as "rows", max("place") as "last" from (${rows})`;
}

/** The place of a row as one value that grows with the rows. */
function orderSql({ line }: ExportSource): string {
  return line?.by === "id" ? `printf('%0${DIGITS}d', e."index") || ${line.sql}` : `e."index" * ${LINES} + ${line?.sql ?? 0}`;
}

function fromSql({ walk, ofParty }: ExportSource, filter: PageAsked["filter"]): string {
  return filter.party === undefined ? walk : (ofParty ?? walk);
}

/** With a plus before them columns are not looked up by: the entries of one party's records are found by the record. */
function placeSql({ line, ofParty }: ExportSource, { party }: PageAsked["filter"]): string {
  const by = ofParty !== undefined && party !== undefined ? "+" : "";
  return `${by}e."ledgerNumber" = {ledgerNumber} and ${by}e."index" >= {afterIndex} and ${by}e."index" < {end} and (${by}e."index", ${line?.sql ?? 0}) > ({afterIndex}, {afterLine})`;
}

function conditionsOf({ filters }: ExportSource, given: PageAsked["filter"]): string[] {
  return EXPORT_FILTERS.flatMap((name) => (given[name] === undefined ? [] : (filters[name] ?? [])));
}

function lineSql(columns: ExportSource["columns"], form: PageForm): string {
  const all = Object.entries(columns);
  if (form === "cells") return `json_array(${all.map(([, { sql: value }]) => value).join(", ")})`;
  if (form === "csv") return `concat(${all.map(([, column]) => csvSql(column)).join(", ',', ")}, char(13, 10))`;
  const members = all.map(([name, column], place) => `'${place === 0 ? "{" : ","}"${name}":', ${jsonSql(column)}`);
  return `concat(${members.join(", ")}, '}' || char(10))`;
}

/** A cell of text stands in quotation marks, with a ' before what might be taken for a formula; nothing known is an empty cell. */
function csvSql({ type, sql: value }: ExportColumn): string {
  if (type !== "text" && type !== "json") return value;
  return `iif(${value} is null, '', concat('"', iif(substr(cast(${value} as blob), 1, 1) in (${GUARDED}), '''', ''), replace(${value}, '"', '""'), '"'))`;
}

function jsonSql({ type, sql: value }: ExportColumn): string {
  return type === "integer" ? `coalesce(${value}, 'null')` : `json_quote(${value})`;
}

/** The columns of a whole data set as plain SQL, in the order of the ledger: what another program is given to read the same rows by. */
export function exportSql(set: ExportSetName): string {
  const source: ExportSource = EXPORT_SETS[set];
  const columns = Object.entries(source.columns).map(([name, { sql: value }]) => `${value} as "${name}"`);
  return `select ${columns.join(", ")} from ${fromSql(source, {})} ${source.joins} where e."ledgerNumber" = 1 and ${source.where} order by e."index"${source.line === null ? "" : `, ${source.line.sql}`}`;
}
