import { answerInvitation } from "#app/domain/access/delegation-answer.server";
import { inviteDelegate, type NewInvitation } from "#app/domain/access/delegation-invite.server";
import { chooseActingFor } from "#app/domain/access/acting-for.server";
import { confirmAddress } from "#app/domain/access/confirm-address.server";
import { listDelegations } from "#app/domain/access/delegation.server";
import { foundOrganisation, newOrganisationKey } from "#app/domain/access/organisation.server";
import { readSession, type Session } from "#app/domain/access/session.server";
import type { Portal } from "#app/portal.server";
import { addPerson, mailedToken } from "#test/support/people";

export type Signed = Session & { token: string };

/** A person who signed up, confirmed the address and signed in. */
export async function addConfirmed(portal: Portal, address: string): Promise<Signed> {
  const { token } = await addPerson(portal, { address });
  await confirmAddress(portal, await mailedToken(portal, { to: address, page: "confirm" }));
  return sessionOf(portal, token);
}

/** The session of a token as it is now. */
export async function sessionOf(portal: Portal, token: string): Promise<Signed> {
  const session = await readSession(portal, token);
  if (session === null) throw new Error("the session is over");
  return { ...session, token };
}

/** A new organisation of the owner. */
export async function found(portal: Portal, owner: Session, name = "Example Ltd."): Promise<string> {
  const founded = await foundOrganisation(portal, owner, { key: newOrganisationKey(portal, owner.accountId), name, place: null });
  if (founded.outcome !== "founded") throw new Error(founded.outcome);
  return founded.partyId;
}

export type Granting = Partial<NewInvitation> & { partyId: string };

/** Invites a person, who accepts; gives the authority's id. */
export async function grant(portal: Portal, owner: Session, person: Session, { partyId, ...given }: Granting): Promise<string> {
  const usual = { address: person.address, scopes: ["use", "accept"] as const, beginsAt: null, endsAt: null, language: "en" as const };
  const invited = await inviteDelegate(portal, owner, { ...usual, ...given, partyId });
  if (invited.outcome !== "mailed") throw new Error(invited.outcome);
  const token = await mailedToken(portal, { to: person.address, page: "invitations" });
  const answered = await answerInvitation(portal, person, { token, isAccepted: true });
  if (answered.outcome !== "accepted") throw new Error(answered.outcome);
  const { delegations } = await listDelegations(portal, { actorId: person.accountId }, null);
  return delegations[0]?.id ?? "";
}

/** The session of the same person, acting for the organisation; for themself when it is null. */
export async function actingFor(portal: Portal, person: Signed, partyId: string | null): Promise<Signed> {
  if (!(await chooseActingFor(portal, { token: person.token, session: person, partyId }))) throw new Error("not to be chosen");
  return sessionOf(portal, person.token);
}
