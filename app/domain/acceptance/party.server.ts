import { z } from "zod";
import type { Party } from "#app/domain/acceptance/standing.server";
import type { Portal } from "#app/portal.server";
import { selectAccount } from "#db/access";
import { selectParty } from "#db/objections";

const productsColumn = z.array(z.string());

/** A party by its id, as the rules need it; null when there is none. */
export async function readParty({ db }: Pick<Portal, "db">, partyId: string): Promise<Party | null> {
  const row = await selectParty(db, partyId);
  if (!row) return null;
  const { kind, customerKind, place, productsJson } = row;
  return { partyId, party: { kind, customerKind, place, products: productsColumn.parse(JSON.parse(productsJson)) } };
}

/** The id of the open account that a person signs in with; null for an organisation, and where there is none. */
export async function findPersonAccount({ db, now }: Pick<Portal, "db" | "now">, partyId: string): Promise<string | null> {
  const account = await selectAccount(db, { partyId }, now());
  return account === null || account.closedAt !== null ? null : account.id;
}
