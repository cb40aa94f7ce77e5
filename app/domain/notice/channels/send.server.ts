import { z } from "zod";
import { outboxStep, type Mail } from "#app/domain/notice/channels/outbox";
import type { Portal } from "#app/portal.server";
import type { Step } from "#db/commit";

const FIELD = "outbox.message";

const mailSchema = z.object({ to: z.string(), subject: z.string(), text: z.string() });

/** The step that sends a mail to a party: sealed under its key, for the commit that causes the mail. */
export async function mailStep({ keys, now }: Pick<Portal, "keys" | "now">, partyId: string, mail: Mail): Promise<Step> {
  return outboxStep({ partyId, messageSealed: await keys.seal(partyId, FIELD, JSON.stringify(mail)) }, now());
}

/** The mail in an outbox row; null when the party was erased. */
export async function openMail(
  { keys }: Pick<Portal, "keys">,
  { partyId, messageSealed }: { partyId: string; messageSealed: string },
): Promise<Mail | null> {
  const text = await keys.open(partyId, FIELD, messageSealed);
  return text === null ? null : mailSchema.parse(JSON.parse(text));
}
