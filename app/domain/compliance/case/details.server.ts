import { z } from "zod";
import { LEAVING_REASON, parseLeftAgreements } from "#app/domain/access/leaving";
import { AUDIT_REASON } from "#app/domain/compliance/audit/record.server";
import { OBJECTION_ANSWER_FIELD } from "#app/domain/acceptance/objection";
import { parseGrantDetail, parseScopes } from "#app/domain/access/delegation";
import { DELEGATION_DETAIL } from "#app/domain/access/delegation.server";
import { actDetails } from "#app/domain/compliance/case/acts.server";
import { detailOf, factOf, type CaseDetail, type CaseFact } from "#app/domain/compliance/case/fact";
import { lineOf, type Look } from "#app/domain/compliance/case/look.server";
import { deliveryDetails } from "#app/domain/compliance/case/notices.server";
import { EXPLANATION_FIELD, QUESTION_FIELD } from "#app/domain/evidence/explanations/explanations";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { openValue } from "#app/domain/evidence/personal-value.server";
import { COMMENT_FIELD } from "#app/domain/publication/review/comment-period";
import type { Portal } from "#app/portal.server";
import * as rows from "#db/compliance/case";
import type { DelegationRow } from "#db/schema/delegation";

type Reading = Pick<Portal, "db" | "keys">;

/** Details by the ids of their records. */
export type Details = [string, CaseDetail][];

/** Reads what the records of one kind tell. */
export type ReadDetails = (portal: Reading, look: Look, ids: readonly string[]) => Promise<Details>;

export const DETAILS: Record<rows.CaseKind, ReadDetails> = {
  act: actDetails,
  delivery: deliveryDetails,
  objectionAnswer: async ({ db }, look, ids) => eachOf(await rows.selectCaseObjectionAnswers(db, ids), async (row) => [row.id, {
    act: row.answer,
    facts: [...factOf("until", row.untilAt, "instant"), ...(await look.personal("answer", { partyId: row.partyId, field: OBJECTION_ANSWER_FIELD, value: row.reasonSealed })), ...factOf("by", row.actorId)],
  }]),
  leaving: async ({ db }, look, ids) => eachOf(await rows.selectCaseLeavings(db, ids), async (row) => [row.id, {
    lines: parseLeftAgreements(row.agreementsJson).flatMap(({ versionId }) => lineOf(look, versionId)),
    facts: [
      ...factOf("surviving", parseLeftAgreements(row.agreementsJson).flatMap(({ surviving }) => surviving).join(", ")),
      ...factOf("until", row.dataUntil, "instant"),
      ...(await look.personal("reason", { partyId: row.partyId, field: LEAVING_REASON, value: row.reasonSealed })),
    ],
  }]),
  question: async ({ db }, look, ids) => eachOf(await rows.selectCaseQuestions(db, ids), async (row) => [row.id, {
    lines: lineOf(look, row.versionId, { language: row.language }),
    facts: [
      ...factOf("clause", row.clauseId), ...factOf("acceptedBefore", row.acceptedActId),
      ...(await look.personal("text", { partyId: row.partyId, field: QUESTION_FIELD, value: row.questionSealed })),
    ],
  }]),
  explanation: async ({ db }, look, ids) => eachOf(await rows.selectCaseExplanations(db, ids), async (row) => [row.id, {
    facts: [
      ...factOf("asked", row.questionId), ...factOf("answer", row.answer), ...(await look.personal("answer", { partyId: look.partyId, field: EXPLANATION_FIELD, value: row.answerSealed })),
      ...factOf("publicQuestion", row.publicQuestion), ...factOf("by", row.actorId),
    ],
  }]),
  comment: async ({ db }, look, ids) => eachOf(await rows.selectCaseComments(db, ids), async (row) => [row.id, {
    facts: [...factOf("draft", row.draftId), ...factOf("clause", row.clauseId), ...(await look.personal("text", { partyId: row.partyId, field: COMMENT_FIELD, value: row.bodySealed }))],
  }]),
  delegation: async (portal, look, ids) => eachOf(await rows.selectCaseDelegations(portal.db, ids), async (row) => [row.id, { act: row.act, facts: await authorityFacts(portal, look, row) }]),
  hold: async ({ db }, look, ids) => eachOf(await rows.selectCaseHolds(db, ids), async (row) => [row.id, {
    act: row.act,
    facts: [
      ...factOf("reason", row.reason, "code"), ...factOf("until", row.untilAt, "instant"),
      ...(await look.personal("text", { partyId: row.partyId, field: "holds.words", value: row.wordsSealed })), ...factOf("by", row.actorId),
    ],
  }]),
  erasureRequest: async ({ db }, look, ids) => eachOf(await rows.selectCaseErasureRequests(db, ids), async (row) => [row.id, {
    act: row.askedBy,
    facts: [...factOf("ground", row.ground, "code"), ...(await look.personal("text", { partyId: row.partyId, field: "erasureRequests.words", value: row.wordsSealed }))],
  }]),
  erasureDecision: async ({ db }, look, ids) => eachOf(await rows.selectCaseErasureDecisions(db, ids.map((id) => id.split("/")[0] ?? "")), async (row) => [`${row.requestId}/decision`, {
    act: row.act,
    facts: [...factOf("plan", row.planSha256), ...(await look.personal("reason", { partyId: row.partyId, field: "erasureDecisions.reason", value: row.reasonSealed })), ...factOf("by", row.actorId)],
  }]),
  erasure: async ({ db }, _, ids) => eachOf(await rows.selectCaseErasures(db, ids), (row) => [row.id, { act: row.act, facts: [...factOf("ground", row.ground, "code"), ...factOf("until", row.untilAt, "instant")] }]),
  unmasking: async ({ db }, look, ids) => eachOf(await rows.selectCaseUnmaskings(db, ids), async (row) => [row.id, {
    facts: [...factOf("by", row.actorId), ...(await look.personal("reason", { partyId: look.partyId, field: AUDIT_REASON, value: row.reasonSealed }))],
  }]),
  signIn: async ({ db }, _, ids) => eachOf(await rows.selectCaseSignIns(db, ids), (row) => [row.id, { facts: factOf("method", row.method, "code") }]),
};

type Given = [string, Partial<CaseDetail>];

function eachOf<Row>(found: readonly Row[], tell: (row: Row) => Given | Promise<Given>): Promise<Details> {
  return Promise.all(found.map(async (row) => {
    const [id, given] = await tell(row);
    return [id, detailOf(given)] as [string, CaseDetail];
  }));
}

const reasonGiven = z.looseObject({ reason: z.string() });

type DelegationFound = DelegationRow & { detailSealed: string | null };

async function authorityFacts({ keys }: Reading, { isUnmasked }: Look, row: DelegationFound): Promise<CaseFact[]> {
  const { partyId, actorId, relation, act, scopesJson, beginsAt, endsAt, detailSealed, byId } = row;
  const opened = isUnmasked ? await openValue({ keys }, { partyId, field: DELEGATION_DETAIL, sealed: detailSealed }) : null;
  const told = opened === null ? null : act === "granted" ? parseGrantDetail(opened).person.address : reasonGiven.parse(JSON.parse(opened)).reason;
  const state = isRemoved(detailSealed) ? "removed" : isUnmasked ? (told === null ? "gone" : "shown") : "masked";
  return [
    ...factOf("relation", relation, "code"), ...factOf("scopes", parseScopes(scopesJson).join(", ")), ...factOf("begins", beginsAt, "instant"), ...factOf("ends", endsAt, "instant"),
    ...factOf("actor", actorId), { name: act === "granted" ? "person" : "reason", said: "personal", value: told, state }, ...factOf("by", byId),
  ];
}
