import type { Session } from "#app/domain/access/session.server";
import { draftEdit, type DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import { editDraft, readDraft, startDraft, type Edited } from "#app/domain/publication/drafting/drafts.server";
import { publishVersion } from "#app/domain/publication/publish.server";
import { approveDraft, publishDraft, readReview, submitDraft } from "#app/domain/publication/review/review.server";
import { addActor, signInAgain } from "#test/support/actors";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";

export const NOW = "2026-03-01T07:30:00.000Z";
export const EARLIEST = "2026-03-31T16:00:00.000Z";
export const SLUG = "general-terms";

export type Desk = { portal: TestPortal; editor: Session; second: Session; approver: Session; draftId: string };

/** Version 1 of the usual small agreement in force, and a draft of version 2 started from it by the editor. */
export async function openDesk(plan: Parameters<typeof proposalOf>[0] = {}): Promise<Desk> {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publishVersion(portal, proposalOf(plan));
  portal.clock.set(NOW);
  const editor = await addActor(portal, "editor", ["editor", "approver"]);
  const second = await addActor(portal, "second", ["editor"]);
  const approver = await addActor(portal, "approver", ["approver"]);
  const draftId = await startDraft(portal, { slug: SLUG, number: 1, actor: editor });
  return { portal, editor, second, approver, draftId };
}

/** Edits as forms send them, on the state of the draft as it is unless another is named. */
export async function edit({ portal, editor, draftId }: Desk, edits: object[], on: { counter?: number; actor?: Session } = {}): Promise<Edited> {
  const { counter } = on.counter === undefined ? await readDraft(portal, draftId) : { counter: on.counter };
  const parsed: DraftEdit[] = edits.map((each) => draftEdit.parse(each));
  return editDraft(portal, { draftId, counter, edits: parsed, actor: on.actor ?? editor });
}

export const SAID = { op: "setVersion", changeClass: "ordinary", classReason: { en: "why" }, summary: { "zh-CN": "有所变更", en: "What changes" } };
export const REWORDED = [
  { op: "setText", clauseId: "c-3", language: "zh-CN", body: "本条款适用于全部收费服务。" },
  { op: "setText", clauseId: "c-3", language: "en", body: "These terms govern all paid services." },
];

export async function submit({ portal, editor, draftId }: Desk, warningReason = ""): Promise<void> {
  const { counter } = await readDraft(portal, draftId);
  await submitDraft(portal, { draftId, counter, actor: editor, warningReason });
}

/** Approves the draft as it is, freshly signed in. */
export async function approve({ portal, approver, draftId }: Desk, by: { actor?: Session; reason?: string } = {}): Promise<void> {
  const { counter } = await readDraft(portal, draftId);
  const review = await readReview(portal, draftId);
  const actor = await signInAgain(portal, (by.actor ?? approver).accountId);
  await approveDraft(portal, { draftId, counter, actor, approvalSha256: review.approvalSha256 ?? "", reason: by.reason ?? "" });
}

export async function publish({ portal, editor, draftId }: Desk, effectiveAt?: string | null) {
  const { counter } = await readDraft(portal, draftId);
  return publishDraft(portal, { draftId, counter, actor: editor, reason: "quarterly revision", ...(effectiveAt === undefined ? {} : { effectiveAt }) });
}
