/** A value of a column: text, a whole number, or nothing known. */
export type Cell = string | number | null;

/** Columns of these types are never guarded or quoted in CSV: by what they hold there is no need. */
const PLAIN = ["id", "word", "hash", "integer", "instant"];

/** The rule about cells that a program for tables might take for formulas, as each export's note states it. */
export const CSV_RULE =
  "UTF-8 without byte order mark, RFC 4180: lines end in CR LF, the first line names the columns, cells of text stand in quotation marks, an empty cell is a value that is not known. " +
  "A cell that would begin with one of = + - @ ' or with TAB, CR or NUL has one more ' before it. Whoever takes one ' away from each cell that begins with ' has the values unaltered; " +
  "JSON Lines and Parquet hold them so.";

/** A row as a line of CSV; `types` are those of the columns, in their order. */
export function csvLine(cells: readonly Cell[], types: readonly string[]): string {
  return `${cells.map((cell, place) => csvCell(cell, types[place] ?? "text")).join(",")}\r\n`;
}

function csvCell(cell: Cell, type: string): string {
  if (cell === null) return "";
  if (typeof cell === "number" || PLAIN.includes(type)) return String(cell);
  const guard = /^[=+\-@'\t\r\0]/.test(cell) ? "'" : "";
  return `"${guard}${cell.replaceAll('"', '""')}"`;
}

/** A row as a line of JSON, its members in the order of the columns. */
export function jsonLine(cells: readonly Cell[], names: readonly string[]): string {
  const members = cells.map((cell, place) => `${JSON.stringify(names[place])}:${JSON.stringify(cell)}`);
  return `{${members.join(",")}}\n`;
}
