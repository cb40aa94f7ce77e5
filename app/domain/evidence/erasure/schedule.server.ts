import { carryOut } from "#app/domain/evidence/erasure/run.server";
import { removeAll } from "#app/domain/evidence/erasure/removal.server";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";
import { selectDueStates, selectUnclosed } from "#db/erasure/erasure";

type Running = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "settings" | "now">;

const MOST_AT_ONCE = 100;
const PAUSE_MS = 30_000;

/** Carries on with every party about which something is due. One that fails keeps no other from it; throws with what failed at the end. */
export async function finishErasures(portal: Running, signal?: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  for (const { partyId } of await selectDueStates(portal.db, { at: portal.now(), limit: MOST_AT_ONCE })) {
    if (signal?.aborted) break;
    await carryOut(portal, partyId).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} erasures wait: ${failures.map(messageOf).join("; ")}`);
}

/**
 * Empties what a backup brought back of people who are erased. Their keys stay destroyed, so it could not be read in any case. Gives how many.
 */
export async function closeErased(portal: Running): Promise<number> {
  let closed = 0;
  let after = "";
  for (;;) {
    const page = await portal.keys.selectDestroyed({ after, limit: MOST_AT_ONCE });
    const last = page.at(-1);
    if (last === undefined) return closed;
    const unclosed = await selectUnclosed(portal.db, page);
    for (const partyId of unclosed) await removeAll(portal, partyId);
    closed += unclosed.length;
    after = last;
  }
}

/** Finishes at once what a stop cut short, then looks again and again for as long as the portal is open. Stop it before the portal closes. */
export function startErasures(portal: Running): Repeated {
  const first = finishFirst(portal);
  const work = repeat({ name: "erasure", pauseMs: PAUSE_MS, round: (signal) => finishErasures(portal, signal) });
  return {
    async stop() {
      await first;
      await work.stop();
    },
  };
}

async function finishFirst(portal: Running): Promise<void> {
  try {
    await closeErased(portal);
    await finishErasures(portal);
  } catch (error) {
    process.stderr.write(`erasure: ${messageOf(error)}\n`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
