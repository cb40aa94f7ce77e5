import { sha256Of } from "#app/domain/digest";
import { listedWithin, MOST_LISTED_BYTES, unnamedParties } from "#app/domain/evidence/entries/listed";
import { versionHashes, type NamedVersion } from "#app/domain/evidence/entries/version";
import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { JsonValue } from "#app/ledger/canonical";
import type { ClauseMarkRow, EndingRow } from "#db/schema/drafting";

type Marked = Omit<NamedVersion, "manifest">;

/** What the entry of a void mark or an undertaking says. The ground is named by the hash of its JSON as stored. */
export function markContent(mark: ClauseMarkRow, version: Marked): EntryContent {
  return {
    ...entryRecorded(mark.kind === "void" ? "clause.voided" : "undertaking.given", mark),
    hashes: { ...versionHashes(version), ground: sha256Of(mark.groundJson) },
    body: {
      agreement: mark.agreementId,
      version: mark.versionId,
      clause: mark.clauseId,
      parties: unnamedParties(mark.partiesJson),
      sinceAt: mark.sinceAt,
      author: mark.authorId,
      approver: mark.approverId,
    },
  };
}

/** What the entry of an agreement's end says. Ground and refund are named by the hashes of their JSON as stored. */
export function endingContent(ending: EndingRow, version: Marked): EntryContent {
  const surviving: JsonValue = JSON.parse(ending.survivingJson);
  const working: JsonValue = JSON.parse(ending.ruleJson);
  return {
    ...entryRecorded("agreement.ended", ending),
    hashes: { ...versionHashes(version), ground: sha256Of(ending.groundJson), refund: sha256Of(ending.refundJson) },
    body: {
      agreement: ending.agreementId,
      version: ending.versionId,
      parties: unnamedParties(ending.partiesJson),
      effectiveAt: ending.effectiveAt,
      dataUntil: ending.dataUntil,
      surviving: listedWithin(Array.isArray(surviving) ? surviving : [], MOST_LISTED_BYTES),
      notice: { days: ending.noticeDays, zone: ending.zone, earliestAt: ending.earliestAt, working },
      author: ending.authorId,
      approver: ending.approverId,
    },
  };
}
