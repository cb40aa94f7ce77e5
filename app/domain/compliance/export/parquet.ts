import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Cell } from "#app/domain/compliance/export/cell";

/** Rows that are held and written together: what a reader skips or takes as one, and what bounds the memory. */
const GROUP = 4000;

type Column = { name: string; type: string };

/** Rows as a Parquet file, group by group. Instants are timestamps in UTC, whole numbers 64 bits wide, all else text. */
export async function* parquetBytes(columns: readonly Column[], pages: AsyncIterable<readonly Cell[][]>): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: schemaOf(columns), createdBy: "concordat", statistics: false });
  for await (const rows of groupsOf(pages)) {
    const columnData = columns.map(({ name, type }, place) => ({ name, data: rows.map((row) => valueOf(row[place] ?? null, type)), offsetIndex: false }));
    await file.write({ columnData, rowGroupSize: GROUP });
    yield takeFrom(writer);
  }
  await file.finish();
  yield takeFrom(writer);
}

/** What was written since, out of the writer: it keeps counting where in the file it stands. */
function takeFrom(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

async function* groupsOf(pages: AsyncIterable<readonly Cell[][]>): AsyncGenerator<readonly Cell[][]> {
  let held: Cell[][] = [];
  for await (const page of pages) {
    held.push(...page);
    if (held.length < GROUP) continue;
    yield held.slice(0, GROUP);
    held = held.slice(GROUP);
  }
  if (held.length > 0) yield held;
}

function valueOf(cell: Cell, type: string): string | bigint | Date | undefined {
  if (cell === null) return undefined;
  if (type === "instant") return new Date(cell);
  return typeof cell === "number" ? BigInt(cell) : cell;
}

function schemaOf(columns: readonly Column[]) {
  return [{ name: "rows", num_children: columns.length }, ...columns.map(({ name, type }) => ({ name, repetition_type: "OPTIONAL" as const, ...typeOf(type) }))];
}

function typeOf(type: string) {
  if (type === "integer") return { type: "INT64" as const };
  if (type === "instant") return { type: "INT64" as const, logical_type: { type: "TIMESTAMP" as const, isAdjustedToUTC: true, unit: "MILLIS" as const } };
  return { type: "BYTE_ARRAY" as const, converted_type: "UTF8" as const };
}
