import { readLeaving } from "#app/domain/access/leaving.server";
import type { ActLine } from "#app/domain/acceptance/act-line";
import type { PartyFacts } from "#app/domain/acceptance/audience";
import { standingOf, type Standing } from "#app/domain/acceptance/standing";
import type { Instant } from "#app/domain/instant";
import { readHistories } from "#app/domain/publication/catalog.server";
import { inPrecedence } from "#app/domain/publication/status";
import type { Portal } from "#app/portal.server";
import { selectLatestLines } from "#db/evidence";

/** A party as the operations on its acts need it; a viewer is one. */
export type Party = { partyId: string; party: PartyFacts };

/** The standing of a party with every agreement at this instant, in order of precedence. */
export async function readStandings({ db, now }: Pick<Portal, "db" | "now">, { partyId, party }: Party): Promise<Standing[]> {
  const at = now();
  const lines = await readLatestLines({ db }, { partyId, at });
  const leftAt = (await readLeaving({ db }, partyId))?.leftAt ?? null;
  const histories = inPrecedence(await readHistories({ db }), at);
  return histories.map((history) => {
    const own = lines.filter(({ agreementId }) => agreementId === history.id);
    return standingOf({ history, lines: own, partyId, party, leftAt, now: at });
  });
}

/** What the party answered last about each version and purpose: as known at the instant, or the very last for null. */
export function readLatestLines({ db }: Pick<Portal, "db">, asked: { partyId: string; at: Instant | null }): Promise<ActLine[]> {
  return selectLatestLines(db, asked);
}
