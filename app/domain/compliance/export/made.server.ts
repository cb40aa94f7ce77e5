import { isDataSet, type DataSetName, type Format } from "#app/domain/compliance/export/data-sets";
import type { Filter } from "#app/domain/compliance/export/order";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { findExport, selectExports } from "#db/compliance/exports";
import type { ExportRow } from "#db/schema/exports";

/** An export that was made, with its filter read. */
export type MadeExport = Omit<ExportRow, "dataSet" | "filterJson"> & { dataSet: DataSetName; filter: Filter };

/** One whose file has rows; the others are evidence bags. */
export type MadeRows = MadeExport & { dataSet: Exclude<DataSetName, "evidence">; format: Exclude<Format, "bag"> };

export function hasRows(made: MadeExport): made is MadeRows {
  return made.dataSet !== "evidence" && made.format !== "bag";
}

const PAGE = 30;

/** An export. Throws export-unknown. */
export async function readExport({ db }: Pick<Portal, "db">, id: string): Promise<MadeExport> {
  const row = await findExport(db, id);
  if (!row) throw new DomainError("export-unknown");
  return madeOf(row);
}

/** A page of exports, the newest first; `next` is what to ask the following page with. */
export async function listExports({ db }: Pick<Portal, "db">, before: string | null): Promise<{ exports: MadeExport[]; next: string | null }> {
  const rows = await selectExports(db, { before, limit: PAGE + 1 });
  const exports = rows.slice(0, PAGE).map(madeOf);
  return { exports, next: rows.length > PAGE ? (exports.at(-1)?.id ?? null) : null };
}

function madeOf({ dataSet, filterJson, ...row }: ExportRow): MadeExport {
  return { ...row, dataSet: asDataSet(dataSet), filter: filterOf(filterJson) };
}

/** The name as stored. A name that is no data set is a bug: what was exported once stays a data set. */
export function asDataSet(name: string): DataSetName {
  if (!isDataSet(name)) throw new Error(`no data set is called "${name}"`);
  return name;
}

/** The filter as stored. */
export function filterOf(filterJson: string): Filter {
  const filter: Filter = JSON.parse(filterJson);
  return filter;
}
