import type { ReviewActs } from "#app/components/staff/review-acts";
import { isFreshSignIn } from "#app/domain/access/sign-in-again.server";
import { readReview } from "#app/domain/publication/review/review.server";
import type { ReviewedDraft } from "#app/domain/publication/review/reviewed-draft.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Portal } from "#app/portal.server";

/** What a person may do next about a draft. The operations decide; this only spares buttons that they would refuse. */
export async function nextActs(portal: Pick<Portal, "db" | "now">, viewer: Viewer, { draft }: ReviewedDraft): Promise<ReviewActs> {
  const { status, approvalSha256 } = await readReview(portal, draft.id);
  return { next: nextOf(status, viewer, draft.authorId), approvalSha256, isFresh: await isFreshSignIn(portal, viewer.signInId) };
}

function nextOf(status: Awaited<ReturnType<typeof readReview>>["status"], { roles, accountId }: Viewer, authorId: string): ReviewActs["next"] {
  if (status === "approved") return "publish";
  if (status === "in review" && roles.includes("approver")) return authorId === accountId ? "own" : "decide";
  return (status === "draft" || status === "rejected") && roles.includes("editor") ? "submit" : null;
}
