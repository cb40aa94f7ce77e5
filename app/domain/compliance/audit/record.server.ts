import { auditContent } from "#app/domain/evidence/entries/audit";
import { newEntry } from "#app/domain/evidence/new-entry";
import { commitTo } from "#app/domain/evidence/openings.server";
import { newId } from "#app/domain/ids";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, type Commit } from "#db/commit";
import type { AuditRecordRow } from "#db/schema/audit";

type Recording = Pick<Portal, "writer" | "keys" | "ledger" | "now">;

/** What is to be recorded; `reason` in words, `onceKey` null where it may be recorded again and again. */
export type AuditFacts = Pick<AuditRecordRow, "act" | "actorId" | "signInId" | "detailJson"> & { partyId: string | null; reason: string | null; onceKey: string | null };

/** The field under which a reason is sealed. */
export const AUDIT_REASON = "auditRecords.reason";

/** Records what staff saw, with its entry in the ledger. False where it was recorded before. Of an erased party no reason is kept. */
export async function recordAudit(portal: Recording, facts: AuditFacts): Promise<boolean> {
  try {
    await portal.writer.commit(await auditCommit(portal, facts));
    return true;
  } catch (error) {
    if (error instanceof KeyTakenError && error.table === "auditRecords") return false;
    throw error;
  }
}

async function auditCommit({ keys, ledger, now }: Recording, { reason, onceKey, ...facts }: AuditFacts): Promise<Commit> {
  const at = now();
  const id = newId("aud", at);
  const { partyId } = facts;
  const isKept = partyId !== null && (await keys.sealUnlessErased(partyId, AUDIT_REASON, "")) !== null;
  const reasonSealed = isKept && reason !== null ? await keys.seal(partyId, AUDIT_REASON, reason) : null;
  const { commitments, steps } = isKept ? await commitTo({ keys }, { recordId: id, partyId, values: { party: partyId, reason } }) : { commitments: {}, steps: [] };
  const row: AuditRecordRow = { id, ...facts, onceKey: onceKey ?? id, reasonSealed, happenedAt: at, recordedAt: at };
  return { steps: [insertRow("auditRecords", row), ...steps], entries: [newEntry(ledger.open(), auditContent(row, commitments))] };
}
