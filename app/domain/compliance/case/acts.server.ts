import type { Met } from "#app/domain/acceptance/deeming-finding";
import { OBJECTION_FIELD } from "#app/domain/acceptance/objection";
import type { ReadDetails } from "#app/domain/compliance/case/details.server";
import { detailOf, factOf, type CaseDetail } from "#app/domain/compliance/case/fact";
import { lineOf, type Look } from "#app/domain/compliance/case/look.server";
import { selectCaseActs } from "#db/compliance/case";
import { selectLinesOfActs, type ActLineWithAct } from "#db/evidence";

type ActFound = Awaited<ReturnType<typeof selectCaseActs>>[number];

/** What was answered about which versions, how, on what screen and by whom, and what a deemed acceptance rests on. */
export const actDetails: ReadDetails = async ({ db }, look, ids) => {
  const lines = await selectLinesOfActs(db, ids);
  return Promise.all((await selectCaseActs(db, ids)).map(async (act) => [act.id, await actDetail(look, act, lines.filter(({ actId }) => actId === act.id))] as [string, CaseDetail]));
};

async function actDetail(look: Look, act: ActFound, lines: readonly ActLineWithAct[]): Promise<CaseDetail> {
  const { partyId, screenSha256 } = act;
  return detailOf({
    act: act.kind,
    lines: lines.flatMap(({ versionId, language, purpose }) => lineOf(look, versionId, { language, purpose })),
    conditions: conditionsOf(act.reasonsJson),
    facts: [
      ...factOf("method", act.method, "code"), ...factOf("grade", act.grade), ...factOf("use", act.useId),
      ...factOf("late", act.isLate === 1 ? "late" : null, "code"), ...factOf("source", act.source),
      ...factOf("actor", act.actorId), ...factOf("authority", act.delegationId), ...factOf("signIn", act.signInId),
      ...factOf("confirmed", act.isAddressConfirmed === 1 ? "yes" : "no", "code"), ...factOf("screen", screenSha256),
      ...(await look.personal("reason", { partyId, field: OBJECTION_FIELD, value: act.reasonSealed })),
      ...(await look.personal("client", { partyId, field: "actCircumstances.address", value: act.addressSealed })),
      ...(await look.personal("agent", { partyId, field: "actCircumstances.agent", value: act.agentSealed })),
    ],
    files: [...(screenSha256 === null ? [] : (["screen"] as const)), "entry", "proof", ...(look.isUnmasked ? (["record", "evidence"] as const) : [])],
  });
}

function conditionsOf(json: string | null): Met[] {
  if (json === null) return [];
  const met: Met[] = JSON.parse(json);
  return met;
}
