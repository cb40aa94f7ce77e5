import type { ErasurePlan } from "#app/domain/evidence/erasure/plan";
import { planIfAsked } from "#app/domain/evidence/erasure/planned.server";
import { readLastRequest } from "#app/domain/evidence/erasure/request.server";
import type { RequestStatus } from "#app/domain/evidence/erasure/status";
import type { Instant } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { findPartyOfAccount } from "#db/erasure/erasure";

/** A person's latest request; `isOwn`: the person made it, and may take it back. */
export type OwnRequest = { id: string; askedAt: Instant; isOwn: boolean; status: RequestStatus; rejection: string | null };

/** What would become of a person's data today, and where the latest request stands; null where there never was one. */
export async function readOwnErasure(
  portal: Pick<Portal, "db" | "keys" | "settings" | "now">,
  accountId: string,
): Promise<{ plan: ErasurePlan; request: OwnRequest | null }> {
  const partyId = await findPartyOfAccount(portal.db, accountId);
  if (partyId === null) throw new DomainError("erasure-unknown");
  const last = await readLastRequest(portal, partyId);
  const sealed = last?.decision?.reasonSealed ?? null;
  const rejection = sealed === null ? null : await portal.keys.open(partyId, "erasureDecisions.reason", sealed);
  const request = last && { id: last.id, askedAt: last.happenedAt, isOwn: last.actorId === accountId, status: last.status, rejection };
  return { plan: await planIfAsked(portal, partyId), request };
}
