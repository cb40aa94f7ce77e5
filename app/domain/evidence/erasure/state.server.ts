import { inChainOrder } from "#app/domain/evidence/erasure/status";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { findPartyState, selectErasures } from "#db/erasure/erasure";

/** That a party's data may no longer be used, since when and why; what pages and receipts say in the place of the person. */
export type ErasureState =
  | { state: "restricted"; at: Instant; ground: string; untilAt: Instant | null }
  | { state: "erased"; at: Instant; ground: string };

/** What became of a party's data; null while it may be used. */
export async function readErasureState({ db }: Pick<Portal, "db">, partyId: string): Promise<ErasureState | null> {
  const last = inChainOrder(await selectErasures(db, [partyId])).findLast(({ act }) => act !== "stopped");
  if (!last) return null;
  const { act, happenedAt: at, ground } = last;
  if (act === "erased") return { state: "erased", at, ground };
  const lock = await findPartyState(db, partyId);
  return { state: "restricted", at, ground, untilAt: lock ? lock.untilAt ?? last.untilAt : last.untilAt };
}
