import type { Outgoing } from "#app/domain/notice/channels/channel";
import { fillHtml, fillSubject, fillText, type PlaceValues } from "#app/domain/notice/delivery/fill";
import type { InHand } from "#app/domain/notice/delivery/lease.server";
import { readActValues, readAnswerValues } from "#app/domain/notice/delivery/place-values.server";
import { reminderChoiceAddress } from "#app/domain/notice/inbox/reminder-choice.server";
import { parseRule } from "#app/domain/notice/stored-notice";
import { isLanguage } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { findNoticeBodies } from "#db/notice/delivery-queue";

type Composing = Pick<Portal, "db" | "keys" | "secret" | "settings">;

export type Composer = (row: InHand) => Promise<Outgoing | null>;

type Bodies = NonNullable<Awaited<ReturnType<typeof findNoticeBodies>>>;

/** Bodies of so many notices are kept at once, in each of their languages: more than go out at the same time, as a rule. */
const MOST_KEPT = 8;

/**
 * Composes notices as they go to one party, with what is sealed filled in; the body, which never changes, is read once for many. Gives null where the party can
 * no longer be reached so: erased or restricted, the account closed, the address no longer confirmed. A webhook's receiver knows people by the id of their party.
 */
export function openComposer(portal: Composing): Composer {
  const kept = new Map<string, Bodies | null>();
  return async (row) => {
    const place = `${row.noticeId}/${row.language}`;
    const bodies = kept.get(place) ?? (await findNoticeBodies(portal.db, row));
    kept.set(place, bodies);
    for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
    return bodies && compose(portal, row, bodies);
  };
}

async function compose(portal: Composing, row: InHand, { subject, text, html, ruleJson, ...notice }: Bodies): Promise<Outgoing | null> {
  const { deliveryId, partyId, language, nameSealed, inboxId } = row;
  if (row.state !== "free" || !isLanguage(language)) return null;
  const to = row.channel === "mail" ? await confirmedAddress(portal, row) : partyId;
  if (to === null) return null;
  const name = nameSealed && (await portal.keys.open(partyId, "parties.name", nameSealed));
  const values: PlaceValues = { ...(await readActValues(portal, notice.actId)), ...(await readAnswerValues(portal, { ...notice, language })), name: name ?? to, link: `${portal.settings.publicUrl}/inbox/${inboxId ?? ""}` };
  return {
    deliveryId, to, language, at: row.queuedAt,
    subject: fillSubject(subject, values), text: fillText(text, values), html: fillHtml(html, values),
    ...(parseRule(ruleJson).mayBeUnsubscribed ? { unsubscribeUrl: reminderChoiceAddress(portal, partyId) } : {}),
  };
}

async function confirmedAddress({ keys }: Composing, { partyId, addressSealed, addressConfirmedAt, closedAt }: InHand): Promise<string | null> {
  if (addressSealed === null || addressSealed === "" || addressConfirmedAt === null || closedAt !== null) return null;
  return keys.open(partyId, "accounts.address", addressSealed);
}
