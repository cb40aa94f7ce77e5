import { readAuthorities } from "#app/domain/access/delegation.server";
import type { Session } from "#app/domain/access/session.server";
import type { Portal } from "#app/portal.server";
import { findActParties } from "#db/delegation";

/**
 * An act with the party that it binds, where the person may read it: one of their own; one of an organisation that they own;
 * one that they made for an organisation while they still may act for it. Null otherwise.
 */
export async function findReadableAct(
  { db, now }: Pick<Portal, "db" | "now">,
  { accountId, own }: Pick<Session, "accountId" | "own">,
  actId: string,
): Promise<{ partyId: string; actId: string } | null> {
  const act = await findActParties(db, actId);
  if (act === null) return null;
  const { partyId, actorId } = act;
  if (partyId === own.partyId) return { partyId, actId };
  const authorities = await readAuthorities({ db }, { accountId, partyId, own }, now());
  const mayRead = authorities.some(({ relation }) => relation === "owner" || actorId === accountId);
  return mayRead ? { partyId, actId } : null;
}
