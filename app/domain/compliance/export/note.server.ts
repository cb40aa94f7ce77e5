import { CSV_RULE } from "#app/domain/compliance/export/cell";
import { columnsOf } from "#app/domain/compliance/export/columns.server";
import { DATA_SETS } from "#app/domain/compliance/export/data-sets";
import type { MadeExport } from "#app/domain/compliance/export/made.server";
import type { JsonObject } from "#app/ledger/canonical";

const RULES = {
  csv: CSV_RULE,
  jsonl: "UTF-8 without byte order mark, one JSON object in each line, lines end in LF; members stand in the order of the columns; null is a value that is not known.",
  parquet: "Columns of the type instant are timestamps in UTC, those of the type integer 64-bit integers, all others UTF-8 text; null is a value that is not known.",
  bag: "A ZIP file of one folder, a bag (BagIt 1.0, RFC 8493); HOWTO.en.md and HOWTO.zh-CN.md in it say how to check it.",
};

/** What goes with the file of an export: what it holds, how it is written, and at which checkpoint of the ledger. */
export function noteOf(made: MadeExport): JsonObject {
  const { id, dataSet, columnsVersion, format, mask, filter, filterSha256, ledgerNumber, size, checkpoint, happenedAt, actorId, approverId, reason } = made;
  return {
    schema: "concordat/export-note/1",
    export: id,
    dataSet,
    row: DATA_SETS[dataSet].row,
    columnsVersion,
    columns: columnsOf(made).map(({ name, type, means }) => ({ name, type, means })),
    format,
    rule: RULES[format],
    order: "by ledger, index and line (or the id that stands in its place); a row is named by these, with full stops between",
    time: "instants are UTC, ISO 8601 with milliseconds; the column zone, where there is one, names the agreement's time zone; there are no fractions anywhere",
    mask,
    filter,
    filterSha256,
    ledger: ledgerNumber,
    size,
    holds: "rows of the entries of this ledger below this size, and of the ledgers before it",
    checkpoint,
    madeAt: happenedAt,
    actor: actorId,
    approver: approverId,
    reason,
  };
}
