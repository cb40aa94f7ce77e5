import type { Portal } from "#app/portal.server";
import { insertOnce, StaleRowError, updateRows, type Step } from "#db/commit";
import { findPartyState } from "#db/erasure/erasure";
import type { PartyStateRow } from "#db/schema/erasure";

/** Where a party stands as it was read: whatever changes holds or erasures of a party is committed only while it stands so. */
export type PartyLock = PartyStateRow;

/** Reads where a party stands; free for one that has no row yet. */
export async function readLock({ db }: Pick<Portal, "db">, partyId: string): Promise<PartyLock> {
  return (await findPartyState(db, partyId)) ?? freeState(partyId);
}

function freeState(partyId: string): PartyLock {
  return { partyId, state: "free", revision: 0, requestId: null, untilAt: null, dueAt: null };
}

/** The steps that move a party on; their commit throws StaleRowError when somebody else moved it since it was read. */
export function moveSteps({ partyId, revision }: PartyLock, change: Partial<Omit<PartyStateRow, "partyId" | "revision">>): Step[] {
  return [
    insertOnce("partyStates", freeState(partyId), { partyId }),
    updateRows("partyStates", { set: { ...change, revision: revision + 1 }, where: { partyId, revision }, expect: 1 }),
  ];
}

/** Whether the commit was made; false when somebody else moved the party meanwhile. */
export async function isMoved(commit: Promise<void>): Promise<boolean> {
  try {
    await commit;
    return true;
  } catch (error) {
    if (error instanceof StaleRowError) return false;
    throw error;
  }
}
