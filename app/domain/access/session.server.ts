import { z } from "zod";
import { parseRoles, type Role } from "#app/domain/access/role";
import { tokenDigest } from "#app/domain/access/token";
import { isLanguage, type Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { findSession } from "#db/access";
import type { PartyRow } from "#db/schema";

/** Who acts in a session: the account, the party it acts for, and the sign-in behind it. */
export type Session = {
  accountId: string;
  partyId: string;
  party: Pick<PartyRow, "kind" | "customerKind" | "place"> & { products: string[] };
  address: string;
  isAddressConfirmed: boolean;
  roles: Role[];
  language: Language;
  signInId: string;
};

const productsColumn = z.array(z.string());

/** The session that a token opens; null when it is unknown, over, or its person was erased. Writes nothing. */
export async function readSession(
  { db, keys, settings, now }: Pick<Portal, "db" | "keys" | "settings" | "now">,
  token: string,
): Promise<Session | null> {
  const row = await findSession(db, tokenDigest(token), now());
  if (row === undefined) return null;
  const address = await keys.open(row.partyId, "accounts.address", row.addressSealed);
  if (address === null) return null;
  const { accountId, partyId, signInId, kind, customerKind, place } = row;
  return {
    accountId,
    partyId,
    party: { kind, customerKind, place, products: productsColumn.parse(JSON.parse(row.productsJson)) },
    address,
    isAddressConfirmed: row.addressConfirmedAt !== null,
    roles: parseRoles(row.rolesJson),
    language: isLanguage(row.language) ? row.language : settings.defaultLanguage,
    signInId,
  };
}
