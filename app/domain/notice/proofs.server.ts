import { inChain } from "#app/domain/chain";
import { REASONS_TO_MANY } from "#app/domain/notice/notice";
import { parseRule } from "#app/domain/notice/stored-notice";
import type { NoticeProof } from "#app/domain/notice/proof";
import type { Portal } from "#app/portal.server";
import { selectDeliveriesTo, selectDeliveryEvents, selectNoticeHolders, selectNoticesOf } from "#db/notice/notices";
import type { DeliveryEventRow, DeliveryRow, NoticeRow } from "#db/schema/notices";

/**
 * All that is known of how the notices that tell many about a version came to a party, oldest first. What was delivered to those who hold an organisation's authority
 * to receive its notices was delivered to the organisation; what they were shown or confirmed in their own inbox counts for themselves alone. The public site counts
 * from the notice on, a message in the inbox from when it was put there.
 */
export async function readNoticeProofs({ db }: Pick<Portal, "db">, { partyId, versionId }: { partyId: string; versionId: string }): Promise<NoticeProof[]> {
  const notices = await selectNoticesOf(db, { versionId, reasons: REASONS_TO_MANY });
  const proofs = await Promise.all(notices.map((notice) => proofsOf({ db }, notice, partyId)));
  return proofs.flat().toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

async function proofsOf({ db }: Pick<Portal, "db">, notice: NoticeRow, partyId: string): Promise<NoticeProof[]> {
  const holders = await selectNoticeHolders(db, { organisationId: partyId, noticeId: notice.id });
  const deliveries = await selectDeliveriesTo(db, { noticeId: notice.id, partyIds: [partyId, ...holders] });
  const events = await selectDeliveryEvents(db, deliveries.map(({ id }) => id));
  const personal = deliveries.flatMap((delivery) => {
    const found = deliveryProofs(delivery, events.filter(({ deliveryId }) => deliveryId === delivery.id));
    return delivery.partyId === partyId ? found : found.filter(({ state }) => state !== "displayed" && state !== "acknowledged");
  });
  return parseRule(notice.ruleJson).allOf.includes("site") ? [published(notice), ...personal] : personal;
}

function published({ id, happenedAt }: NoticeRow): NoticeProof {
  return { noticeId: id, channel: "site", state: "published", at: happenedAt };
}

function deliveryProofs({ noticeId, channel, happenedAt }: DeliveryRow, events: readonly DeliveryEventRow[]): NoticeProof[] {
  const inInbox: NoticeProof[] = channel === "inbox" ? [{ noticeId, channel, state: "delivered", at: happenedAt }] : [];
  return [...inInbox, ...inChain(events).flatMap((event) => eventProof({ noticeId, channel }, event))];
}

function eventProof(of: Pick<DeliveryRow, "noticeId" | "channel">, { state, happenedAt }: DeliveryEventRow): NoticeProof[] {
  return state === "deferred" || state === "failed" || state === "notSent" ? [] : [{ ...of, state, at: happenedAt }];
}
