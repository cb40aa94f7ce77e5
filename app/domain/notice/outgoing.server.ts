import type { Outgoing } from "#app/domain/notice/channel";
import { fillHtml, fillSubject, fillText, type PlaceValues } from "#app/domain/notice/fill";
import type { InHand } from "#app/domain/notice/lease.server";
import { readActValues } from "#app/domain/notice/place-values.server";
import { reminderChoiceAddress } from "#app/domain/notice/reminder-choice.server";
import { parseRule } from "#app/domain/notice/stored-notice";
import { isLanguage } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { findNoticeBodies, findRecipient } from "#db/delivery-queue";

type Composing = Pick<Portal, "db" | "keys" | "secret" | "settings">;

/**
 * The notice as it goes to one party, with what is sealed filled in. Null where the party can no longer be reached so: erased or restricted, the account
 * closed, the address no longer confirmed. A webhook's receiver knows people by the id of their party.
 */
export async function composeOutgoing(portal: Composing, row: InHand): Promise<Outgoing | null> {
  const { deliveryId, noticeId, partyId, language } = row;
  const recipient = await findRecipient(portal.db, deliveryId);
  const bodies = await findNoticeBodies(portal.db, { noticeId, language });
  if (!recipient || !bodies || recipient.state !== "free" || !isLanguage(language)) return null;
  const to = row.channel === "mail" ? await confirmedAddress(portal, partyId, recipient) : partyId;
  if (to === null) return null;
  const { publicUrl } = portal.settings;
  const name = recipient.nameSealed && (await portal.keys.open(partyId, "parties.name", recipient.nameSealed));
  const { subject, text, html, ruleJson, actId } = bodies;
  const values: PlaceValues = { ...(await readActValues(portal, actId)), name: name ?? to, link: `${publicUrl}/inbox/${recipient.inboxId ?? ""}` };
  return {
    deliveryId, to, language, at: row.queuedAt,
    subject: fillSubject(subject, values), text: fillText(text, values), html: fillHtml(html, values),
    ...(parseRule(ruleJson).mayBeUnsubscribed ? { unsubscribeUrl: reminderChoiceAddress(portal, partyId) } : {}),
  };
}

type Recipient = NonNullable<Awaited<ReturnType<typeof findRecipient>>>;

async function confirmedAddress({ keys }: Composing, partyId: string, { addressSealed, addressConfirmedAt, closedAt }: Recipient): Promise<string | null> {
  if (addressSealed === null || addressSealed === "" || addressConfirmedAt === null || closedAt !== null) return null;
  return keys.open(partyId, "accounts.address", addressSealed);
}
