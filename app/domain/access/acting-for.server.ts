import { readAuthorities } from "#app/domain/access/delegation.server";
import { SCOPES, type Relation, type Scope } from "#app/domain/access/delegation";
import { mayFetch } from "#app/domain/access/leaving";
import { readLeaving } from "#app/domain/access/leaving.server";
import { readName } from "#app/domain/access/profile.server";
import { tokenDigest } from "#app/domain/access/token";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { updateRows } from "#db/commit";
import { findOrganisation, selectOrganisationsActedFor } from "#db/delegation";
import type { PartyRow, SessionRow } from "#db/schema/access";

/**
 * For whom the person of a session acts. Once the authority for the organisation that they chose is over, they act for
 * nobody until they choose again: what was meant for it must not bind them.
 */
export type ActingFor =
  | { whom: "self" }
  | { whom: "organisation"; partyId: string; name: string; relation: Relation; scopes: Scope[] }
  | { whom: "nobody"; partyId: string };

type Facts = Pick<PartyRow, "kind" | "customerKind" | "place" | "productsJson"> & { partyId: string };

type Found = Facts & Pick<SessionRow, "accountId" | "actingForId"> & { leftAt: Instant | null; dataUntil: Instant | null };

/** The bound party, and whether it has left. */
type Bound = Facts & { left: { at: Instant; dataUntil: Instant } | null };

/**
 * For whom a session acts, and the party that is bound by it: the account's own where no authority holds. A person who left acts for
 * nobody else; for an organisation that left one acts only to fetch its data.
 */
export async function readActingFor(
  { db, keys, now }: Pick<Portal, "db" | "keys" | "now">,
  row: Found,
): Promise<{ actingFor: ActingFor; bound: Bound }> {
  const { leftAt, dataUntil } = row;
  const self = { ...row, left: leftAt !== null && dataUntil !== null ? { at: leftAt, dataUntil } : null };
  if (row.actingForId === null || self.left) return { actingFor: { whom: "self" }, bound: self };
  const organisation = await findOrganisation(db, row.actingForId);
  const actor = { accountId: row.accountId, partyId: row.actingForId, own: { partyId: row.partyId } };
  const authorities = await readAuthorities({ db }, actor, now());
  const [first] = authorities;
  const leaving = await readLeaving({ db }, row.actingForId);
  const isOver = leaving !== null && !mayFetch(leaving, now());
  const name = organisation && first && !isOver ? await readName({ db, keys }, organisation.id) : null;
  if (!organisation || !first || name === null) return { actingFor: { whom: "nobody", partyId: row.actingForId }, bound: self };
  const scopes = SCOPES.filter((scope) => authorities.some((authority) => authority.scopes.includes(scope)));
  const left = leaving && { at: leaving.leftAt, dataUntil: leaving.dataUntil };
  const bound = { ...organisation, partyId: organisation.id, left };
  return { actingFor: { whom: "organisation", partyId: organisation.id, name, relation: first.relation, scopes }, bound };
}

/** What a session keeps of the choice; null for oneself. A new session of the same person takes it over. */
export function keptChoice(actingFor: ActingFor): string | null {
  return actingFor.whom === "self" ? null : actingFor.partyId;
}

/** Whether an account may act for an organisation now. */
export async function mayActForOthers({ db, now }: Pick<Portal, "db" | "now">, accountId: string): Promise<boolean> {
  const ids = await selectOrganisationsActedFor(db, { actorId: accountId, at: now(), before: null, limit: 1 });
  return ids.length > 0;
}

/** An organisation that may be chosen. */
export type Choosable = { partyId: string; name: string };

/** So many on one page. */
const PAGE = 50;

/** A page of the organisations that an account may act for now; `next` asks for the following one. */
export async function listChoosable(
  portal: Pick<Portal, "db" | "keys" | "now">,
  { accountId, before }: { accountId: string; before: string | null },
): Promise<{ organisations: Choosable[]; next: string | null }> {
  const ids = await selectOrganisationsActedFor(portal.db, { actorId: accountId, at: portal.now(), before, limit: PAGE + 1 });
  const page = ids.slice(0, PAGE);
  const named = await Promise.all(page.map(async (partyId) => ({ partyId, name: await readName(portal, partyId) })));
  const organisations = named.flatMap(({ partyId, name }) => (name === null ? [] : [{ partyId, name }]));
  return { organisations, next: ids.length > PAGE ? (page.at(-1) ?? null) : null };
}

/** Chooses for whom a session acts from now on; null for oneself. False, with nothing changed, without an authority that holds. */
export async function chooseActingFor(
  portal: Pick<Portal, "db" | "writer" | "keys" | "now">,
  { token, session, partyId }: { token: string; session: { accountId: string; own: { partyId: string } }; partyId: string | null },
): Promise<boolean> {
  const { accountId, own } = session;
  if (partyId !== null && (await readAuthorities(portal, { accountId, partyId, own }, portal.now())).length === 0) return false;
  if (partyId !== null && (partyId === own.partyId || (await readName(portal, partyId)) === null)) return false;
  await portal.writer.commit({ steps: [updateRows("sessions", { set: { actingForId: partyId }, where: { tokenSha256: tokenDigest(token) } })] });
  return true;
}
