/** The most characters of one record; what runs on is a quotation mark that was never closed. */
export const LONGEST_RECORD = 65_536;

/** A record, or a line, and where it begins: lines are counted from 1. */
export type Numbered = { line: number; text: string };

/** Throws TypeError where the bytes are no UTF-8. Line feeds end lines; a carriage return before one stays with its line. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Numbered> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [line, held] = [0, ""];
  for await (const chunk of chunks) {
    const texts = (held + decoder.decode(chunk, { stream: true })).split("\n");
    held = texts.pop() ?? "";
    for (const text of texts) yield { line: ++line, text };
    if (held.length > LONGEST_RECORD) held = held.slice(0, LONGEST_RECORD + 1);
  }
  held += decoder.decode();
  if (held !== "") yield { line: ++line, text: held };
}

/** Lines of CSV (RFC 4180) gathered into records: a line break within quotation marks belongs to its record. */
export async function* readCsvRecords(lines: AsyncIterable<Numbered>): AsyncGenerator<Numbered> {
  let open: Numbered | null = null;
  for await (const { line, text } of lines) {
    const record: Numbered = open === null ? { line, text } : { line: open.line, text: `${open.text}\n${text}` };
    const isClosed: boolean = hasEvenQuotes(text) === (open === null);
    open = isClosed || record.text.length > LONGEST_RECORD ? null : record;
    if (open === null) yield { line: record.line, text: record.text.replace(/\r$/, "") };
  }
  if (open !== null) yield open;
}

const CELL = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

/** The cells of a record; null where a quotation mark stands where none may, or is never closed. */
export function cellsOf(record: string): string[] | null {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (let end = ","; end === ",";) {
    const found = CELL.exec(record);
    if (!found) return null;
    cells.push(found[1] === undefined ? (found[2] ?? "") : found[1].replaceAll('""', '"'));
    end = found[3] ?? "";
  }
  return CELL.lastIndex === record.length || record === "" ? cells : null;
}

function hasEvenQuotes(text: string): boolean {
  return (text.split('"').length - 1) % 2 === 0;
}
