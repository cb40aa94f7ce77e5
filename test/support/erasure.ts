import type { Session } from "#app/domain/access/session.server";
import { approveErasure } from "#app/domain/evidence/erasure/approval.server";
import type { Ground } from "#app/domain/evidence/erasure/ground";
import { planRequest } from "#app/domain/evidence/erasure/planned.server";
import { askForErasure, proposeErasure, readRequest, type ErasureRequest } from "#app/domain/evidence/erasure/request.server";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import { newId } from "#app/domain/ids";
import type { Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor, signInAgain } from "#test/support/actors";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

export type Stage = { portal: TestPortal; reader: Session; operator: Session; auditor: Session };

export const BEGIN = "2026-03-01T08:00:00Z";

/** A portal with an agreement in force, a person who accepted it, an operator and an auditor. */
export async function openStage(settings: Record<string, string> = {}): Promise<Stage> {
  const portal = await openTestPortal({ at: BEGIN, settings });
  await publish(portal);
  const reader = await addPerson(portal, { name: "李明" });
  await acceptTerms(portal, reader);
  const operator = await addActor(portal, "operator", ["operator"]);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  return { portal, reader, operator, auditor };
}

/** The person asks; gives the request's id. */
export function askAs(portal: Portal, reader: Session, ground: Ground = "accountClosed"): Promise<string> {
  return askForErasure(portal, { ground, words: "", actor: reader });
}

/** Staff asks for the person's erasure by law, so that no period stands in the way; gives the request's id. */
export function askByLaw(portal: Portal, { partyId }: Session, actor: Session): Promise<string> {
  return proposeErasure(portal, { partyId, ground: "legalDuty", words: "", actor });
}

/** A second person approves the plan as it is now. */
export async function approveNow(portal: Portal, requestId: string, actor: Session): Promise<ErasureRequest> {
  const { sha256 } = await planRequest(portal, await readRequest(portal, requestId));
  await approveErasure(portal, { requestId, sha256, actor });
  return readRequest(portal, requestId);
}

/** The person is erased by two of staff. */
export async function eraseByLaw({ portal, reader, operator, auditor }: Stage): Promise<ErasureRequest> {
  return approveNow(portal, await askByLaw(portal, reader, operator), auditor);
}

/** An agreement ends for everybody at once, as if it had been announced in time. */
export async function endAgreement(portal: Portal, { slug = "general-terms", effectiveAt }: { slug?: string; effectiveAt: string }): Promise<void> {
  const agreement = await portal.db.selectFrom("agreements").where("slug", "=", slug).select("id").executeTakeFirstOrThrow();
  const version = await portal.db.selectFrom("versions").where("agreementId", "=", agreement.id).select("id").executeTakeFirstOrThrow();
  const at = portal.now();
  const about = { agreementId: agreement.id, versionId: version.id, partiesJson: null, groundJson: "{}", refundJson: "{}", dataUntil: null, survivingJson: "[]" };
  const dates = { effectiveAt, earliestAt: effectiveAt, noticeDays: 30, zone: "Asia/Shanghai", ruleJson: "{}", happenedAt: at, recordedAt: at };
  const id = newId("end", at);
  const entry = newEntry(portal.ledger.open(), entryAbout("agreement.ended", id, at));
  await portal.writer.commit({ steps: [insertRow("endings", { id, ...about, ...dates, authorId: "usr_a", approverId: "usr_b" })], entries: [entry] });
}

/** Fresh sign-ins of the same people, at the portal's instant. */
export async function freshAgain({ portal, operator, auditor }: Stage): Promise<{ operator: Session; auditor: Session }> {
  return { operator: await signInAgain(portal, operator.accountId), auditor: await signInAgain(portal, auditor.accountId) };
}
