import { LAST_LINE, type Cursor } from "#app/domain/compliance/export/cursor";
import type { MadeRows } from "#app/domain/compliance/export/made.server";
import type { Portal } from "#app/portal.server";
import { readExportPage, type ExportPage, type PageForm, type RowPlace } from "#db/compliance/export-pages";
import type { ExportFilter } from "#db/compliance/export-sets";
import { findLedgerSize } from "#db/ledger/ledger";

/** Rows that the database formats and hands over at once: as JSON Lines well below 128 KiB, beyond which V8 keeps a text apart and longer. */
const PAGE = 150;

/** Entries that are looked through at once, however few of them have rows: between two looks an export can be stopped. */
const WINDOW = 20_000;

const BEFORE_ALL: RowPlace = { index: -1, line: 0 };

/** Where reading has come to: before the rows that follow `after`. */
type Position = { ledgerNumber: number; size: number; after: RowPlace };

/** Rows as one text, and which part (0 to 1) of the entries has been read with them. */
export type ReadPage = { body: string; rows: number; share: number };

export type Reading = { made: MadeRows; filter: Partial<Record<ExportFilter, string>>; form: PageForm; after: Cursor | null };

/**
 * The rows of an export page by page, in the order of the ledger, each page read while the one before is used. Once whoever asks for pages stops
 * asking, no more is read.
 */
export async function* readPages({ db }: Pick<Portal, "db">, reading: Reading): AsyncGenerator<ReadPage> {
  const sizes = await sizesOf({ db }, reading.made);
  const begin = beginOf(sizes, reading.after);
  let next = begin && readAhead(db, reading, begin);
  try {
    while (next) {
      const { page, position } = await next;
      const following: Position | null = positionAfter(page, position, sizes);
      next = following && readAhead(db, reading, following);
      if (page.body !== null) yield { body: page.body, rows: page.rows, share: shareBehind(sizes, following) };
    }
  } finally {
    await next?.catch(() => undefined);
  }
}

type Sizes = ReadonlyMap<number, number>;

/** Of each ledger how many entries belong to the export: of those before the one of the checkpoint, all. */
async function sizesOf({ db }: Pick<Portal, "db">, { ledgerNumber, size }: MadeRows): Promise<Sizes> {
  const sizes = new Map<number, number>();
  for (let number = 1; number < ledgerNumber; number++) sizes.set(number, await findLedgerSize(db, number));
  return sizes.set(ledgerNumber, size);
}

function beginOf(sizes: Sizes, after: Cursor | null): Position | null {
  const [first = 1] = sizes.keys();
  const { ledgerNumber, ...place } = after ?? { ledgerNumber: first, ...BEFORE_ALL };
  const size = sizes.get(ledgerNumber);
  return size === undefined ? null : { ledgerNumber, size, after: place };
}

type Ahead = { page: ExportPage; position: Position & { until: number } };

async function readAhead(db: Portal["db"], { made, filter, form }: Reading, position: Position): Promise<Ahead> {
  const { ledgerNumber, size, after } = position;
  const until = filter.party === undefined ? Math.min(size, after.index + WINDOW) : size;
  const page = await readExportPage(db, { set: made.dataSet, form, filter, ledgerNumber, after, until, limit: PAGE });
  return { page, position: { ...position, until } };
}

/** Where to read on: behind the last row of a full page, else behind the entries looked through, else in the next ledger. */
function positionAfter({ rows, last }: ExportPage, { ledgerNumber, size, until }: Ahead["position"], sizes: Sizes): Position | null {
  if (rows === PAGE && last !== null) return { ledgerNumber, size, after: last };
  if (until < size) return { ledgerNumber, size, after: { index: until - 1, line: LAST_LINE } };
  const next = sizes.get(ledgerNumber + 1);
  return next === undefined ? null : { ledgerNumber: ledgerNumber + 1, size: next, after: BEFORE_ALL };
}

function shareBehind(sizes: Sizes, position: Position | null): number {
  if (position === null) return 1;
  const sum = (below: number) => [...sizes].reduce((total, [number, size]) => (number < below ? total + size : total), 0);
  return (sum(position.ledgerNumber) + position.after.index + 1) / sum(Infinity);
}
