import type { WaitingExport } from "#app/domain/compliance/export/approval.server";
import { columnsOf, type Column } from "#app/domain/compliance/export/columns.server";
import { FILTERS } from "#app/domain/compliance/export/data-sets";
import type { MadeExport } from "#app/domain/compliance/export/made.server";
import type { Filter } from "#app/domain/compliance/export/order";
import { listFetches } from "#app/domain/compliance/export/send.server";
import { staffName } from "#app/domain/compliance/export/staff-name.server";
import { listUnderWay } from "#app/domain/compliance/export/under-way.server";
import type { Instant } from "#app/domain/instant";
import { exportFileName } from "#app/http/compliance/export-file.server";
import type { Language } from "#app/messages/catalogue";
import { exportMessages } from "#app/messages/exports";
import type { Portal } from "#app/portal.server";

type Reading = Pick<Portal, "db" | "keys" | "settings">;
type Viewing = { language: Language; accountId: string };

/** An export, or a request for one, in a list. */
export type ListedExport = { id: string; title: string; at: Instant; by: string; filter: string; reason: string; isMine: boolean };

export function viewListed(portal: Reading, rows: readonly (MadeExport | WaitingExport)[], { language, accountId }: Viewing): Promise<ListedExport[]> {
  return Promise.all(rows.map(async (row) => ({
    id: row.id,
    title: titleOf(row, language),
    at: row.happenedAt,
    by: await staffName(portal, row.actorId),
    filter: filterSentence(row.filter, language),
    reason: row.reason,
    isMine: row.actorId === accountId,
  })));
}

/** What the page of one export shows. */
export type ExportView = {
  id: string;
  title: string;
  fileName: string;
  facts: { name: string; value: string }[];
  at: Instant;
  filterSha256: string;
  checkpoint: string;
  isResumable: boolean;
  columns: Column[];
  underWay: string[];
  fetches: { id: string; at: Instant; line: string; sha256: string | null }[];
};

export async function viewExport(portal: Reading, made: MadeExport, language: Language): Promise<ExportView> {
  const words = exportMessages[language];
  const entries = made.size.toLocaleString(language);
  const facts = [
    [words.facts.by, await staffName(portal, made.actorId)],
    ...(made.approverId === null ? [] : [[words.facts.approver, await staffName(portal, made.approverId)] as const]),
    [words.facts.reason, made.reason],
    [words.facts.mask, words.masks[made.mask]],
    [words.facts.filter, filterSentence(made.filter, language)],
    [words.facts.checkpoint, words.checkpoint(entries, made.ledgerNumber)],
    [words.facts.columns, String(made.columnsVersion)],
  ] as const;
  return {
    id: made.id,
    title: titleOf(made, language),
    fileName: exportFileName(made),
    facts: facts.map(([name, value]) => ({ name, value })),
    at: made.happenedAt,
    filterSha256: made.filterSha256,
    checkpoint: made.checkpoint,
    isResumable: made.format !== "parquet" && made.format !== "bag",
    columns: columnsOf(made),
    underWay: listUnderWay(portal, made.id).map(({ rows, share }) => words.progress(rows.toLocaleString(language), Math.floor(share * 100))),
    fetches: await viewFetches(portal, made.id, language),
  };
}

async function viewFetches(portal: Reading, exportId: string, language: Language): Promise<ExportView["fetches"]> {
  const { fetches: words } = exportMessages[language];
  return Promise.all((await listFetches(portal, exportId)).map(async ({ id, happenedAt, afterRow, actorId, end }) => ({
    id,
    at: happenedAt,
    line: [
      words.by(await staffName(portal, actorId)),
      ...(afterRow === "" ? [] : [words.after(afterRow)]),
      end === null ? words.open : words[end.outcome](end.bytes.toLocaleString(language)),
    ].join(words.between),
    sha256: end?.sha256 ?? null,
  })));
}

function titleOf({ dataSet, format, mask }: Pick<MadeExport, "dataSet" | "format" | "mask">, language: Language): string {
  const words = exportMessages[language];
  return words.titleOf({ dataSet: words.dataSets[dataSet], format: words.formatNames[format], isNamed: mask === "unmasked" });
}

function filterSentence(filter: Filter, language: Language): string {
  const words = exportMessages[language];
  const parts = FILTERS.flatMap((name) => (filter[name] === undefined ? [] : [words.narrowed(words.filters[name], filter[name])]));
  return parts.length === 0 ? words.facts.whole : parts.join(words.between);
}
