import { createHmac, timingSafeEqual } from "node:crypto";
import type { Portal } from "#app/portal.server";
import { hasParty } from "#db/access";
import { insertOnce, updateRows } from "#db/commit";
import { selectNoticeChoice } from "#db/notice/notice-choices";

/** Whether a party is reminded before a change takes effect; it is, until it chooses otherwise. Legal notices come in any case. */
export async function wantsReminders({ db }: Pick<Portal, "db">, partyId: string): Promise<boolean> {
  const choice = await selectNoticeChoice(db, partyId);
  return choice === null || choice.wantsReminders === 1;
}

/** Keeps what a party chooses about reminders from now on. */
export async function chooseReminders({ writer }: Pick<Portal, "writer">, choice: { partyId: string; wantsReminders: boolean }): Promise<void> {
  const { partyId } = choice;
  const wants = choice.wantsReminders ? 1 : 0;
  await writer.commit({
    steps: [
      insertOnce("noticeChoices", { partyId, wantsReminders: wants }, { partyId }),
      updateRows("noticeChoices", { set: { wantsReminders: wants }, where: { partyId } }),
    ],
  });
}

/** The address by which a party chooses about reminders without signing in; for the mail that reminds it, and for no other. */
export function reminderChoiceAddress({ settings, secret }: Pick<Portal, "settings" | "secret">, partyId: string): string {
  return new URL(`/reminders/${partyId}.${tagOf(secret, partyId)}`, settings.publicUrl).href;
}

/** The party whose address it is; null where the portal never gave it out, or the party is gone. */
export async function readReminderToken({ db, secret }: Pick<Portal, "db" | "secret">, token: string): Promise<string | null> {
  const [partyId = "", tag = ""] = token.split(".");
  const [given, expected] = [Buffer.from(tag), Buffer.from(tagOf(secret, partyId))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return (await hasParty(db, partyId)) ? partyId : null;
}

function tagOf(secret: Buffer, partyId: string): string {
  return createHmac("sha256", secret).update(`reminders\0${partyId}`).digest("base64url");
}
