import { sha256Of } from "#app/domain/digest";
import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { ExportFetchEndRow, ExportFetchRow, ExportRow } from "#db/schema/exports";

/** What the ledger keeps of an export: who took out what at which checkpoint; the filter and the reason, which may name persons, by their hashes. */
export function exportContent(made: ExportRow): EntryContent {
  const { dataSet, columnsVersion, format, mask, ledgerNumber, size, actorId, signInId, approverId, reason, filterSha256 } = made;
  return {
    ...entryRecorded("evidence.exported", made),
    hashes: { filter: filterSha256 },
    body: {
      dataSet, columns: columnsVersion, format, mask, of: ledgerNumber, size, actor: actorId, signIn: signInId, approver: approverId, reasonSha256: sha256Of(reason),
    },
  };
}

/** What the ledger keeps of a fetch: whose file it is, who fetches it, and behind which row it goes on. */
export function fetchContent(row: ExportFetchRow): EntryContent {
  const { exportId, actorId, signInId, afterRow } = row;
  return { ...entryRecorded("evidence.fetched", row), body: { export: exportId, actor: actorId, signIn: signInId, after: afterRow === "" ? null : afterRow } };
}

/** What the ledger keeps of how a fetch ended: what was handed over, by its length and its hash. */
export function fetchEndContent(end: ExportFetchEndRow, { id, exportId, actorId, signInId }: ExportFetchRow): EntryContent {
  const { outcome, bytes, sha256 } = end;
  return {
    ...entryRecorded(`evidence.${outcome}`, { ...end, id: `${id}/end` }),
    hashes: { handedOver: sha256 },
    body: { fetch: id, export: exportId, actor: actorId, signIn: signInId, bytes },
  };
}
