import type { Session } from "#app/domain/access/session.server";
import { approvePlan, listPlans, makePlan, type Plan } from "#app/domain/evidence/retention/plan.server";
import type { Portal } from "#app/portal.server";
import { signInAgain } from "#test/support/actors";
import { openCase, type Case } from "#test/support/bagged";
import { endAgreement } from "#test/support/erasure";

/** When the period of everything in the case is over, but for a consent that stands. */
export const ALL_DUE_AT = "2029-06-01T00:00:00.000Z";

/** A case (test/support/bagged.ts) whose agreement ended on 1 June 2026, at the instant given. */
export async function openDue(at: string = ALL_DUE_AT, settings: Record<string, string> = {}): Promise<Case> {
  const place = await openCase({ SESSION_HOURS: "8760", ...settings });
  await endAgreement(place.portal, { effectiveAt: "2026-06-01T00:00:00.000Z" });
  place.portal.clock.set(at);
  return place;
}

/** A plan made by the operator; gives it as it stands. */
export async function planNow({ portal, operator }: Pick<Case, "portal" | "operator">): Promise<Plan> {
  await makePlan(portal, await signInAgain(portal, operator.accountId));
  return lastPlan(portal);
}

/** The latest plan as it stands. */
export async function lastPlan(portal: Portal): Promise<Plan> {
  const [plan] = await listPlans(portal);
  if (!plan) throw new Error("there is no plan");
  return plan;
}

/** A second person approves the latest plan, freshly signed in. */
export async function approveLast({ portal, auditor }: Pick<Case, "portal" | "auditor">): Promise<void> {
  const { id: planId, listSha256: sha256 } = await lastPlan(portal);
  await approvePlan(portal, { planId, sha256, actor: await fresh(portal, auditor) });
}

/** A fresh sign-in of the same person. */
export function fresh(portal: Portal, { accountId }: Session): Promise<Session> {
  return signInAgain(portal, accountId);
}
