import { inChain } from "#app/domain/chain";
import { DomainError } from "#app/domain/refusal";

/** A step of review of a draft. */
export type ReviewStep = {
  id: string;
  counter: number;
  act: "submitted" | "approved" | "rejected";
  followsId: string;
  approvalSha256: string;
  actorId: string;
  reason: string;
  happenedAt: string;
};

export type ReviewStatus = "draft" | "in review" | "approved" | "rejected" | "published";

/** The steps in their order: each follows the one before. */
export function inReviewOrder<T extends ReviewStep>(steps: readonly T[]): T[] {
  return inChain(steps);
}

/** Where a draft stands: the last step counts while the draft is as it was then; any edit since makes it a draft again. */
export function reviewStatus(draft: { counter: number; versionId: string | null }, steps: readonly ReviewStep[]): ReviewStatus {
  if (draft.versionId !== null) return "published";
  const last = steps.at(-1);
  if (!last || last.counter !== draft.counter) return "draft";
  return last.act === "submitted" ? "in review" : last.act;
}

/** Who submitted a state of a draft last; null when nobody did. */
export function submitterOf({ counter }: { counter: number }, steps: readonly ReviewStep[]): string | null {
  return steps.findLast((step) => step.act === "submitted" && step.counter === counter)?.actorId ?? null;
}

/** Throws approver-is-author for whoever wrote any state of the draft or submitted it. */
export function checkNoAuthor(actorId: string, authors: readonly string[]): void {
  if (authors.includes(actorId)) throw new DomainError("approver-is-author");
}

