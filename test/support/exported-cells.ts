import { execFileSync } from "node:child_process";

/** What a program for tables, or a reader of CSV, may take for something else than text. */
export const HOSTILE_CELLS = [
  "=1+1", "+1", "-1", "@SUM(A1)", "'quoted'", "\ttab", "\rreturn", 'a "quote", a comma', "two\r\nlines", "条款，全部", "\u202Eright to left", "", "'", "=", "\0=1", "a\0b",
  "007", "00123456789012345678901234567890", "2026-03-01", "03/04/2026", "1e5", "10%", "1,234.5", "TRUE", "12:30", " before and after ", "👩‍👩‍👧 😀", '=HYPERLINK("http://example.com","x")',
];

/** The cells of a CSV file as python3 reads them. */
export function readWithPython(bytes: Buffer): string[][] {
  const script = "import csv, io, json, sys\nrows = list(csv.reader(io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline='')))\nprint(json.dumps(rows))";
  return JSON.parse(execFileSync("python3", ["-c", script], { input: bytes, maxBuffer: 2 ** 28 }).toString());
}

/** The rule of the export's note, undone. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
