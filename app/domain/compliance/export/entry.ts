import { sha256Of } from "#app/domain/digest";
import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { ExportRow } from "#db/schema-exports";

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
