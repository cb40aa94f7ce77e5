import { readOwnObjections } from "#app/domain/acceptance/objections.server";
import { isRemoved, type PersonalField } from "#app/domain/evidence/personal-value";
import { openValue } from "#app/domain/evidence/personal-value.server";
import { COMMENT_ANSWER_FIELD, COMMENT_FIELD } from "#app/domain/publication/review/comment-period";
import type { Portal } from "#app/portal.server";
import { selectCommentAnswersTo, selectCommentsOf, selectToldEvents, selectToldOf } from "#db/erasure/copy";

/** The part of a copy about notices, objections and comments: what the party was told with what became of it, and what it said. */
export async function copyOfCorrespondence(portal: Pick<Portal, "db" | "keys">, partyId: string) {
  const { db, keys } = portal;
  const open = (field: PersonalField, sealed: string | null) => openValue({ keys }, { partyId, field, sealed });
  const events = await Promise.all((await selectToldEvents(db, partyId)).map(async ({ addressSealed, detailSealed, ...event }) => (
    { ...event, address: await open("deliveryEvents.address", addressSealed), detail: await open("deliveryEvents.detail", detailSealed), isRemoved: isRemoved(addressSealed) || isRemoved(detailSealed) }
  )));
  const notices = (await selectToldOf(db, partyId)).map((notice) => ({
    ...notice,
    events: events.filter(({ deliveryId }) => deliveryId === notice.id),
  }));
  const objections = (await readOwnObjections(portal, partyId)).map(({ actId, slug, version, isLate, untilAt, objectedAt, reason, isRemoved: isGone, answers }) => (
    { actId, agreement: slug, version: version.number, isLate, untilAt, objectedAt, reason, isRemoved: isGone, answers: answers.map((answer) => ({ ...answer })) }
  ));
  const answered = await Promise.all((await selectCommentAnswersTo(db, partyId)).map(async ({ answer, answerSealed, ...row }) => (
    { ...row, answer: answer ?? (await open(COMMENT_ANSWER_FIELD, answerSealed)), isRemoved: isRemoved(answerSealed) }
  )));
  const comments = await Promise.all((await selectCommentsOf(db, partyId)).map(async ({ bodySealed, ...comment }) => ({
    ...comment, body: await open(COMMENT_FIELD, bodySealed), isRemoved: isRemoved(bodySealed),
    answers: answered.filter(({ commentId }) => commentId === comment.id).map(({ answer, isRemoved: isGone, happenedAt }) => ({ answer, isRemoved: isGone, happenedAt })),
  })));
  return { notices, objections, comments };
}
