import type { Kysely } from "kysely";
import { personalValue } from "#db/personal-values";
import type { Database } from "#db/schema";
import type { PartyRow } from "#db/schema/access";
import type { DelegationRow, InvitationRow } from "#db/schema/delegation";

type Db = Kysely<Database>;

/** A grant with when it was revoked; null while it was not. */
export type DelegationFound = DelegationRow & { revokedAt: string | null };

/** With the names and addresses as granted, and why it was revoked, sealed; "" once they were removed at the end of their period. */
export type ToldDelegationFound = DelegationFound & { detailSealed: string | null; revokedDetailSealed: string | null };

const DETAIL = personalValue("delegations.id", "delegations.detail").as("detailSealed");
const REVOKED = personalValue("revocation.id", "delegations.detail").as("revokedDetailSealed");

function grants(db: Db) {
  return db
    .selectFrom("delegations")
    .leftJoin("delegations as revocation", (join) =>
      join.onRef("revocation.delegationId", "=", "delegations.id").on("revocation.act", "=", "revoked"))
    .where("delegations.act", "=", "granted")
    .selectAll("delegations")
    .select("revocation.happenedAt as revokedAt");
}

/** A grant by its id; null when there is none. */
export async function findDelegation(db: Db, id: string): Promise<ToldDelegationFound | null> {
  return (await grants(db).select([DETAIL, REVOKED]).where("delegations.id", "=", id).executeTakeFirst()) ?? null;
}

/** The grants by which an open account may act for the organisation at the instant: begun, not over, not revoked. */
export function selectAuthorities(db: Db, { actorId, partyId, at }: { actorId: string; partyId: string; at: string }): Promise<DelegationFound[]> {
  return grants(db)
    .innerJoin("accounts", "accounts.id", "delegations.actorId")
    .where("accounts.closedAt", "is", null)
    .where("delegations.actorId", "=", actorId)
    .where("delegations.partyId", "=", partyId)
    .where("delegations.beginsAt", "<=", at)
    .where(({ or, eb }) => or([eb("delegations.endsAt", "is", null), eb("delegations.endsAt", ">", at)]))
    .where("revocation.id", "is", null)
    .orderBy("delegations.id")
    .execute();
}

type Page = { before: string | null; limit: number };

/** What an account was granted, or what was granted for an organisation, the newest first. */
export function selectDelegations(db: Db, whose: { actorId: string } | { partyId: string }, { before, limit }: Page): Promise<ToldDelegationFound[]> {
  const [column, value] = "actorId" in whose ? (["delegations.actorId", whose.actorId] as const) : (["delegations.partyId", whose.partyId] as const);
  const all = grants(db).select([DETAIL, REVOKED]).where(column, "=", value).orderBy("delegations.id", "desc").limit(limit);
  return (before === null ? all : all.where("delegations.id", "<", before)).execute();
}

/** The organisations that an account may act for at the instant, by id; `before` is the last of the former page. */
export async function selectOrganisationsActedFor(
  db: Db,
  { actorId, at, before, limit }: { actorId: string; at: string } & Page,
): Promise<string[]> {
  const all = grants(db)
    .clearSelect()
    .select("delegations.partyId")
    .distinct()
    .where("delegations.actorId", "=", actorId)
    .where("delegations.beginsAt", "<=", at)
    .where(({ or, eb }) => or([eb("delegations.endsAt", "is", null), eb("delegations.endsAt", ">", at)]))
    .where("revocation.id", "is", null)
    .orderBy("delegations.partyId", "desc")
    .limit(limit);
  const rows = await (before === null ? all : all.where("delegations.partyId", "<", before)).execute();
  return rows.map(({ partyId }) => partyId);
}

/** How many organisations an account owns. */
export async function countOwned(db: Db, actorId: string): Promise<number> {
  const { count } = await db
    .selectFrom("delegations")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("actorId", "=", actorId)
    .where("act", "=", "granted")
    .where("relation", "=", "owner")
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** When the last act under an authority happened; null when there is none. */
export async function selectLastActUnder(db: Db, delegationId: string): Promise<string | null> {
  const { last } = await db
    .selectFrom("acts")
    .select(({ fn }) => fn.max("happenedAt").as("last"))
    .where("delegationId", "=", delegationId)
    .executeTakeFirstOrThrow();
  return last;
}

/** Whom an act binds and who made it; null for an unknown act. */
export async function findActParties(db: Db, actId: string): Promise<{ partyId: string; actorId: string } | null> {
  return (await db.selectFrom("acts").select(["partyId", "actorId"]).where("id", "=", actId).executeTakeFirst()) ?? null;
}

/** An organisation; null when the party is unknown, or a person. */
export async function findOrganisation(db: Db, partyId: string): Promise<PartyRow | null> {
  const row = await db.selectFrom("parties").selectAll().where("id", "=", partyId).where("kind", "=", "organisation").executeTakeFirst();
  return row ?? null;
}

/** An invitation that can still be answered; null otherwise. */
export async function findOpenInvitation(db: Db, tokenSha256: string, now: string): Promise<InvitationRow | null> {
  const row = await openInvitations(db, now).where("tokenSha256", "=", tokenSha256).executeTakeFirst();
  return row ?? null;
}

/** The invitations of an organisation that wait for an answer, the newest first. */
export function selectOpenInvitations(db: Db, { partyId, now, limit }: { partyId: string; now: string; limit: number }): Promise<InvitationRow[]> {
  return openInvitations(db, now).where("partyId", "=", partyId).orderBy("number", "desc").limit(limit).execute();
}

function openInvitations(db: Db, now: string) {
  return db.selectFrom("invitations").selectAll().where("answeredAt", "is", null).where("expiresAt", ">", now);
}

/** The number of the newest invitation of an organisation; 0 before the first. */
export async function selectLastInvitationNumber(db: Db, partyId: string): Promise<number> {
  const { last } = await db
    .selectFrom("invitations")
    .select(({ fn }) => fn.max("number").as("last"))
    .where("partyId", "=", partyId)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}
