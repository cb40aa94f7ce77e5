import type { Kysely } from "kysely";
import { compileOnce } from "#db/compile-once";
import type { Database } from "#db/schema";
import type { AttemptRow, LinkRow, RoleChangeRow } from "#db/schema/access";

type Db = Kysely<Database>;

const selectSessions = compileOnce(["tokenSha256", "now"], (db: Db, given) =>
  db
    .selectFrom("sessions")
    .innerJoin("accounts", "accounts.id", "sessions.accountId")
    .innerJoin("parties", "parties.id", "accounts.partyId")
    .leftJoin("signIns", "signIns.id", "sessions.signInId")
    .leftJoin("leavings", "leavings.partyId", "accounts.partyId")
    .where("sessions.tokenSha256", "=", given("tokenSha256"))
    .where("sessions.expiresAt", ">", given("now"))
    .where("accounts.closedAt", "is", null)
    .where(({ or, eb }) => or([eb("leavings.dataUntil", "is", null), eb("leavings.dataUntil", ">", given("now"))]))
    .select(["sessions.accountId", "sessions.signInId", "sessions.actingForId", "accounts.partyId", "accounts.addressSealed"])
    .select(["accounts.addressConfirmedAt", "accounts.rolesJson", "accounts.language"])
    .select(["signIns.method as signInMethod", "signIns.happenedAt as signedInAt"])
    .select(["parties.kind", "parties.customerKind", "parties.place", "parties.productsJson"])
    .select(["leavings.happenedAt as leftAt", "leavings.dataUntil"]));

/** The session with its sign-in, account and party, while it lasts, the account is open and its person has not left for good; null otherwise. */
export async function selectSession(db: Db, tokenSha256: string, now: string) {
  const [row] = await selectSessions(db, { tokenSha256, now });
  return row ?? null;
}

/** An account with what sign-in needs, and whether a change of its address is under way; null for no such account. */
export type AccountFound = Awaited<ReturnType<typeof selectAccount>>;

/** The account with this id, or the one of this party. */
export async function selectAccount(db: Db, key: { id: string } | { partyId: string }, now: string) {
  const [column, value] = "id" in key ? (["accounts.id", key.id] as const) : (["accounts.partyId", key.partyId] as const);
  const row = await db
    .selectFrom("accounts")
    .where(column, "=", value)
    .selectAll()
    .select((all) =>
      all
        .selectFrom("links")
        .whereRef("links.accountId", "=", "accounts.id")
        .where("links.purpose", "=", "change")
        .where("links.usedAt", "is", null)
        .where("links.expiresAt", ">", now)
        .select(({ fn }) => fn.countAll<number>().as("n"))
        .as("openChanges"),
    )
    .executeTakeFirst();
  return row ?? null;
}

/** Whether there is anybody. */
export async function hasParties(db: Db): Promise<boolean> {
  return (await db.selectFrom("parties").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/** Whether the party has a row: it has an account, or acts of it were brought in. */
export async function hasParty(db: Db, partyId: string): Promise<boolean> {
  const row = await db.selectFrom("parties").where("id", "=", partyId).select("id").executeTakeFirst();
  return row !== undefined;
}

/** The sealed name of a party; null when none is kept. */
export async function selectPartyName(db: Db, partyId: string): Promise<string | null> {
  const row = await db.selectFrom("parties").where("id", "=", partyId).select("nameSealed").executeTakeFirst();
  return row?.nameSealed ?? null;
}

/** A link that can still be used: of this purpose, not used, not expired; null otherwise. */
export async function selectOpenLink(db: Db, key: Pick<LinkRow, "tokenSha256" | "purpose">, now: string): Promise<LinkRow | null> {
  const row = await db
    .selectFrom("links")
    .where("tokenSha256", "=", key.tokenSha256)
    .where("purpose", "=", key.purpose)
    .where("usedAt", "is", null)
    .where("expiresAt", ">", now)
    .selectAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Whether an open account has the role of operator. */
export async function hasOperator(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom("accounts")
    .where("rolesJson", "like", '%"operator"%')
    .where("closedAt", "is", null)
    .select("id")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether an open account other than this one has the role of operator. */
export async function hasOtherOperator(db: Db, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom("accounts")
    .where("rolesJson", "like", '%"operator"%')
    .where("closedAt", "is", null)
    .where("id", "<>", accountId)
    .select("id")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Which accounts a list shows: those with a role, or all; `before` is the id at which the former page ended, null for the first. */
export type AccountsAsked = { whose: "staff" | "everyone"; before: string | null; limit: number };

/** Accounts for a list, the newest first; ids begin with the time of their making. */
export function selectAccounts(db: Db, { whose, before, limit }: AccountsAsked) {
  const columns = ["id", "partyId", "addressSealed", "addressConfirmedAt", "rolesJson", "createdAt", "closedAt"] as const;
  const all = db.selectFrom("accounts").select(columns).orderBy("id", "desc").limit(limit);
  const later = before === null ? all : all.where("id", "<", before);
  return (whose === "everyone" ? later : later.where("rolesJson", "<>", "[]")).execute();
}

/** The accounts with these ids. */
export function selectAddresses(db: Db, ids: readonly string[]) {
  return db.selectFrom("accounts").where("id", "in", ids).select(["id", "partyId", "addressSealed"]).execute();
}

/** The latest change of a role, of whatever account: the one that no other follows; null before the first. */
export async function selectLastRoleChange(db: Db, role: string): Promise<string | null> {
  const row = await db
    .selectFrom("roleChanges as last")
    .where("role", "=", role)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("roleChanges as next").whereRef("next.role", "=", "last.role").whereRef("next.followsId", "=", "last.id").select("next.id"))),
    )
    .select("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Changes of roles, the newest first: of one account, or of all when it is null. */
export function selectRoleChanges(db: Db, { accountId, limit }: { accountId: string | null; limit: number }): Promise<RoleChangeRow[]> {
  const all = db.selectFrom("roleChanges").selectAll().orderBy("id", "desc").limit(limit);
  return (accountId === null ? all : all.where("accountId", "=", accountId)).execute();
}

/** The counts kept under these keys, of every window. */
export function selectAttempts(db: Db, keys: readonly string[]): Promise<AttemptRow[]> {
  return db.selectFrom("attempts").where("key", "in", keys).selectAll().execute();
}

/** Sessions that are over at that instant. */
export function selectEndedSessions(db: Db, at: string, limit: number) {
  return db.selectFrom("sessions").where("expiresAt", "<=", at).select("tokenSha256").limit(limit).execute();
}

/** Links that are over at that instant. */
export function selectEndedLinks(db: Db, at: string, limit: number) {
  return db.selectFrom("links").where("expiresAt", "<=", at).select("tokenSha256").limit(limit).execute();
}

/** Counts of windows that began before that instant. */
export function selectAttemptsBefore(db: Db, at: string, limit: number) {
  return db.selectFrom("attempts").where("windowStartAt", "<", at).select(["key", "windowStartAt"]).limit(limit).execute();
}
