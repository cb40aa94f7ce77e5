import { readErasureFacts } from "#app/domain/evidence/erasure/facts.server";
import { planErasure, planSha256, type ErasurePlan } from "#app/domain/evidence/erasure/plan";
import type { ErasureRequest } from "#app/domain/evidence/erasure/request.server";
import { readRetention } from "#app/domain/evidence/retention/file.server";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";

/** A plan with the hash that a second person approves. */
export type Planned = { plan: ErasurePlan; sha256: string };

type Planning = Pick<Portal, "db" | "settings" | "now">;

/** What would become of a request now; the periods of what still runs are counted from the request, or from the instant given. */
export async function planRequest(portal: Planning, request: ErasureRequest, countedFrom: Instant = request.happenedAt): Promise<Planned> {
  const { id, partyId, ground, askedBy, happenedAt } = request;
  const rules = await readRetention(portal.settings);
  const facts = await readErasureFacts(portal, { partyId, askedAt: happenedAt });
  const plan = planErasure({ ground, askedBy, facts, rules, countedFrom, now: portal.now() });
  return { plan, sha256: planSha256({ requestId: id, partyId, ground }, plan) };
}

/** What would become of a party's data if it asked now, on the ground that most do. */
export async function planIfAsked(portal: Planning, partyId: string): Promise<ErasurePlan> {
  const at = portal.now();
  const rules = await readRetention(portal.settings);
  const facts = await readErasureFacts(portal, { partyId, askedAt: at });
  return planErasure({ ground: "accountClosed", askedBy: "reader", facts, rules, countedFrom: at, now: at });
}
