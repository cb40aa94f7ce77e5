import { createHash } from "node:crypto";
import { findHolder } from "#app/domain/access/holder.server";
import { readCsvRecords, readLines } from "#app/domain/evidence/import/csv";
import { findImportedParty, importAct } from "#app/domain/evidence/import/import-act.server";
import { readCsvRow, readHeader, readJsonRow, understandRow, type Cells, type Column, type ImportedRow, type RowFault } from "#app/domain/evidence/import/import-row";
import { newId } from "#app/domain/ids";
import { readHistory } from "#app/domain/publication/catalog.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";
import { selectImports } from "#db/imports";
import type { ImportRow } from "#db/schema/imports";

export type ImportFormat = "csv" | "jsonl";

export type ImportAsked = {
  slug: string;
  format: ImportFormat;
  /** The system that the rows come from, for rows that do not say it. */
  source: string | null;
  /** Opens the file from its beginning; it is read twice. */
  open: () => AsyncIterable<Uint8Array>;
  /** Account of the operator, or "installation". */
  actorId: string;
};

export type LineFault = RowFault & { line: number };

/** What checking a file found. Of many faults the first ones are told. */
export type Checked = { fileSha256: string; rows: number; faults: LineFault[]; faultCount: number };

export type ImportReport = Checked & { outcome: "faulty" | "checked" | "imported"; recorded: number; known: number };

/** Faults that are told of one file. */
const MOST_FAULTS = 100;

/** Rows that are under way at once: the writer commits what waits together. */
const AT_ONCE = 100;

/**
 * Checks every row of a file and writes nothing. Refuses agreement-unknown, import-not-terms, import-unreadable (no UTF-8), import-empty.
 */
export async function checkImport(portal: Portal, asked: ImportAsked): Promise<ImportReport> {
  const checked = await checkFile(portal, asked, await readTerms(portal, asked.slug));
  return { ...checked, outcome: checked.faultCount > 0 ? "faulty" : "checked", recorded: 0, known: 0 };
}

/**
 * Brings past acceptances in. All rows are checked first, and nothing is written while one is wrong; then each row is a commit of
 * its own. A file that is brought in again, or whose import was cut short, changes nothing that is there. Refuses what checkImport
 * does, and import-changed where the file became another one in between.
 */
export async function importAcceptances(portal: Portal, asked: ImportAsked): Promise<ImportReport> {
  const history = await readTerms(portal, asked.slug);
  const checked = await checkFile(portal, asked, history);
  if (checked.faultCount > 0) return { ...checked, outcome: "faulty", recorded: 0, known: 0 };
  const startedAt = portal.now();
  const importId = newId("imp", startedAt);
  const { recorded, known } = await writeFile(portal, asked, { history, importId, fileSha256: checked.fileSha256 });
  const row = { id: importId, agreementId: history.id, fileSha256: checked.fileSha256, rows: checked.rows, recorded, known, actorId: asked.actorId };
  await portal.writer.commit({ steps: [insertRow("imports", { ...row, happenedAt: startedAt, recordedAt: portal.now() })] });
  return { ...checked, outcome: "imported", recorded, known };
}

/** Files that were brought in, the newest first. */
export function listImports({ db }: Pick<Portal, "db">): Promise<ImportRow[]> {
  return selectImports(db, MOST_FAULTS);
}

async function readTerms({ db }: Portal, slug: string): Promise<AgreementHistory> {
  const history = await readHistory({ db }, slug);
  if (!history) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  if (history.kind !== "terms") throw new DomainError("import-not-terms", { slug });
  return history;
}

async function checkFile(portal: Portal, asked: ImportAsked, history: AgreementHistory): Promise<Checked> {
  const checked: Checked = { fileSha256: "", rows: 0, faults: [], faultCount: 0 };
  const hashed = hashing(asked.open());
  for await (const batch of inBatches(readRows(hashed.chunks, asked.format))) {
    const faults = await Promise.all(batch.map((read) => faultOf(portal, { asked, history }, read)));
    checked.rows += batch.length;
    for (const fault of faults.filter((each) => each !== null)) {
      checked.faultCount += 1;
      if (checked.faults.length < MOST_FAULTS) checked.faults.push(fault);
    }
  }
  if (checked.rows === 0) throw new DomainError("import-empty");
  return { ...checked, fileSha256: hashed.digest() };
}

type Within = { asked: ImportAsked; history: AgreementHistory };

async function faultOf(portal: Portal, within: Within, read: ReadRow): Promise<LineFault | null> {
  const understood = understand(portal, within, read);
  if ("fault" in understood) return { ...understood.fault, line: read.line };
  const { party } = understood.row;
  if ("reference" in party) return null;
  const holder = await findHolder(portal, party.email);
  const isOpen = holder?.kind === "changing" || (holder?.kind === "account" && holder.account.addressConfirmedAt === null);
  return isOpen ? { code: "account-unconfirmed", about: party.email, line: read.line } : null;
}

function understand({ now }: Portal, { asked, history }: Within, read: ReadRow): { row: ImportedRow } | { fault: RowFault } {
  return "fault" in read ? read : understandRow(read.cells, { history, source: asked.source, now: now() });
}

type Writing = { history: AgreementHistory; importId: string; fileSha256: string };

async function writeFile(portal: Portal, asked: ImportAsked, { history, importId, fileSha256 }: Writing): Promise<{ recorded: number; known: number }> {
  const counts = { recorded: 0, known: 0 };
  const hashed = hashing(asked.open());
  for await (const batch of inBatches(readRows(hashed.chunks, asked.format))) {
    const rows = batch.map((read) => understand(portal, { asked, history }, read));
    const outcomes = await Promise.all(rows.map((understood) => writeRow(portal, understood, { history, importId })));
    for (const outcome of outcomes) counts[outcome] += 1;
  }
  if (hashed.digest() !== fileSha256) throw new DomainError("import-changed");
  return counts;
}

async function writeRow(portal: Portal, understood: ReturnType<typeof understand>, { history, importId }: Omit<Writing, "fileSha256">): Promise<"recorded" | "known"> {
  if ("fault" in understood) throw new DomainError("import-changed");
  const partyId = await findImportedParty(portal, understood.row);
  if (partyId === null) throw new DomainError("import-changed");
  return importAct(portal, partyId, { row: understood.row, history, importId });
}

type ReadRow = { line: number } & ({ cells: Cells } | { fault: RowFault });

async function* readRows(chunks: AsyncIterable<Uint8Array>, format: ImportFormat): AsyncGenerator<ReadRow> {
  try {
    yield* format === "csv" ? readCsvRows(chunks) : readJsonRows(chunks);
  } catch (error) {
    throw error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? new DomainError("import-unreadable") : error;
  }
}

async function* readCsvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadRow> {
  let columns: Column[] | null = null;
  for await (const { line, text } of readCsvRecords(readLines(chunks))) {
    if (text.trim() === "") continue;
    if (columns !== null) {
      yield { line, ...readCsvRow(text, columns) };
      continue;
    }
    const header = readHeader(text);
    if ("fault" in header) return yield { line, fault: header.fault };
    columns = header.columns;
  }
}

async function* readJsonRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadRow> {
  for await (const { line, text } of readLines(chunks)) {
    if (text.trim() !== "") yield { line, ...readJsonRow(text) };
  }
}

async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The same pieces, and the hash over those that were read. */
function hashing(chunks: AsyncIterable<Uint8Array>): { chunks: AsyncIterable<Uint8Array>; digest: () => string } {
  const hash = createHash("sha256");
  async function* through(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return { chunks: through(), digest: () => hash.digest("hex") };
}
