import { z } from "zod";
import type { Party } from "#app/domain/acceptance/standing.server";
import type { Portal } from "#app/portal.server";
import { selectParty } from "#db/objections";

const productsColumn = z.array(z.string());

/** A party by its id, as the rules need it; null when there is none. */
export async function readParty({ db }: Pick<Portal, "db">, partyId: string): Promise<Party | null> {
  const row = await selectParty(db, partyId);
  if (!row) return null;
  const { kind, customerKind, place, productsJson } = row;
  return { partyId, party: { kind, customerKind, place, products: productsColumn.parse(JSON.parse(productsJson)) } };
}
