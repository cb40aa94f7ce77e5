/** The place of a row: its entry, and which row of that entry it is, by number or by the id of what it is about. */
export type Cursor = { ledgerNumber: number; index: number; line: number | string };

/** Behind every row of an entry, whether they are told apart by number or by id: text sorts behind numbers. */
export const LAST_LINE = "~";

const CURSOR = /^(\d{1,9})\.(\d{1,15})(?:\.(?:(\d{1,6})|([A-Za-z][\w/-]{0,80})))?$/;

/** Reads the columns ledger, index and, where the data set has it, line of a row with full stops between; null for anything else. */
export function parseCursor(text: string): Cursor | null {
  const [whole, ledger, index, number, id] = CURSOR.exec(text) ?? [];
  if (whole === undefined) return null;
  return { ledgerNumber: Number(ledger), index: Number(index), line: number === undefined ? (id ?? LAST_LINE) : Number(number) };
}
