import { openBag, type WriteBag } from "#app/domain/compliance/bag/bag.server";
import { csvLine, jsonLine, type Cell } from "#app/domain/compliance/export/cell";
import { columnsOf, type Column } from "#app/domain/compliance/export/columns.server";
import type { Cursor } from "#app/domain/compliance/export/cursor";
import { hasRows, type MadeExport, type MadeRows } from "#app/domain/compliance/export/made.server";
import { readPages, type ReadPage, type Reading } from "#app/domain/compliance/export/pages.server";
import { parquetBytes } from "#app/domain/compliance/export/parquet";
import { resolveFilter } from "#app/domain/compliance/export/resolve.server";
import { beginDownload } from "#app/domain/compliance/export/under-way.server";
import { unmask } from "#app/domain/compliance/export/unmask.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";

type Opening = Pick<Portal, "db" | "keys" | "ledger" | "now">;

/**
 * The file of an export, piece by piece as it is asked for; with `after` what follows that row, without a first line of names. The rows are read as they are
 * written, and reading stops with whoever asks. The same masked filter at the same checkpoint gives the same bytes. Refuses export-cursor-unfit at once: of
 * a Parquet file or a bag, which cannot be continued, and of an entry that the export does not hold.
 */
export async function openExport(portal: Opening, made: MadeExport, after: Cursor | null = null): Promise<AsyncGenerator<Uint8Array>> {
  if (after !== null && (made.format === "parquet" || made.format === "bag" || isBeyond(after, made))) throw new DomainError("export-cursor-unfit");
  if (!hasRows(made)) return writeBag(portal, made, await openBag(portal, made));
  const filter = await resolveFilter(portal, made.filter);
  return writeBytes(portal, made, { filter, after });
}

async function* writeBag(portal: Opening, made: MadeExport, write: WriteBag): AsyncGenerator<Uint8Array> {
  const { progress, end } = beginDownload(portal, made.id);
  try {
    yield* write((told) => Object.assign(progress, told));
  } finally {
    end();
  }
}

function isBeyond({ ledgerNumber, index }: Cursor, made: MadeExport): boolean {
  return ledgerNumber < 1 || ledgerNumber > made.ledgerNumber || (ledgerNumber === made.ledgerNumber && index >= made.size);
}

async function* writeBytes(portal: Opening, made: MadeRows, { filter, after }: Pick<Reading, "filter" | "after">): AsyncGenerator<Uint8Array> {
  const { progress, end } = beginDownload(portal, made.id);
  const columns = columnsOf(made);
  const isFormatted = made.mask === "masked" && made.format !== "parquet";
  const pages = readPages(portal, { made, filter, after, form: isFormatted && made.format !== "parquet" ? made.format : "cells" });
  const counted = countRows(pages, (page) => Object.assign(progress, { rows: progress.rows + page.rows, share: page.share }));
  try {
    if (made.format === "csv" && after === null) yield Buffer.from(`${columns.map(({ name }) => name).join(",")}\r\n`);
    yield* isFormatted ? encode(counted) : writeCells(portal, { made, columns }, counted);
  } finally {
    end();
  }
}

async function* countRows(pages: AsyncIterable<ReadPage>, count: (page: ReadPage) => void): AsyncGenerator<string> {
  for await (const page of pages) {
    yield page.body;
    count(page);
  }
}

async function* encode(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}

/** What the database cannot write by itself: names and addresses, which are sealed, and Parquet. */
async function* writeCells(portal: Opening, { made, columns }: { made: MadeRows; columns: readonly Column[] }, bodies: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const rows = readCells(portal, { made, columns }, bodies);
  if (made.format === "parquet") return yield* parquetBytes(columns, rows);
  const [names, types] = [columns.map(({ name }) => name), columns.map(({ type }) => type)];
  const write = made.format === "csv" ? (row: Cell[]) => csvLine(row, types) : (row: Cell[]) => jsonLine(row, names);
  for await (const page of rows) yield Buffer.from(page.map(write).join(""));
}

async function* readCells(portal: Opening, { made, columns }: { made: MadeRows; columns: readonly Column[] }, bodies: AsyncIterable<string>): AsyncGenerator<Cell[][]> {
  const partyPlace = columns.findIndex(({ name }) => name === "party");
  for await (const body of bodies) {
    const rows: Cell[][] = JSON.parse(`[${body}]`);
    yield made.mask === "masked" ? rows : await unmask(portal, rows, partyPlace);
  }
}
