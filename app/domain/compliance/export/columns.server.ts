import { DATA_SETS, UNMASKED_COLUMNS, type DataSetName, type FilterName } from "#app/domain/compliance/export/data-sets";
import type { ExportColumn } from "#db/compliance/export-columns";
import { EXPORT_SETS, type ExportSetName } from "#db/compliance/export-sets";

/** A column as an export's note lists it. */
export type Column = { name: string; type: string; means: string };

/** The columns that the database reads are those that are told, and so are the filters: what lacks one does not compile. */
const TOLD = DATA_SETS satisfies {
  [S in ExportSetName]: {
    columns: Record<keyof (typeof EXPORT_SETS)[S]["columns"], string>;
    filters: readonly Extract<FilterName, keyof (typeof EXPORT_SETS)[S]["filters"]>[];
  };
};

/** Of a line of records.jsonl. A bag has personal values in a file of their own. */
const BAG_COLUMNS = { ledger: { type: "text" }, index: { type: "integer" }, leaf: { type: "text" }, proof: { type: "text" }, entry: { type: "json" } } as const;

/** The columns of a data set in their order, those of an unmasked export at the end. */
export function columnsOf({ dataSet, mask }: { dataSet: DataSetName; mask: "masked" | "unmasked" }): Column[] {
  const read: Readonly<Record<string, Pick<ExportColumn, "type">>> = dataSet === "evidence" ? BAG_COLUMNS : EXPORT_SETS[dataSet].columns;
  const meanings: Readonly<Record<string, string>> = TOLD[dataSet].columns;
  const columns = Object.entries(read).map(([name, { type }]) => ({ name, type, means: meanings[name] ?? "" }));
  const unmasked = Object.entries(UNMASKED_COLUMNS).map(([name, means]) => ({ name, type: "text", means }));
  return mask === "masked" || dataSet === "evidence" ? columns : [...columns, ...unmasked];
}
