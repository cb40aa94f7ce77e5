import { redirect } from "@remix-run/node";
import { readColleagues } from "#app/domain/access/colleagues.server";
import type { Instant } from "#app/domain/instant";
import { isOpenComment } from "#app/domain/publication/drafting/draft-comment";
import { commentDraft, readDraftComments, type DraftComment } from "#app/domain/publication/drafting/draft-comments.server";
import { bindingOf, openDraft } from "#app/domain/publication/drafting/open-draft";
import { nameClause } from "#app/domain/publication/rendered.server";
import type { ReviewedDraft } from "#app/domain/publication/review/reviewed-draft.server";
import { isCovered } from "#app/domain/text/outline";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { orRefill, type SentEdits } from "#app/http/desk/save-edits.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Portal } from "#app/portal.server";

type Said = { id: string; body: string; counter: number; happenedAt: Instant; who: string | null; isOwn: boolean };
export type CommentView = Said & { clauseId: string | null; clause: string | null; isOpen: boolean; answers: Said[] };

export type CommentsView = {
  draftId: string;
  zone: string;
  /** Those that wait for an answer first. */
  comments: CommentView[];
  /** What a new comment can be about; empty where the page says it already. */
  clauses: { id: string; name: string }[];
};

type For = { reviewed: ReviewedDraft; viewer: Viewer; clauseId?: string };

/** The comments on a draft, or on one of its clauses, in the order of the text. */
export async function viewComments(portal: Pick<Portal, "db" | "keys">, { reviewed: { draft }, viewer, clauseId }: For): Promise<CommentsView> {
  const covered = bindingOf(openDraft(draft.content)).clauses.filter(isCovered);
  const clauses = covered.map((clause) => ({ id: clause.id, name: [clause.number, nameClause(clause).name].filter(Boolean).join(" ") }));
  const threads = (await readDraftComments(portal, draft.id)).filter((thread) => clauseId === undefined || thread.clauseId === clauseId);
  const people = await readColleagues(portal, threads.flatMap(({ actorId, answers }) => [actorId, ...answers.map((answer) => answer.actorId)]));
  const said = ({ id, body, counter, happenedAt, actorId }: DraftComment["answers"][number]): Said => {
    return { id, body, counter, happenedAt, who: people.get(actorId) ?? null, isOwn: actorId === viewer.accountId };
  };
  const comments = threads.map((thread) => ({
    ...said(thread),
    clauseId: thread.clauseId,
    clause: clauses.find(({ id }) => id === thread.clauseId)?.name ?? null,
    isOpen: isOpenComment(thread),
    answers: thread.answers.map(said),
  }));
  const places = new Map(clauses.map(({ id }, index) => [id, index]));
  const placeOf = ({ clauseId: id }: CommentView) => (id === null ? -1 : (places.get(id) ?? clauses.length));
  comments.sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || placeOf(a) - placeOf(b));
  return { draftId: draft.id, zone: draft.content.agreement.zone, comments, clauses: clauseId === undefined ? clauses : [] };
}

/** Keeps the comment or answer that a form brings, and leads back to where it was written. */
export function saveComment({ context }: Exchange, sent: SentEdits, { draftId, clauseId, to }: { draftId: string; clauseId?: string; to: string }) {
  const { form, viewer } = sent;
  return orRefill(sent, async () => {
    const about = clauseId ?? (textOf(form, "clauseId") || null);
    const id = await commentDraft(context.portal, { draftId, clauseId: about, answersId: textOf(form, "answersId") || null, body: textOf(form, "comment"), actor: viewer });
    return redirect(`${to}#${id}`, { status: 303 });
  });
}
