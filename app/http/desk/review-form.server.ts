import { redirect } from "@remix-run/node";
import { readAskedInstant } from "#app/domain/publication/drafting/asked";
import { draftEdit, type DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import { readDraft } from "#app/domain/publication/drafting/drafts.server";
import { approveDraft, publishDraft, rejectDraft, submitDraft } from "#app/domain/publication/review/review.server";
import { textOf } from "#app/http/account/account-fields.server";
import { readCounter } from "#app/http/desk/clause-form.server";
import { saveComment } from "#app/http/desk/comments-view.server";
import type { Exchange } from "#app/http/context";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { refuse } from "#app/http/refuse.server";
import { orRefill, saveEdits, type SentEdits } from "#app/http/desk/save-edits.server";
import { requireFreshSignIn, requireRole } from "#app/http/viewer.server";

/** Answers the forms of the review page, by the `intent` of the button that sent them. Roles are checked by the operations too. */
export async function answerReviewForm(exchange: Exchange, draftId: string) {
  const viewer = await requireRole(exchange, "editor", "approver");
  const form = await readForm(exchange, viewer);
  if (textOf(form, "intent") === "approve") await requireFreshSignIn(exchange, viewer);
  const sent = { viewer, form, language: readLanguage(exchange, viewer) };
  const to = `/editor/drafts/${draftId}/review`;
  if (textOf(form, "intent") === "comment") return saveComment(exchange, sent, { draftId, to });
  if (textOf(form, "intent") === "words") return saveEdits(exchange, sent, { draftId, asked: () => readWords(exchange, sent, draftId), to: () => `${to}?saved` });
  return orRefill(sent, async () => redirect((await carryOut(exchange, sent, draftId)) ?? to, { status: 303 }));
}

/** Does the step that was asked for; gives where it leads, null for back to the page. */
async function carryOut({ context: { portal } }: Exchange, { viewer, form }: SentEdits, draftId: string): Promise<string | null> {
  const state = { draftId, counter: readCounter(form), actor: viewer };
  const reason = textOf(form, "reason").slice(0, 2000);
  switch (textOf(form, "intent")) {
    case "submit":
      await submitDraft(portal, { ...state, warningReason: reason });
      return null;
    case "approve":
      await approveDraft(portal, { ...state, approvalSha256: textOf(form, "approvalSha256"), reason });
      return null;
    case "reject":
      await rejectDraft(portal, { ...state, reason });
      return null;
    case "publish":
      await publishDraft(portal, { ...state, reason });
      return `/editor/drafts/${draftId}`;
    default:
      throw refuse("input-invalid");
  }
}

/** What an editor wrote about the draft: class, reasons, words in every language, and the date. Throws instant-invalid. */
async function readWords({ context }: Exchange, { form }: SentEdits, draftId: string): Promise<{ counter: number; edits: DraftEdit[] }> {
  const { content } = await readDraft(context.portal, draftId);
  const wanted = textOf(form, "effective").trim();
  const effectiveAt = wanted === "" ? null : readAskedInstant(wanted, content.agreement.zone);
  const reasons = form.getAll("reasons");
  const version = {
    op: "setVersion",
    changeClass: textOf(form, "changeClass") || null,
    reasons: reasons.length > 0 ? reasons : ["amend"],
    classReason: wordsOf(form, "classReason"),
    summary: wordsOf(form, "summary"),
  };
  const edits = [version, { op: "setEffective", effectiveAt }].map((edit) => draftEdit.safeParse(edit));
  return { counter: readCounter(form), edits: edits.map((edit) => edit.data ?? invalid()) };
}

function invalid(): never {
  throw refuse("input-invalid");
}

/** The fields `<name>.<language>`, by language. */
function wordsOf(form: FormData, name: string): Record<string, string> {
  const fields = Array.from(form.entries()).filter(([field]) => field.startsWith(`${name}.`));
  return Object.fromEntries(fields.map(([field, value]) => [field.slice(name.length + 1), typeof value === "string" ? value : ""]));
}
