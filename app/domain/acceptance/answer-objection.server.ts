import { refuseLocked } from "#app/domain/acceptance/object.server";
import { answersTo, LONGEST_OBJECTION_ANSWER, OBJECTION_ANSWER_FIELD, type Objection, type ObjectionAnswer } from "#app/domain/acceptance/objection";
import { readObjection } from "#app/domain/acceptance/objections.server";
import { readLatestLines } from "#app/domain/acceptance/standing.server";
import { readAccount } from "#app/domain/access/holder.server";
import { objectionAnswered } from "#app/domain/evidence/entries/objection";
import { textFault, typedText } from "#app/domain/evidence/explanations/explanations";
import { newEntry } from "#app/domain/evidence/new-entry";
import { commitTo } from "#app/domain/evidence/openings.server";
import { valueSteps } from "#app/domain/evidence/personal-value.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import type { Telled } from "#app/domain/notice/telling/tell.server";
import { tellObjectionAnswer } from "#app/domain/notice/telling/tell-one.server";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { readHistory } from "#app/domain/publication/catalog.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError } from "#db/commit";
import { findAct } from "#db/evidence";
import type { ObjectionAnswerRow } from "#db/schema/deeming";

export type NewObjectionAnswer = {
  actor: Actor;
  actId: string;
  /** The answer that was there when the form was opened; "" for none. */
  follows: string;
  answer: ObjectionAnswer["answer"];
  /** For keep and leave: until when. */
  untilAt: Instant | null;
  /** What the party is told, and why. */
  reason: string;
};

/**
 * Answers an objection, or answers it anew; who objected is told by a notice, in the same commit. "keep": the former version goes on until a date; "leave": the
 * party is asked to leave by a date; "lift": the objection no longer stands, and the version is asked again, for a click; "reply": words
 * alone, to a late objection. What binds is the same after each of them. Gives the id of the answer; sent twice, it is answered once.
 * Refuses role-missing, objection-unknown, objection-answer-unfit, objection-answered where somebody
 * else was first, and objection-settled where the party has accepted since or the objection was lifted.
 */
export async function answerObjection(portal: Portal, given: NewObjectionAnswer): Promise<string> {
  checkRole(given.actor, "editor", "approver");
  const objection = await readObjection(portal, given.actId);
  const asked = { ...given, reason: fitReason(given.reason), untilAt: fitDate(given, portal.now()) };
  const last = objection.answers.at(-1);
  if (last && isSame(last, asked)) return last.id;
  if ((last?.id ?? "") !== given.follows) throw new DomainError("objection-answered");
  await refuseSettled(portal, objection, given.answer);
  await refuseLocked(portal, objection.partyId);
  return record(portal, objection, asked);
}

function fitReason(text: string): string {
  const reason = typedText(text);
  const fault = textFault(reason, LONGEST_OBJECTION_ANSWER);
  if (fault !== null) throw new DomainError("objection-answer-unfit", { fault, most: LONGEST_OBJECTION_ANSWER });
  return reason;
}

/** A date belongs to keeping and to leaving, and lies ahead. */
function fitDate({ answer, untilAt }: NewObjectionAnswer, now: Instant): Instant | null {
  const isDated = answer === "keep" || answer === "leave";
  if (isDated && (untilAt === null || untilAt <= now)) throw new DomainError("objection-answer-unfit", { fault: "date", most: LONGEST_OBJECTION_ANSWER });
  return isDated ? untilAt : null;
}

function isSame(last: ObjectionAnswer, { answer, untilAt, reason }: Pick<NewObjectionAnswer, "answer" | "untilAt" | "reason">): boolean {
  return last.answer === answer && last.untilAt === untilAt && last.reason === reason;
}

async function refuseSettled(portal: Portal, objection: Objection, answer: ObjectionAnswer["answer"]): Promise<void> {
  if (!answersTo(objection).includes(answer)) throw new DomainError("objection-settled");
  if (objection.isLate) return;
  const lines = await readLatestLines(portal, { partyId: objection.partyId, at: null });
  if (!lines.some(({ actId }) => actId === objection.actId)) throw new DomainError("objection-settled");
}

async function record(portal: Portal, objection: Objection, { actor, actId, follows, answer, untilAt, reason }: NewObjectionAnswer): Promise<string> {
  const { partyId } = objection;
  const at = portal.now();
  const id = newId("oba", at);
  const row: ObjectionAnswerRow = { id, actId, partyId, followsId: follows, answer, untilAt, actorId: actor.accountId, happenedAt: at, recordedAt: at };
  const { commitments, steps } = await commitTo(portal, { recordId: id, partyId, values: { party: partyId, reason } });
  const words = await valueSteps(portal, { recordId: id, partyId, field: OBJECTION_ANSWER_FIELD, value: reason });
  const told = await toldObjector(portal, objection, row);
  try {
    await portal.writer.commit({ steps: [insertRow("objectionAnswers", row), ...words, ...steps, ...told.steps], entries: [newEntry(portal.ledger.open(), objectionAnswered(row, commitments)), ...told.entries] });
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError("objection-answered") : error;
  }
  return id;
}

/** The notice with the answer, for the party and for the person who objected in its name. */
async function toldObjector(portal: Portal, { actId, partyId, slug, version }: Objection, { id: answerId, answer, untilAt, happenedAt: at }: ObjectionAnswerRow): Promise<Telled> {
  const history = await readHistory(portal, slug);
  if (!history) throw new Error(`objection ${actId} is about no agreement`);
  const act = await findAct(portal.db, { partyId, actId });
  const account = act && (await readAccount(portal, act.actorId));
  const partyIds = [partyId, ...(account ? [account.partyId] : [])];
  return tellObjectionAnswer(portal, { history, version, partyIds, actId, answerId, answer, untilAt, at });
}
