import { type QueryExecutorProvider, sql } from "kysely";
import { addColumn, createIndex, createTable, instant, integer, oneOf, optional, recorded, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-23-delegation";

/** Who may act for which organisation, what was offered by mail, and for whom a session acts. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "delegations", [
    `${text("id")} primary key`,
    text("delegationId"),
    oneOf("act", ["granted", "revoked"]),
    text("followsId"),
    text("partyId"),
    text("actorId"),
    oneOf("relation", ["owner", "authorised"]),
    text("scopesJson"),
    optional(instant("beginsAt")),
    optional(instant("endsAt")),
    text("byId"),
    text("signInId"),
    optional(text("acceptedSignInId")),
    ...recorded(),
    `unique ("delegationId", "followsId")`,
  ]);
  await createInvitations(db);
  await addColumn(db, "sessions", optional(text("actingForId")));
  await createIndex(db, "delegations", ["actorId"]);
  await createIndex(db, "delegations", ["partyId"]);
  await createIndex(db, "acts", ["delegationId"]);
  await guardEvidence(db, "delegations");
  await guardAuthority(db);
}

async function createInvitations(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "invitations", [
    `${text("id")} primary key`,
    `${sha256("tokenSha256")} unique`,
    text("partyId"),
    `${integer("number")} check ("number" > 0)`,
    text("byId"),
    text("signInId"),
    text("addressSealed"),
    text("scopesJson"),
    optional(instant("beginsAt")),
    optional(instant("endsAt")),
    instant("createdAt"),
    instant("expiresAt"),
    optional(instant("answeredAt")),
    optional(oneOf("outcome", ["accepted", "declined", "withdrawn"])),
    `unique ("partyId", "number")`,
  ]);
}

/**
 * Rules that hold for every connection: what was done under an authority lies within it, whichever of an act and a
 * revocation is written first. What was imported is older than its record, and judged by the import.
 */
async function guardAuthority(db: QueryExecutorProvider): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  await run(`create trigger "actsAuthority" before insert on "acts" when new."delegationId" is not null and new."method" <> 'imported' begin
    select raise(abort, 'rule broken: act without authority') where not exists (
      select 1 from "delegations" as d where d."id" = new."delegationId" and d."act" = 'granted'
      and d."partyId" = new."partyId" and d."actorId" = new."actorId" and d."beginsAt" <= new."happenedAt"
      and (d."endsAt" is null or d."endsAt" > new."happenedAt")
      and not exists (select 1 from "delegations" as r where r."delegationId" = d."id" and r."act" = 'revoked')); end`);
  await run(`create trigger "delegationsGrant" before insert on "delegations" when new."act" = 'granted' begin
    select raise(abort, 'rule broken: grant of another form')
    where new."delegationId" <> new."id" or new."followsId" <> '' or new."beginsAt" is null or new."endsAt" <= new."beginsAt"; end`);
  await run(`create trigger "delegationsRevocation" before insert on "delegations" when new."act" = 'revoked' begin
    select raise(abort, 'rule broken: revocation of another authority') where new."followsId" <> new."delegationId" or not exists (
      select 1 from "delegations" as d where d."id" = new."followsId" and d."act" = 'granted'
      and d."partyId" = new."partyId" and d."actorId" = new."actorId");
    select raise(abort, 'rule broken: revocation before an act') where exists (
      select 1 from "acts" as a where a."delegationId" = new."delegationId" and a."happenedAt" > new."happenedAt"); end`);
}
