import { parseGrantDetail, parseRevocationDetail, parseScopes, type Delegation, type Scope, type ToldDelegation } from "#app/domain/access/delegation";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { openValue } from "#app/domain/evidence/personal-value.server";
import type { Instant } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { findDelegation, selectAuthorities, selectDelegations, type DelegationFound, type ToldDelegationFound } from "#db/delegation";

/** The field of which grants and revocations are sealed parts. */
export const DELEGATION_DETAIL = "delegations.detail";

/** Who acts and for whom; `own` is the party of the account itself. A session is one. */
export type ActsFor = { accountId: string; partyId: string; own: { partyId: string } };

/** The authorities by which an actor may act for the party at the instant; none where it acts for itself. */
export async function readAuthorities({ db }: Pick<Portal, "db">, { accountId, partyId, own }: ActsFor, at: Instant): Promise<Delegation[]> {
  if (partyId === own.partyId) return [];
  return (await selectAuthorities(db, { actorId: accountId, partyId, at })).map(delegationOf);
}

/**
 * The authority under which an actor does something for the party at the instant; null for itself, which needs none. Throws
 * authority-missing.
 */
export async function requireAuthority(portal: Pick<Portal, "db">, actor: ActsFor, { scope, at }: { scope: Scope; at: Instant }): Promise<Delegation | null> {
  if (actor.partyId === actor.own.partyId) return null;
  const authority = (await readAuthorities(portal, actor, at)).find(({ scopes }) => scopes.includes(scope));
  if (!authority) throw new DomainError("authority-missing");
  return authority;
}

/** An authority by its id, in full; null when there is none. */
export async function readDelegation(portal: Pick<Portal, "db" | "keys">, id: string): Promise<ToldDelegation | null> {
  const row = await findDelegation(portal.db, id);
  return row && tellDelegation(portal, row);
}

/** So many on one page of a list. */
const PAGE = 50;

/** A page of what was granted for an organisation or to an account, the newest first; `next` asks for the following one. */
export async function listDelegations(
  portal: Pick<Portal, "db" | "keys">,
  whose: { partyId: string } | { actorId: string },
  before: string | null,
): Promise<{ delegations: ToldDelegation[]; next: string | null }> {
  const rows = await selectDelegations(portal.db, whose, { before, limit: PAGE + 1 });
  const delegations = await Promise.all(rows.slice(0, PAGE).map((row) => tellDelegation(portal, row)));
  return { delegations, next: rows.length > PAGE ? (delegations.at(-1)?.id ?? null) : null };
}

async function tellDelegation({ keys }: Pick<Portal, "keys">, row: ToldDelegationFound): Promise<ToldDelegation> {
  const { partyId, detailSealed, revokedDetailSealed } = row;
  const granted = await openValue({ keys }, { partyId, field: DELEGATION_DETAIL, sealed: detailSealed });
  const revoked = await openValue({ keys }, { partyId, field: DELEGATION_DETAIL, sealed: revokedDetailSealed });
  return {
    ...delegationOf(row),
    granted: granted === null ? null : parseGrantDetail(granted),
    revocation: revoked === null ? null : parseRevocationDetail(revoked),
    isRemoved: isRemoved(detailSealed),
  };
}

function delegationOf(row: DelegationFound): Delegation {
  const { id, partyId, actorId, relation, scopesJson, beginsAt, endsAt, happenedAt, revokedAt } = row;
  return { id, partyId, actorId, relation, scopes: parseScopes(scopesJson), beginsAt: beginsAt ?? happenedAt, endsAt, grantedAt: happenedAt, revokedAt };
}
