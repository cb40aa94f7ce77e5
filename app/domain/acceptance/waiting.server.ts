import { waitingChange, type WaitingChange } from "#app/domain/acceptance/deeming-facts.server";
import type { Standing } from "#app/domain/acceptance/standing";
import { readLatestLines, readStandings, type Party } from "#app/domain/acceptance/standing.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { Portal } from "#app/portal.server";

/** The standings of a party, with its changes in force that wait and the histories to judge them by. */
export type Waiting = { standings: Standing[]; histories: ReadonlyMap<string, AgreementHistory>; waiting: WaitingChange[] };

/**
 * Reads how a party stands and which changes in force wait for its answer; in order of precedence. The ends of the chains are read first:
 * an answer that comes in between is then seen in the standing, and one that comes later finds the chain that it grows.
 */
export async function readWaiting({ db, now }: Pick<Portal, "db" | "now">, party: Party): Promise<Waiting> {
  const lines = await readLatestLines({ db }, { partyId: party.partyId, at: null });
  const standings = await readStandings({ db, now }, party);
  const histories = new Map((await readHistories({ db })).map((history) => [history.id, history]));
  const waiting = standings.flatMap((standing) => {
    const history = histories.get(standing.agreementId);
    return (history && waitingChange({ history, standing, lines })) ?? [];
  });
  return { standings, histories, waiting };
}
