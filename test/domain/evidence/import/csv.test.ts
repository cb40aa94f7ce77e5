import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOf, LONGEST_RECORD, readCsvRecords, readLines } from "#app/domain/evidence/import/csv";

/** Bytes in pieces of so many. */
async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function read(text: string, size = 7) {
  const found: { line: number; cells: string[] | null }[] = [];
  for await (const { line, text: record } of readCsvRecords(readLines(piecesOf(Buffer.from(text), size)))) found.push({ line, cells: cellsOf(record) });
  return found;
}

test.each([
  ["a,b\nc,d", [["a", "b"], ["c", "d"]]],
  ["a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]],
  ['"a","b ""quoted"""\n', [["a", 'b "quoted"']]],
  ['"a,b",c', [["a,b", "c"]]],
  [",,", [["", "", ""]]],
  ['"多行\r\n文本",二', [["多行\r\n文本", "二"]]],
  ['"",""', [["", ""]]],
  ['"one\n\nthree",x', [["one\n\nthree", "x"]]],
])("%j", async (text, cells) => {
  expect((await read(text)).map((record) => record.cells)).toEqual(cells);
});

test.each(['a"b,c', '"a"b,c', '"never closed', 'a,"b" ,c'])("%j is no CSV", async (text) => {
  expect((await read(text)).map(({ cells }) => cells)).toEqual([null]);
});

test("a record is told by the line on which it begins, and one that is wrong spoils no other", async () => {
  expect(await read('a\n"b\nc"\nd"\ne')).toMatchObject([{ line: 1, cells: ["a"] }, { line: 2, cells: ["b\nc"] }, { line: 4 }]);
  expect(await read('a,b\nc"d\n"e"f"\ng')).toMatchObject([{ line: 1 }, { line: 2, cells: null }, { line: 4, cells: ["g"] }]);
});

test("a quotation mark that is never closed does not hold a whole file", async () => {
  const records = await read(`"${"x\n".repeat(LONGEST_RECORD)}`, 4096);
  expect(records[0]).toMatchObject({ line: 1, cells: null });
  expect(records.length).toBeGreaterThan(1);
});

test("bytes that are no UTF-8 are told as such", async () => {
  await expect(async () => {
    for await (const line of readLines(piecesOf(Uint8Array.of(0x61, 0xff, 0x0a), 2))) expect(line).toBeDefined();
  }).rejects.toThrow(TypeError);
});

test("whatever the cells, what was written is read, in pieces of any size", async () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "，", "b", '"', ",", "\n", "\r\n", " ", "款") });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  await fc.assert(fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), fc.constantFrom("\n", "\r\n"), async (cells, size, end) => {
    const text = cells.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(",")).join(end);
    expect((await read(text, size)).map((record) => record.cells)).toEqual(cells);
  }));
});
