import { sha256Of } from "#app/domain/digest";
import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { TimeTokenRow } from "#db/schema/ledger";

/** What the entry of a time token says: entries after it cannot be older than the token, those its checkpoint covers cannot be younger. */
export function timeTokenContent(row: TimeTokenRow): EntryContent {
  return {
    ...entryRecorded("time.anchored", row),
    hashes: { checkpoint: row.noteSha256, token: sha256Of(Buffer.from(row.tokenBase64, "base64")) },
    body: { of: row.ledgerNumber, size: row.size, genTime: row.genTime },
  };
}
