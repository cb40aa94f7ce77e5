import { createHmac } from "node:crypto";
import { countAttempt } from "#app/domain/access/attempts.server";
import { SCOPES } from "#app/domain/access/delegation";
import { grantCommit } from "#app/domain/access/delegation-row.server";
import { readAuthorities } from "#app/domain/access/delegation.server";
import { readName } from "#app/domain/access/profile.server";
import type { Session } from "#app/domain/access/session.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, updateRows, type Step } from "#db/commit";
import { countOwned, findOrganisation } from "#db/delegation";

/** Who does it: a person by their account. */
export type Person = Pick<Session, "accountId" | "signInId" | "address" | "own">;

/** So many organisations one account may found. */
const MOST_OWNED = 100;

/**
 * What a form to found an organisation carries: the id that it will have, signed for the account. Sent twice, it founds one
 * organisation.
 */
export function newOrganisationKey({ secret, now }: Pick<Portal, "secret" | "now">, accountId: string): string {
  const id = newId("pty", now());
  return `${id}.${signatureOf(secret, accountId, id)}`;
}

function signatureOf(secret: Buffer, accountId: string, id: string): string {
  return createHmac("sha256", secret).update(`organisation\0${accountId}\0${id}`).digest("base64url");
}

function readOrganisationKey(secret: Buffer, accountId: string, key: string): string | null {
  const [id = ""] = key.split(".");
  return key === `${id}.${signatureOf(secret, accountId, id)}` ? id : null;
}

export type NewOrganisation = {
  /** As newOrganisationKey gives it. */
  key: string;
  name: string;
  place: string | null;
};

export type Founded = { outcome: "founded"; partyId: string } | { outcome: "form-over" } | { outcome: "too-many" } | { outcome: "limited"; retryAt: Instant };

/** Founds an organisation with a key of its own; the founder's account is its owner account. Repeated, it gives the same one. */
export async function foundOrganisation(portal: Portal, founder: Person, { key, name, place }: NewOrganisation): Promise<Founded> {
  const partyId = readOrganisationKey(portal.secret, founder.accountId, key);
  if (partyId === null) return { outcome: "form-over" };
  if (await findOrganisation(portal.db, partyId)) return { outcome: "founded", partyId };
  const retryAt = await countAttempt(portal, [{ rule: "organisation-account", subject: founder.accountId }]);
  if (retryAt !== null) return { outcome: "limited", retryAt };
  if ((await countOwned(portal.db, founder.accountId)) >= MOST_OWNED) return { outcome: "too-many" };
  await portal.keys.createPartyKey(partyId);
  const owning = await ownerCommit(portal, founder, { partyId, name });
  const party = await partyStep(portal, { partyId, name, place });
  try {
    await portal.writer.commit({ ...owning, steps: [party, ...owning.steps] });
  } catch (error) {
    if (!(error instanceof KeyTakenError)) throw error;
  }
  return { outcome: "founded", partyId };
}

async function partyStep({ keys, now }: Portal, { partyId, name, place }: { partyId: string; name: string; place: string | null }): Promise<Step> {
  const nameSealed = await keys.seal(partyId, "parties.name", name);
  const row = { id: partyId, kind: "organisation", customerKind: "business", place, productsJson: "[]", nameSealed, createdAt: now() } as const;
  return insertRow("parties", row);
}

async function ownerCommit(portal: Portal, founder: Person, { partyId, name }: { partyId: string; name: string }) {
  const { accountId, signInId, address, own } = founder;
  const owner = { address, name: await readName(portal, own.partyId) };
  return grantCommit(portal, {
    partyId,
    actorId: accountId,
    relation: "owner",
    scopes: SCOPES,
    beginsAt: portal.now(),
    endsAt: null,
    byId: accountId,
    signInId,
    acceptedSignInId: null,
    detail: { organisation: name, owner, person: owner },
  });
}

/** An organisation as one who may act for it sees it. */
export type Organisation = { partyId: string; name: string; place: string | null; customerKind: "consumer" | "business"; foundedAt: Instant; isOwner: boolean };

type Asking = { actor: Pick<Session, "accountId" | "own">; partyId: string };

/** An organisation for one who may act for it now; null for others, for an unknown and for an erased one, without a difference. */
export async function readOrganisation(portal: Pick<Portal, "db" | "keys" | "now">, { actor, partyId }: Asking): Promise<Organisation | null> {
  const [authority] = await readAuthorities(portal, { ...actor, partyId }, portal.now());
  const row = authority ? await findOrganisation(portal.db, partyId) : null;
  const name = row && (await readName(portal, partyId));
  if (!authority || !row || name === null) return null;
  const { place, customerKind, createdAt } = row;
  return { partyId, name, place, customerKind, foundedAt: createdAt, isOwner: authority.relation === "owner" };
}

/** Gives an organisation another name and place; what was granted and accepted before keeps the former one. False unless the actor owns it. */
export async function changeOrganisation(
  portal: Portal,
  { actor, partyId, name, place }: Asking & { name: string; place: string | null },
): Promise<boolean> {
  const organisation = await readOrganisation(portal, { actor, partyId });
  if (!organisation?.isOwner) return false;
  const nameSealed = await portal.keys.seal(partyId, "parties.name", name);
  await portal.writer.commit({ steps: [updateRows("parties", { set: { nameSealed, place }, where: { id: partyId }, expect: 1 })] });
  return true;
}
