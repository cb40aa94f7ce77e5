import { newId } from "#app/domain/ids";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { readDraft } from "#app/domain/publication/drafting/drafts.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";
import { selectDraftComments } from "#db/drafting";
import type { DraftCommentRow } from "#db/schema/drafting";

/** A comment with its answers, the earlier first. */
export type DraftComment = DraftCommentRow & { answers: DraftCommentRow[] };

/** The longest comment, in UTF-16 units. */
const LONGEST = 10_000;

type NewComment = { draftId: string; clauseId: string | null; answersId: string | null; body: string; actor: Actor };

/**
 * Comments on a draft as a whole, on one of its clauses, or on a comment (the answer is about the same clause). Comments are
 * kept as they are. Gives the id. Refuses role-missing, draft-unknown, comment-empty, clause-absent.
 */
export async function commentDraft({ db, writer, now }: Pick<Portal, "db" | "writer" | "now">, input: NewComment): Promise<string> {
  const { draftId, answersId, actor } = input;
  checkRole(actor, "editor", "approver");
  const body = input.body.trim().slice(0, LONGEST);
  if (body === "") throw new DomainError("comment-empty");
  const { content, counter } = await readDraft({ db }, draftId);
  const answered = answersId === null ? null : (await selectDraftComments(db, draftId)).find(({ id }) => id === answersId);
  if (answered === undefined) throw new DomainError("comment-empty", { answersId: answersId ?? "" });
  const clauseId = answered ? answered.clauseId : input.clauseId;
  if (!answered && clauseId !== null && !content.version.clauses.some(({ id }) => id === clauseId)) throw new DomainError("clause-absent", { clause: clauseId });
  const at = now();
  const id = newId("cmt", at);
  const row = { id, draftId, counter, clauseId, answersId: answered?.answersId ?? answersId, body, actorId: actor.accountId };
  await writer.commit({ steps: [insertRow("draftComments", { ...row, happenedAt: at, recordedAt: at })] });
  return id;
}

/** The comments on a draft, each with its answers, the earlier first. */
export async function readDraftComments({ db }: Pick<Portal, "db">, draftId: string): Promise<DraftComment[]> {
  const rows = await selectDraftComments(db, draftId);
  return rows.filter(({ answersId }) => answersId === null).map((row) => ({ ...row, answers: rows.filter(({ answersId }) => answersId === row.id) }));
}
