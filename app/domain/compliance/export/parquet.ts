import type { ByteWriter } from "hyparquet-writer";
import type { Cell } from "#app/domain/compliance/export/cell";

/**
 * Rows that are held and written together: what a reader skips or takes as one, and what bounds the memory. So few that they are gone before V8 moves them to where
 * it seldom looks for what is no longer needed; each group adds to the foot of the file, which is held to the end.
 */
const GROUP = 1000;

type Column = { name: string; type: string };
type Value = string | bigint | undefined;

/** What is held until it is written: column by column, and each text once, since most columns say the same in most rows. */
type Group = { data: Value[][]; texts: Map<string, string> };

/** Rows as a Parquet file, group by group. Instants are timestamps in UTC, whole numbers 64 bits wide, all else text. */
export async function* parquetBytes(columns: readonly Column[], pages: AsyncIterable<readonly Cell[][]>): AsyncGenerator<Uint8Array> {
  const library = await import("hyparquet-writer");
  const writer = new library.ByteWriter();
  const file = new library.ParquetWriter({ writer, schema: schemaOf(columns), createdBy: "concordat", statistics: false });
  for await (const data of groupsOf(columns, pages)) {
    const columnData = columns.map(({ name }, place) => ({ name, data: data[place] ?? [], offsetIndex: false }));
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

async function* groupsOf(columns: readonly Column[], pages: AsyncIterable<readonly Cell[][]>): AsyncGenerator<Value[][]> {
  let group = emptyGroup(columns);
  let rows = 0;
  for await (const page of pages) {
    for (const row of page) {
      columns.forEach(({ type }, place) => group.data[place]?.push(valueOf(row[place] ?? null, type, group)));
      if (++rows < GROUP) continue;
      yield group.data;
      [group, rows] = [emptyGroup(columns), 0];
    }
  }
  if (rows > 0) yield group.data;
}

function emptyGroup(columns: readonly Column[]): Group {
  return { data: columns.map(() => []), texts: new Map() };
}

function valueOf(cell: Cell, type: string, { texts }: Group): Value {
  if (cell === null) return undefined;
  if (type === "instant") return BigInt(Date.parse(String(cell)));
  if (typeof cell === "number") return BigInt(cell);
  const known = texts.get(cell);
  if (known === undefined) texts.set(cell, cell);
  return known ?? cell;
}

function schemaOf(columns: readonly Column[]) {
  return [{ name: "rows", num_children: columns.length }, ...columns.map(({ name, type }) => ({ name, repetition_type: "OPTIONAL" as const, ...typeOf(type) }))];
}

function typeOf(type: string) {
  if (type === "integer") return { type: "INT64" as const };
  if (type === "instant") return { type: "INT64" as const, logical_type: { type: "TIMESTAMP" as const, isAdjustedToUTC: true, unit: "MILLIS" as const } };
  return { type: "BYTE_ARRAY" as const, converted_type: "UTF8" as const };
}
