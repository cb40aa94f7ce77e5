import { parseLeftAgreements } from "#app/domain/access/leaving";
import { listedWithin, MOST_LISTED_BYTES } from "#app/domain/evidence/entries/listed";
import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { Entry } from "#app/ledger/entry";
import type { LeavingRow } from "#db/schema/leavings";

/** What the ledger keeps of a leaving: what bound, which clauses go on binding, until when data can be fetched; persons as commitments. */
export function leftContent(row: LeavingRow, commitments: NonNullable<Entry["commitments"]>): EntryContent {
  const { delegationId, signInId, dataUntil, requestId } = row;
  const agreements = parseLeftAgreements(row.agreementsJson).map(({ agreementId, versionId, actId, surviving }) => (
    { agreement: agreementId, version: versionId, act: actId, surviving }
  ));
  return {
    ...entryRecorded("party.left", row),
    ...(Object.keys(commitments).length === 0 ? {} : { commitments }),
    body: { agreements: listedWithin(agreements, MOST_LISTED_BYTES), delegation: delegationId, signIn: signInId, dataUntil, request: requestId },
  };
}
