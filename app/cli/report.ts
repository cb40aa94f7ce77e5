import { print } from "#app/cli/print";
import { readReportOrder, type ReportOrder } from "#app/cli/report-order";
import { csvLine, type Cell } from "#app/domain/compliance/export/cell";
import { answerRow, boundRows, failureRow, missingRow, REPORT_COLUMNS, totalsRow, versionNames, type ReportRow } from "#app/domain/compliance/report-rows.server";
import { listAnswers, listFailedDeliveries, listMissing, readBound, type Listed, type MissingCursor } from "#app/domain/compliance/questions.server";
import { readTotals } from "#app/domain/compliance/totals.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { DomainError } from "#app/domain/refusal";
import { reportMessages, type ReportName } from "#app/messages/report";
import type { AnswerCursor } from "#db/compliance/compliance";
import type { FailureCursor } from "#db/compliance/compliance-notices";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";

/** Rows that a list reads at once. */
const PAGE = 500;

/** `concordat report QUESTION …`: answers a question of auditors by the evidence of the data folder. Throws UsageError, refusals. */
export async function runReport(args: string[]): Promise<number> {
  const portal = await openPortal(readSettings(process.env));
  try {
    const order = readReportOrder(args, { now: portal.now(), environment: process.env });
    await checkAgreement(portal, order);
    await printReport(portal, order);
    return 0;
  } finally {
    await portal.close();
  }
}

async function checkAgreement(portal: Portal, { filter: { slug, number } }: ReportOrder): Promise<void> {
  if (slug === null) return;
  const history = (await readHistories(portal)).find((each) => each.slug === slug);
  if (!history) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  if (number !== null && !history.versions.some((version) => version.number === number)) throw new DomainError("version-unknown", { slug, number });
}

async function printReport(portal: Portal, order: ReportOrder): Promise<void> {
  const columns = REPORT_COLUMNS[order.report];
  const words = reportMessages[order.lang];
  const { head, notes, rows } = await answerTo(portal, order);
  if (order.format === "text") await print(`${head}\n${notes.map((note) => `${note}\n`).join("")}\n`);
  if (order.format === "csv") await print(`${columns.join(",")}\r\n`);
  let count = 0;
  for await (const page of rows) {
    count += page.length;
    await print(page.map((row) => formatRow(order, columns, row)).join(""));
  }
  if (count === 0 && order.format === "text") await print(`${words.none}\n`);
}

/** Of one person each thing stands on a line of its own; in a list each row is a line. */
function formatRow({ format, report, lang }: ReportOrder, columns: readonly ReportName[], row: ReportRow): string {
  if (format === "json") return `${JSON.stringify(Object.fromEntries(columns.map((name) => [name, row[name] ?? null])))}\n`;
  const cells = columns.map((name) => joined(row[name] ?? null));
  if (format === "csv") return csvLine(cells, []);
  const { names } = reportMessages[lang];
  const told = columns.flatMap((name, place) => (cells[place] === null ? [] : [`${names[name]}: ${cells[place]}`]));
  return report === "bound" ? `${told.join("\n")}\n\n` : `${told.join("  ")}\n`;
}

function joined(value: NonNullable<ReportRow[ReportName]> | null): Cell {
  return value === null || typeof value !== "object" ? value : value.join("; ");
}

type Answer = { head: string; notes: string[]; rows: AsyncIterable<ReportRow[]> };

async function answerTo(portal: Portal, order: ReportOrder): Promise<Answer> {
  const { report, filter, state, owed, lang } = order;
  const words = reportMessages[lang];
  const names = versionNames(await readHistories(portal));
  switch (report) {
    case "bound":
      return boundAnswer(portal, order);
    case "accepted":
      return { head: words.accepted(filter.at), notes: [], rows: pagesOf((after: AnswerCursor | null) => listAnswers(portal, { state, filter }, { after, limit: PAGE }), (row) => answerRow(row, names)) };
    case "missing":
      return { head: words.missing(filter.at), notes: [words.factsNow], rows: pagesOf((after: MissingCursor | null) => listMissing(portal, { state: owed, filter }, { after, limit: PAGE }), (row) => missingRow(row, owed)) };
    case "failed-notices":
      return { head: words.failed(filter.at), notes: [], rows: pagesOf((after: FailureCursor | null) => listFailedDeliveries(portal, filter, { after, limit: PAGE }), (row) => failureRow(row, names)) };
    case "totals":
      return { head: words.totals(filter.at), notes: [words.factsNow], rows: only((await readTotals(portal, filter)).map(totalsRow)) };
  }
}

async function boundAnswer(portal: Portal, { party, when, filter: { known }, lang }: ReportOrder): Promise<Answer> {
  const words = reportMessages[lang];
  const answer = await readBound(portal, { partyId: party ?? "", when, known });
  const rows = boundRows(answer);
  const notes = [...(answer.erasedAt ? [words.erased(answer.erasedAt)] : []), ...(rows.some(({ changes }) => changes) ? [words.changes] : [])];
  return { head: words.bound(answer.partyId, "day" in when ? when.day : when.instant, answer.known), notes, rows: only(rows) };
}

async function* only(rows: ReportRow[]): AsyncGenerator<ReportRow[]> {
  yield rows;
}

async function* pagesOf<Item, Cursor>(read: (after: Cursor | null) => Promise<Listed<Item, Cursor>>, rowOf: (item: Item) => ReportRow): AsyncGenerator<ReportRow[]> {
  let after: Cursor | null = null;
  do {
    const { items, next }: Listed<Item, Cursor> = await read(after);
    yield items.map(rowOf);
    after = next;
  } while (after !== null);
}
