import { isSameAddress } from "#app/domain/access/address";
import { countAttempt } from "#app/domain/access/attempts.server";
import { parseScopes, type Scope } from "#app/domain/access/delegation";
import { readOrganisation, type Organisation } from "#app/domain/access/organisation.server";
import type { Session } from "#app/domain/access/session.server";
import { newToken, tokenDigest } from "#app/domain/access/token";
import { isWritten } from "#app/domain/access/written.server";
import { newId } from "#app/domain/ids";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { writeMail } from "#app/domain/notice/channels/mail";
import { mailStep } from "#app/domain/notice/channels/send.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { insertRow, updateRows, type Step } from "#db/commit";
import { selectLastInvitationNumber, selectOpenInvitations } from "#db/delegation";
import type { InvitationRow } from "#db/schema/delegation";

/** The field of which invited addresses are sealed parts. */
export const INVITED_ADDRESS = "invitations.address";

export type NewInvitation = {
  partyId: string;
  /** As parseAddress gives it. */
  address: string;
  scopes: readonly Scope[];
  /** Null: as soon as it is accepted. */
  beginsAt: Instant | null;
  endsAt: Instant | null;
  /** Of the mail: that of the owner, since nothing may be looked up about the address. */
  language: Language;
};

export type Invited =
  | { outcome: "mailed" }
  | { outcome: "unknown" | "unconfirmed" | "own-address" | "scopes-missing" | "ends-before-beginning" | "too-many" }
  | { outcome: "limited"; retryAt: Instant };

/** So many invitations of one organisation may wait at a time. */
const MOST_OPEN = 200;
const DAY = 24 * 3_600_000;
const OPEN_DAYS = 7;
/** The same invitation sent again within this time is one sent twice by mistake. */
const REPEATED_WITHIN = 10 * 60_000;
/** So many lost races for one number are a bug. */
const MOST_RACES = 20;

type Owner = Pick<Session, "accountId" | "signInId" | "address" | "isAddressConfirmed" | "own">;

/**
 * Offers somebody an authority by mail; it begins with their acceptance. Says the same whether the address has an account
 * or not. A new invitation to an address takes the place of the one that waits there.
 */
export async function inviteDelegate(portal: Portal, owner: Owner, input: NewInvitation): Promise<Invited> {
  const organisation = await readOrganisation(portal, { actor: owner, partyId: input.partyId });
  if (!organisation?.isOwner) return { outcome: "unknown" };
  const unfit = unfitness(owner, input, portal.now());
  if (unfit !== null) return { outcome: unfit };
  for (let race = 0; race < MOST_RACES; race++) {
    const number = (await selectLastInvitationNumber(portal.db, input.partyId)) + 1;
    // Read after the number that this one would take, so that of two at once the second finds the first.
    const open = await listInvitations(portal, input.partyId);
    if (isRepeated(open, input, portal.now())) return { outcome: "mailed" };
    if (open.length >= MOST_OPEN) return { outcome: "too-many" };
    const retryAt = race > 0 ? null : await countAttempt(portal, [
      { rule: "invitation-account", subject: owner.accountId },
      { rule: "invitation-address", subject: `${input.partyId} ${input.address}` },
    ]);
    if (retryAt !== null) return { outcome: "limited", retryAt };
    const former = open.filter(({ address }) => address !== null && isSameAddress(address, input.address));
    const steps = former.map(({ id }) => answerStep(id, { outcome: "withdrawn", now: portal.now() }));
    if (await isWritten(portal, [...steps, ...(await invitationSteps(portal, { owner, organisation, input, number }))])) return { outcome: "mailed" };
  }
  throw new Error("each number of an invitation was taken by another");
}

function unfitness(owner: Owner, { address, scopes, beginsAt, endsAt }: NewInvitation, now: Instant) {
  if (!owner.isAddressConfirmed) return "unconfirmed";
  if (isSameAddress(owner.address, address)) return "own-address";
  if (scopes.length === 0) return "scopes-missing";
  const begins = beginsAt !== null && beginsAt > now ? beginsAt : now;
  return endsAt !== null && endsAt <= begins ? "ends-before-beginning" : null;
}

function isRepeated(open: readonly OpenInvitation[], { address, scopes, beginsAt, endsAt }: NewInvitation, now: Instant): boolean {
  return open.some((each) =>
    each.address !== null && isSameAddress(each.address, address) && each.scopes.join() === scopes.join() && each.beginsAt === beginsAt
    && each.endsAt === endsAt && plusMilliseconds(each.createdAt, REPEATED_WITHIN) > now);
}

/** The step that answers an invitation once; its commit is refused as stale when somebody else was first. */
export function answerStep(id: string, { outcome, now }: { outcome: NonNullable<InvitationRow["outcome"]>; now: Instant }): Step {
  return updateRows("invitations", { set: { answeredAt: now, outcome }, where: { id, answeredAt: null }, expect: 1 });
}

type Inviting = { owner: Owner; organisation: Organisation; input: NewInvitation; number: number };

async function invitationSteps(portal: Portal, { owner, organisation, input, number }: Inviting): Promise<Step[]> {
  const { partyId, address, scopes, beginsAt, endsAt, language } = input;
  const { publicUrl } = portal.settings;
  const [token, now] = [newToken(), portal.now()];
  const lastDay = plusMilliseconds(now, OPEN_DAYS * DAY);
  const row: InvitationRow = {
    id: newId("inv", now),
    tokenSha256: tokenDigest(token),
    partyId,
    number,
    byId: owner.accountId,
    signInId: owner.signInId,
    addressSealed: await portal.keys.seal(partyId, INVITED_ADDRESS, address),
    scopesJson: JSON.stringify(scopes),
    beginsAt,
    endsAt,
    createdAt: now,
    expiresAt: endsAt !== null && endsAt < lastDay ? endsAt : lastDay,
    answeredAt: null,
    outcome: null,
  };
  const invitation = { organisation: organisation.name, owner: owner.address, link: `${publicUrl}/invitations/${token}` };
  const mail = writeMail({ to: address, language, publicUrl }, (texts) => texts.invited(invitation));
  return [insertRow("invitations", row), await mailStep(portal, partyId, mail)];
}

/** An invitation that waits for an answer; the address is null once the organisation is erased. */
export type OpenInvitation = { id: string; address: string | null; scopes: Scope[]; beginsAt: Instant | null; endsAt: Instant | null; createdAt: Instant; expiresAt: Instant };

/** The invitations of an organisation that wait for an answer, the newest first. For its owner. */
export async function listInvitations({ db, keys, now }: Pick<Portal, "db" | "keys" | "now">, partyId: string): Promise<OpenInvitation[]> {
  const rows = await selectOpenInvitations(db, { partyId, now: now(), limit: MOST_OPEN });
  return Promise.all(rows.map(async ({ id, addressSealed, scopesJson, beginsAt, endsAt, createdAt, expiresAt }) => {
    const address = await keys.open(partyId, INVITED_ADDRESS, addressSealed);
    return { id, address, scopes: parseScopes(scopesJson), beginsAt, endsAt, createdAt, expiresAt };
  }));
}

/** Takes an invitation back, if it still waits. False unless the actor owns the organisation and it was there. */
export async function withdrawInvitation(
  portal: Portal,
  { actor, partyId, id }: { actor: Pick<Session, "accountId" | "own">; partyId: string; id: string },
): Promise<boolean> {
  const organisation = await readOrganisation(portal, { actor, partyId });
  if (!organisation?.isOwner || !(await listInvitations(portal, partyId)).some((each) => each.id === id)) return false;
  return isWritten(portal, [answerStep(id, { outcome: "withdrawn", now: portal.now() })]);
}
