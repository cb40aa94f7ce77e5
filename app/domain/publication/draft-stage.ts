import type { DraftRow } from "#db/schema";
import type { ApprovalRow } from "#db/schema-drafting";

/** Where a draft stands before it is published. */
export type DraftStage = "draft" | "in review" | "approved" | "rejected" | "published";

const AFTER: Record<ApprovalRow["act"], DraftStage> = { submitted: "in review", approved: "approved", rejected: "rejected" };

/** Where a draft stands, and the latest step of review, if any: a step holds for the state it was made for, and an edit leaves it behind. */
export function stageOf(
  { counter, versionId }: Pick<DraftRow, "counter" | "versionId">,
  steps: readonly ApprovalRow[],
): { stage: DraftStage; last: ApprovalRow | null } {
  const last = steps.find(({ id }) => steps.every(({ followsId }) => followsId !== id)) ?? null;
  if (versionId !== null) return { stage: "published", last };
  return { stage: last?.counter === counter ? AFTER[last.act] : "draft", last };
}
