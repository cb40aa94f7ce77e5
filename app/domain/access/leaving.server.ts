import { parseLeftAgreements, type Leaving } from "#app/domain/access/leaving";
import type { Portal } from "#app/portal.server";
import { findLeaving } from "#db/erasure/leavings";

/** That a party left; null for one that did not. */
export async function readLeaving({ db }: Pick<Portal, "db">, partyId: string): Promise<Leaving | null> {
  const row = await findLeaving(db, partyId);
  if (!row) return null;
  const { id, happenedAt: leftAt, dataUntil, requestId, agreementsJson } = row;
  return { id, leftAt, dataUntil, requestId, agreements: parseLeftAgreements(agreementsJson) };
}
