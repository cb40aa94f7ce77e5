import type { Kysely } from "kysely";
import type { Database } from "#db/schema";

type Db = Kysely<Database>;

/** The session with its account and party, while it lasts and the account is open. */
export function findSession(db: Db, tokenSha256: string, now: string) {
  return db
    .selectFrom("sessions")
    .innerJoin("accounts", "accounts.id", "sessions.accountId")
    .innerJoin("parties", "parties.id", "accounts.partyId")
    .where("sessions.tokenSha256", "=", tokenSha256)
    .where("sessions.expiresAt", ">", now)
    .where("accounts.closedAt", "is", null)
    .select(["sessions.accountId", "sessions.signInId", "accounts.partyId", "accounts.addressSealed"])
    .select(["accounts.addressConfirmedAt", "accounts.rolesJson", "accounts.language"])
    .select(["parties.kind", "parties.customerKind", "parties.place", "parties.productsJson"])
    .executeTakeFirst();
}
