import type { Kysely } from "kysely";
import type { Database } from "#db/schema";
import type { OutboxRow } from "#db/schema/notices";

/** Messages whose next attempt is due at that instant, the longest waiting first. */
export function selectDueMessages(db: Kysely<Database>, at: string, limit: number): Promise<OutboxRow[]> {
  return db
    .selectFrom("outbox")
    .where("nextAttemptAt", "<=", at)
    .where("sentAt", "is", null)
    .orderBy("nextAttemptAt")
    .orderBy("id")
    .limit(limit)
    .selectAll()
    .execute();
}
