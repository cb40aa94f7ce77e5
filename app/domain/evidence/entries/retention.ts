import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { JsonObject } from "#app/ledger/canonical";
import type { RetentionPlanRow, RetentionStepRow } from "#db/schema/retention";

/** What the ledger keeps of an approved plan: the hash of its list, how many, and by whom it was made and approved. */
export function planApproved(step: RetentionStepRow, { id, listSha256, items, actorId }: RetentionPlanRow): EntryContent {
  return { ...entryRecorded("retention.approved", step), hashes: { list: listSha256 }, body: { plan: id, items, actor: actorId, approver: step.actorId, signIn: step.signInId } };
}

/** What the ledger keeps of a plan that was carried out: how many records came to what. */
export function planFinished(step: RetentionStepRow): EntryContent {
  const outcomes: JsonObject = JSON.parse(step.resultJson ?? "{}");
  return { ...entryRecorded("retention.finished", step), body: { plan: step.planId, outcomes } };
}
