import { checkRole, type Actor } from "#app/domain/publication/actor";
import { draftEdit, type DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import { editDraft, readDraft } from "#app/domain/publication/drafting/drafts.server";
import { importAgreement, type Imported } from "#app/domain/publication/files/import.server";
import type { Given } from "#app/domain/publication/files/imported";
import { approveDraft, publishDraft, readReview, submitDraft } from "#app/domain/publication/review/review.server";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";

/** A text to publish in one go, with all that author and approver have to say about it. */
export type TextOrder = {
  given: Given;
  author: Actor;
  approver: Actor;
  changeClass: "editorial" | "ordinary" | "essential";
  summary: Record<string, string>;
  classReason: string;
  warningReason: string;
  approvalReason: string;
  reason: string;
  effectiveAt: Instant | null;
};

export type TextPublished = Pick<Imported, "number" | "text"> & { outcome: "published" | "unchanged" };

/**
 * Brings a text in as a draft and takes it through every step of the desk: edited and submitted by the author, approved by
 * the approver, published. What any step refuses is refused; the draft stays and the same order goes on from there.
 */
export async function publishText(portal: Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">, order: TextOrder): Promise<TextPublished> {
  const { author, approver, warningReason, approvalReason, reason } = order;
  checkRole(author, "editor");
  checkRole(approver, "approver");
  const { draftId, number, text } = await importAgreement(portal, { ...order.given, publish: null });
  if (draftId === null || (await readDraft(portal, draftId)).versionId !== null) return { outcome: "unchanged", number, text };
  const before = await readDraft(portal, draftId);
  const { counter } = await editDraft(portal, { draftId, counter: before.counter, edits: editsFor(order, number), actor: author });
  await submitDraft(portal, { draftId, counter, actor: author, warningReason });
  const { approvalSha256 } = await readReview(portal, draftId);
  await approveDraft(portal, { draftId, counter, actor: approver, approvalSha256: approvalSha256 ?? "", reason: approvalReason });
  await publishDraft(portal, { draftId, counter, actor: author, reason });
  return { outcome: "published", number, text };
}

function editsFor({ changeClass, summary, classReason, effectiveAt }: TextOrder, number: number): DraftEdit[] {
  const reasons = classReason.trim() === "" ? {} : { classReason: Object.fromEntries(Object.keys(summary).map((language) => [language, classReason])) };
  const version = { op: "setVersion", changeClass: number === 1 ? "first" : changeClass, summary, ...reasons };
  return [draftEdit.parse(version), draftEdit.parse({ op: "setEffective", effectiveAt })];
}
