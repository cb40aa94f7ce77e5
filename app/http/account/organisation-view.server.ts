import { delegationStateAt, type DelegationState, type Relation, type Scope, type ToldDelegation } from "#app/domain/access/delegation";
import { listInvitations } from "#app/domain/access/delegation-invite.server";
import { listDelegations, readAuthorities, readDelegation } from "#app/domain/access/delegation.server";
import { readOrganisation } from "#app/domain/access/organisation.server";
import { PLACES } from "#app/domain/access/organisation";
import { readName } from "#app/domain/access/profile.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { inPrecedence } from "#app/domain/publication/status";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** An authority as pages show it. */
export type AuthorityView = {
  id: string;
  partyId: string;
  relation: Relation;
  state: DelegationState;
  scopes: Scope[];
  beginsAt: string;
  endsAt: string | null;
  grantedAt: string;
  revokedAt: string | null;
  person: { address: string; name: string | null } | null;
  /** Whether names and addresses were removed at the end of their period. */
  isRemoved: boolean;
  /** Who granted it. */
  owner: string | null;
  /** As it is called now to those who may act for it, else as it was called when the authority was granted. */
  organisation: string | null;
};

/** An authority as it stands now. */
export function viewAuthority(delegation: ToldDelegation, at: string): AuthorityView {
  const { granted, id, partyId, relation, scopes, beginsAt, endsAt, grantedAt, revokedAt, isRemoved } = delegation;
  const state = revokedAt === null ? delegationStateAt(delegation, at) : "revoked";
  const told = { person: granted?.person ?? null, owner: granted?.owner.address ?? null, organisation: granted?.organisation ?? null };
  return { id, partyId, relation, state, scopes, beginsAt, endsAt, grantedAt, revokedAt, isRemoved, ...told };
}

/** A page of the authorities that the viewer holds or held, the newest first. */
export async function listOwnAuthorities(portal: Portal, { accountId }: Viewer, before: string | null) {
  const { delegations, next } = await listDelegations(portal, { actorId: accountId }, before);
  const authorities = await Promise.all(delegations.map(async (delegation) => {
    const view = viewAuthority(delegation, portal.now());
    return view.state === "holds" ? { ...view, organisation: await readName(portal, view.partyId) } : view;
  }));
  return { authorities, next };
}

type Asked = { viewer: Viewer; partyId: string; before: string | null };

/** What the page of an organisation shows: its owner everybody who may act for it, others their own authority. Null for those who may not act for it. */
export async function viewOrganisation(portal: Portal, { viewer, partyId, before }: Asked) {
  const organisation = await readOrganisation(portal, { actor: viewer, partyId });
  if (organisation === null) return null;
  const { delegations, next } = organisation.isOwner ? await listDelegations(portal, { partyId }, before) : await ownOnly(portal, viewer, partyId);
  return {
    organisation,
    authorities: delegations.map((delegation) => viewAuthority(delegation, portal.now())),
    next,
    invitations: organisation.isOwner ? await listInvitations(portal, partyId) : [],
    isActing: viewer.partyId === partyId,
    isFirst: before === null,
  };
}

async function ownOnly(portal: Portal, viewer: Viewer, partyId: string) {
  const authorities = await readAuthorities(portal, { ...viewer, partyId }, portal.now());
  const told = await Promise.all(authorities.map(({ id }) => readDelegation(portal, id)));
  return { delegations: told.filter((delegation) => delegation !== null), next: null };
}

/** The zone in which days are told and read outside of agreements: that of the agreement that prevails. */
export async function portalZone({ db, now }: Pick<Portal, "db" | "now">): Promise<string> {
  const [first] = inPrecedence(await readHistories({ db }), now());
  return first?.versions.at(-1)?.manifest.agreement.zone ?? "UTC";
}

export type Place = { code: string; name: string };

const lists = new Map<Language, Place[]>();

/** The countries and regions that may be chosen, by their names in the language. */
export function placesIn(language: Language): Place[] {
  const known = lists.get(language);
  if (known) return known;
  const places = PLACES.map((code) => ({ code, name: placeName(code, language) })).toSorted((a, b) => a.name.localeCompare(b.name, language));
  lists.set(language, places);
  return places;
}

/** What a country or region is called. */
export function placeName(code: string, language: Language): string {
  return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;
}
