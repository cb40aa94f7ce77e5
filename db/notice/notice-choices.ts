import type { Kysely } from "kysely";
import type { Database } from "#db/schema";

/** What a party chose about reminders; null where it chose nothing. */
export async function selectNoticeChoice(db: Kysely<Database>, partyId: string): Promise<{ wantsReminders: 0 | 1 } | null> {
  const row = await db.selectFrom("noticeChoices").where("partyId", "=", partyId).select("wantsReminders").executeTakeFirst();
  return row ?? null;
}
