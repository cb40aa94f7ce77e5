import { OBJECTION_ANSWER_FIELD } from "#app/domain/acceptance/objection";
import { EXPLANATION_FIELD } from "#app/domain/evidence/explanations/explanations";
import { openValue } from "#app/domain/evidence/personal-value.server";
import type { PlaceValues } from "#app/domain/notice/delivery/fill";
import { isLanguage } from "#app/messages/catalogue";
import { noticeActs } from "#app/messages/notice-acts";
import { formatUtc } from "#app/messages/time";
import type { Portal } from "#app/portal.server";
import { findPrivateAnswer } from "#db/explanations";
import { selectObjectionAnswers } from "#db/objections";
import { findActById, findFirstCheckpointOver } from "#db/receipts";
import type { NoticeRow } from "#db/schema/notices";

/**
 * What the receipt of an act is filled in with. All of it follows from evidence, so that a receipt says the same whenever it is read: the state of the
 * ledger is that of the first signed checkpoint over the act.
 */
export async function readActValues({ db, settings }: Pick<Portal, "db" | "settings">, actId: string | null): Promise<PlaceValues> {
  const act = actId === null ? null : await findActById(db, actId);
  if (!act) return {};
  const checkpoint = await findFirstCheckpointOver(db, act.id);
  return {
    actId: act.id,
    happenedAt: formatUtc(act.happenedAt),
    receipt: new URL(`/receipts/${act.id}`, settings.publicUrl).href,
    ...(checkpoint ? { checkpoint: checkpoint.note.trimEnd() } : {}),
  };
}

/**
 * What staff wrote to one party, in the answer to an objection or to a question, for the notice that brings it: read where it is kept, under the key of the
 * party, and nowhere kept a second time. Empty for other notices.
 */
export async function readAnswerValues(
  { db, keys }: Pick<Portal, "db" | "keys">,
  { reason, actId, onceKey, language }: Pick<NoticeRow, "reason" | "actId" | "onceKey"> & { language: string },
): Promise<PlaceValues> {
  if (!isLanguage(language)) return {};
  const answerId = onceKey.split("/").at(-1) ?? "";
  const gone = noticeActs[language].objection.removed;
  if (reason === "explanation") {
    const found = await findPrivateAnswer(db, answerId);
    return found ? { answer: (await openValue({ keys }, { partyId: found.partyId, field: EXPLANATION_FIELD, sealed: found.answerSealed })) ?? gone } : {};
  }
  if (reason !== "objection-answer" || actId === null) return {};
  const found = (await selectObjectionAnswers(db, [actId])).find(({ id }) => id === answerId);
  const words = found && (await openValue({ keys }, { partyId: found.partyId, field: OBJECTION_ANSWER_FIELD, sealed: found.reasonSealed }));
  return { answer: words ?? gone };
}
