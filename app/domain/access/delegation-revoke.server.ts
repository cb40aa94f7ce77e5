import { delegationStateAt, type ToldDelegation } from "#app/domain/access/delegation";
import { revocationCommit } from "#app/domain/access/delegation-row.server";
import { readDelegation } from "#app/domain/access/delegation.server";
import { readAccount } from "#app/domain/access/holder.server";
import { readOrganisation } from "#app/domain/access/organisation.server";
import { readName } from "#app/domain/access/profile.server";
import type { Session } from "#app/domain/access/session.server";
import { writeMail } from "#app/domain/notice/channels/mail";
import { mailStep } from "#app/domain/notice/channels/send.server";
import type { Portal } from "#app/portal.server";
import { KeyTakenError, RuleBrokenError, type Step } from "#db/commit";
import { selectLastActUnder } from "#db/delegation";

type Person = Pick<Session, "accountId" | "address" | "signInId" | "own">;

export type Revoked =
  | { outcome: "revoked" }
  /** It had ended or been revoked before; nothing was recorded. */
  | { outcome: "over" }
  | { outcome: "unknown" | "reason-missing" };

/** So many lost races in one moment are a bug. */
const MOST_RACES = 20;

/**
 * Ends an authority at once, for good and on record. The owner may, and the person who holds it; the owner's own is the
 * organisation's and cannot be revoked. What was done under it before stands.
 */
export async function revokeDelegation(portal: Portal, person: Person, { id, reason }: { id: string; reason: string }): Promise<Revoked> {
  for (let race = 0; race < MOST_RACES; race++) {
    const delegation = await readRevocable(portal, person, id);
    if (delegation === null) return { outcome: "unknown" };
    if (reason.trim() === "") return { outcome: "reason-missing" };
    const state = delegationStateAt(delegation, portal.now());
    if (delegation.revokedAt !== null || state === "expired") return { outcome: "over" };
    if (await isRevoked(portal, person, { delegation, reason: reason.trim() })) return { outcome: "revoked" };
  }
  throw new Error("acts went on under the authority at each attempt to revoke it");
}

/** An authority that the person may revoke, now or before it ended; null for any other. */
export async function readRevocable(portal: Pick<Portal, "db" | "keys" | "now">, person: Pick<Person, "accountId" | "own">, id: string): Promise<ToldDelegation | null> {
  const delegation = await readDelegation(portal, id);
  if (delegation === null || delegation.granted === null || delegation.relation === "owner") return null;
  if (delegation.actorId === person.accountId) return delegation;
  const organisation = await readOrganisation(portal, { actor: person, partyId: delegation.partyId });
  return organisation?.isOwner ? delegation : null;
}

type Revoking = { delegation: ToldDelegation; reason: string };

async function isRevoked(portal: Portal, person: Person, { delegation, reason }: Revoking): Promise<boolean> {
  const now = portal.now();
  const last = await selectLastActUnder(portal.db, delegation.id);
  const by = { address: person.address, name: await readName(portal, person.own.partyId) };
  const commit = await revocationCommit(portal, {
    granted: delegation,
    byId: person.accountId,
    signInId: person.signInId,
    happenedAt: last !== null && last > now ? last : now,
    detail: { reason, by },
  });
  try {
    await portal.writer.commit({ ...commit, steps: [...commit.steps, ...(await revokedMail(portal, person, delegation))] });
    return true;
  } catch (error) {
    if (error instanceof KeyTakenError || error instanceof RuleBrokenError) return false;
    throw error;
  }
}

/** Tells the person who held the authority, unless they gave it up themself. */
async function revokedMail(portal: Portal, person: Person, { actorId, partyId }: ToldDelegation): Promise<Step[]> {
  const holder = actorId === person.accountId ? null : await readAccount(portal, actorId);
  const organisation = await readName(portal, partyId);
  if (holder === null || organisation === null) return [];
  const { publicUrl } = portal.settings;
  const told = { organisation, owner: person.address };
  const mail = writeMail({ to: holder.address, language: holder.language, publicUrl }, (texts) => texts.authorityRevoked(told));
  return [await mailStep(portal, holder.partyId, mail)];
}
