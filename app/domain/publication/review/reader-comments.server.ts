import { countAttempt } from "#app/domain/access/attempts.server";
import { readAccount } from "#app/domain/access/holder.server";
import type { Session } from "#app/domain/access/session.server";
import { inChain } from "#app/domain/chain";
import { sha256Of } from "#app/domain/digest";
import { textFault, typedText } from "#app/domain/evidence/explanations/explanations";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { openValue, valueSteps } from "#app/domain/evidence/personal-value.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { writeMail } from "#app/domain/notice/channels/mail";
import { mailStep } from "#app/domain/notice/channels/send.server";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { COMMENT_ANSWER_FIELD, COMMENT_FIELD, LONGEST_COMMENT } from "#app/domain/publication/review/comment-period";
import { readCommentedDraft } from "#app/domain/publication/review/comment-period.server";
import { contentAt } from "#app/domain/publication/drafting/drafts.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, type Step } from "#db/commit";
import { selectCommentAnswers, selectCommentOfForm, selectReaderComment, selectReaderComments, type CommentAnswerFound } from "#db/reader-comments";
import type { CommentAnswerRow, ReaderCommentRow } from "#db/schema/comments";

export type NewComment = {
  actor: Pick<Session, "accountId" | "partyId">;
  draftId: string;
  counter: number;
  clauseId: string | null;
  body: string;
  /** A random key of the form; the same comment sent with it again is the same comment. */
  formKey: string;
};

export type Commented = { outcome: "commented"; id: string } | { outcome: "limited"; retryAt: Instant };

/**
 * What a reader says about a draft while its comment period runs, about the state that was read. Refuses proposed-unknown,
 * period-closed, comment-unfit, state-unknown for a state that readers do not see, and clause-absent.
 */
export async function commentProposed(portal: Portal, input: NewComment): Promise<Commented> {
  const body = fitText(input.body);
  const formSha256 = sha256Of([input.formKey, input.draftId, input.counter, input.clauseId ?? "", body].join("\0"));
  const known = await selectCommentOfForm(portal.db, formSha256);
  if (known) return { outcome: "commented", id: known.id };
  await checkPlace(portal, input);
  const retryAt = await countAttempt(portal, [{ rule: "comment-party", subject: input.actor.partyId }]);
  if (retryAt !== null) return { outcome: "limited", retryAt };
  const row = commentRow(portal, input, formSha256);
  const words = await valueSteps(portal, { recordId: row.id, partyId: row.partyId, field: COMMENT_FIELD, value: body });
  try {
    await portal.writer.commit({ steps: [insertRow("readerComments", row), ...words] });
    return { outcome: "commented", id: row.id };
  } catch (error) {
    const first = error instanceof KeyTakenError ? await selectCommentOfForm(portal.db, formSha256) : null;
    if (!first) throw error;
    return { outcome: "commented", id: first.id };
  }
}

async function checkPlace(portal: Portal, { draftId, counter, clauseId }: NewComment): Promise<void> {
  const { period, states } = await readCommentedDraft(portal, draftId);
  if (!period.isOpen) throw new DomainError("period-closed");
  if (!states.some((state) => state.counter === counter)) throw new DomainError("state-unknown", { counter });
  const { version } = await contentAt(portal, { draftId, counter });
  if (clauseId !== null && !version.clauses.some(({ id }) => id === clauseId)) throw new DomainError("clause-absent", { clause: clauseId.slice(0, 80) });
}

function commentRow({ now }: Portal, input: NewComment, formSha256: string): ReaderCommentRow {
  const { actor: { accountId, partyId }, draftId, counter, clauseId } = input;
  const at = now();
  return { id: newId("rcm", at), draftId, counter, clauseId, partyId, actorId: accountId, formSha256, happenedAt: at, recordedAt: at };
}

export type NewAnswer = { commentId: string; follows: string; answer: string; shown: "everybody" | "commenter"; actor: Actor };

/**
 * Answers a reader's comment, or answers it anew; the reader is told by mail. Shown to everybody, comment and answer stand without
 * a name. Refuses role-missing, comment-unknown, comment-unfit, comment-answered.
 */
export async function answerReader(portal: Portal, { commentId, follows, shown, actor, ...input }: NewAnswer): Promise<void> {
  checkRole(actor, "editor", "approver");
  const answer = fitText(input.answer);
  const comment = await selectReaderComment(portal.db, commentId);
  if (!comment) throw new DomainError("comment-unknown");
  const answers = (await selectCommentAnswers(portal.db, comment.draftId)).filter((each) => each.commentId === commentId);
  const last = inChain(answers).at(-1);
  const said = last && (await openAnswer(portal, comment.partyId, last)).answer;
  const isShown = shown === "everybody" ? 1 : 0;
  if (last && said === answer && last.isShown === isShown) return;
  if ((last?.id ?? "") !== follows) throw new DomainError("comment-answered");
  const at = portal.now();
  const row: CommentAnswerRow = { id: newId("can", at), commentId, followsId: follows, answer: isShown === 1 ? answer : null, isShown, actorId: actor.accountId, happenedAt: at, recordedAt: at };
  const words = await valueSteps(portal, { recordId: row.id, partyId: comment.partyId, field: COMMENT_ANSWER_FIELD, value: isShown === 1 ? null : answer });
  try {
    await portal.writer.commit({ steps: [insertRow("commentAnswers", row), ...words, ...(await toldReader(portal, comment, answer))] });
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError("comment-answered") : error;
  }
}

async function toldReader(portal: Portal, { id, draftId, actorId }: ReaderCommentRow, answer: string): Promise<Step[]> {
  const account = await readAccount(portal, actorId);
  if (!account) return [];
  const { publicUrl } = portal.settings;
  const link = `${publicUrl}/proposed/${draftId}#${id}`;
  const mail = writeMail({ to: account.address, language: account.language, publicUrl }, (texts) => texts.commentAnswered({ answer, link }));
  return [await mailStep(portal, account.partyId, mail)];
}

function fitText(text: string): string {
  const typed = typedText(text);
  if (textFault(typed, LONGEST_COMMENT) !== null) throw new DomainError("comment-unfit", { most: LONGEST_COMMENT });
  return typed;
}

/** A reader's comment with its answers, the latest last. */
export type ReaderComment = {
  id: string;
  counter: number;
  clauseId: string | null;
  /** Null once the person is erased, or it was removed. */
  body: string | null;
  /** Whether its words were removed at the end of their period. */
  isRemoved: boolean;
  isOwn: boolean;
  isShown: boolean;
  commentedAt: Instant;
  answers: { id: string; answer: string | null; isRemoved: boolean; answeredAt: Instant }[];
};

/** Every comment of readers on a draft, the earlier first; `isOwn` are those of the party. */
export async function readReaderComments({ db, keys }: Pick<Portal, "db" | "keys">, { draftId, partyId }: { draftId: string; partyId: string | null }): Promise<ReaderComment[]> {
  const [rows, answers] = [await selectReaderComments(db, draftId), await selectCommentAnswers(db, draftId)];
  return Promise.all(rows.map(async (row) => {
    const own = inChain(answers.filter(({ commentId }) => commentId === row.id));
    return {
      id: row.id,
      counter: row.counter,
      clauseId: row.clauseId,
      body: await openValue({ keys }, { partyId: row.partyId, field: COMMENT_FIELD, sealed: row.bodySealed }),
      isRemoved: isRemoved(row.bodySealed),
      isOwn: row.partyId === partyId,
      isShown: own.at(-1)?.isShown === 1,
      commentedAt: row.happenedAt,
      answers: await Promise.all(own.map((each) => openAnswer({ keys }, row.partyId, each))),
    };
  }));
}

/** What is for the commenter alone is kept under the commenter's key. */
async function openAnswer({ keys }: Pick<Portal, "keys">, partyId: string, { id, answer, answerSealed: sealed, happenedAt }: CommentAnswerFound): Promise<ReaderComment["answers"][number]> {
  const words = answer ?? (await openValue({ keys }, { partyId, field: COMMENT_ANSWER_FIELD, sealed }));
  return { id, answer: words, isRemoved: isRemoved(sealed), answeredAt: happenedAt };
}

/** How many comments of readers on a draft wait for an answer. */
export async function countUnansweredComments({ db }: Pick<Portal, "db">, draftId: string): Promise<number> {
  const answered = new Set((await selectCommentAnswers(db, draftId)).map(({ commentId }) => commentId));
  return (await selectReaderComments(db, draftId)).filter(({ id }) => !answered.has(id)).length;
}
