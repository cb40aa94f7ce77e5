import { isSameAddress, maskAddress } from "#app/domain/access/address";
import { answerStep, INVITED_ADDRESS } from "#app/domain/access/delegation-invite.server";
import { grantCommit } from "#app/domain/access/delegation-row.server";
import { parseScopes, type Scope } from "#app/domain/access/delegation";
import { readAccount, type Account } from "#app/domain/access/holder.server";
import { readName } from "#app/domain/access/profile.server";
import type { Session } from "#app/domain/access/session.server";
import { tokenDigest } from "#app/domain/access/token";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { StaleRowError, updateRows, type Commit } from "#db/commit";
import { findOpenInvitation } from "#db/delegation";
import type { InvitationRow } from "#db/schema/delegation";

/** An invitation as the one who opened its link sees it. */
export type Invitation = {
  organisation: string;
  /** Address of the owner account, by whom it was sent. */
  owner: string;
  scopes: Scope[];
  beginsAt: Instant | null;
  endsAt: Instant | null;
  /** Where it was sent to, masked, and whether that is the address of this account. */
  sentTo: string;
  isForAccount: boolean;
};

type Found = { row: InvitationRow; inviter: Account; told: Invitation };

type Person = Pick<Session, "accountId" | "address" | "signInId" | "own">;

/** The invitation of a link; null for an unknown, answered, withdrawn or run-out one, without a difference. */
export async function readInvitation(portal: Portal, person: Person, token: string): Promise<Invitation | null> {
  return (await findInvitation(portal, person, token))?.told ?? null;
}

async function findInvitation(portal: Portal, person: Person, token: string): Promise<Found | null> {
  const row = await findOpenInvitation(portal.db, tokenDigest(token), portal.now());
  if (row === null) return null;
  const { partyId, byId, scopesJson, beginsAt, endsAt } = row;
  const inviter = await readAccount(portal, byId);
  const organisation = await readName(portal, partyId);
  const address = await portal.keys.open(partyId, INVITED_ADDRESS, row.addressSealed);
  if (inviter === null || organisation === null || address === null) return null;
  const isForAccount = isSameAddress(person.address, address);
  const told = { organisation, owner: inviter.address, scopes: parseScopes(scopesJson), beginsAt, endsAt, sentTo: maskAddress(address), isForAccount };
  return { row, inviter, told };
}

export type Answered = { outcome: "accepted" | "declined"; partyId: string } | { outcome: "over" | "other-account" };

/**
 * Accepts or declines an invitation, signed in with the address that it was sent to. Whoever has the mail has the address,
 * so it counts as confirmed. The authority begins with the acceptance, or later where the owner said so.
 */
export async function answerInvitation(portal: Portal, person: Person, { token, isAccepted }: { token: string; isAccepted: boolean }): Promise<Answered> {
  const found = await findInvitation(portal, person, token);
  if (found === null) return { outcome: "over" };
  if (!found.told.isForAccount) return { outcome: "other-account" };
  const outcome = isAccepted ? "accepted" : "declined";
  const answer = answerStep(found.row.id, { outcome, now: portal.now() });
  const granting = isAccepted ? await acceptance(portal, person, found) : { steps: [] };
  try {
    await portal.writer.commit({ ...granting, steps: [answer, ...granting.steps] });
    return { outcome, partyId: found.row.partyId };
  } catch (error) {
    if (error instanceof StaleRowError) return { outcome: "over" };
    throw error;
  }
}

async function acceptance(portal: Portal, person: Person, { row, inviter, told }: Found): Promise<Commit> {
  const now = portal.now();
  const { partyId, byId, signInId, endsAt } = row;
  const owner = { address: inviter.address, name: await readName(portal, inviter.partyId) };
  const granting = await grantCommit(portal, {
    partyId,
    actorId: person.accountId,
    relation: "authorised",
    scopes: told.scopes,
    beginsAt: row.beginsAt !== null && row.beginsAt > now ? row.beginsAt : now,
    endsAt,
    byId,
    signInId,
    acceptedSignInId: person.signInId,
    detail: { organisation: told.organisation, owner, person: { address: person.address, name: await readName(portal, person.own.partyId) } },
  });
  const confirmed = updateRows("accounts", { set: { addressConfirmedAt: now }, where: { id: person.accountId, addressConfirmedAt: null } });
  return { ...granting, steps: [confirmed, ...granting.steps] };
}
