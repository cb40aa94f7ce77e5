import { isSameAddress } from "#app/domain/access/address";
import { readErasureState } from "#app/domain/evidence/erasure/state.server";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { selectAccount } from "#db/access";

/** An account whose person is restricted: what signing in is checked against, and until when. */
export type RestrictedAccount = { passwordHash: string; untilAt: Instant | null };

/** The restricted account of an address; null when there is none. Opened only to tell its holder so. */
export async function findRestrictedAccount(portal: Pick<Portal, "db" | "keys" | "now">, address: string): Promise<RestrictedAccount | null> {
  const { db, keys } = portal;
  const partyId = await keys.findByAddress(address);
  const row = partyId === null ? null : await selectAccount(db, { partyId }, portal.now());
  const state = row && (await readErasureState({ db }, row.partyId));
  if (!row || state?.state !== "restricted") return null;
  const own = await keys.openRestricted(row.partyId, "accounts.address", row.addressSealed);
  const passwordHash = await keys.openRestricted(row.partyId, "accounts.password", row.passwordSealed);
  return own !== null && passwordHash !== null && isSameAddress(own, address) ? { passwordHash, untilAt: state.untilAt } : null;
}
