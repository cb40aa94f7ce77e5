import { newId } from "#app/domain/ids";
import { inChain } from "#app/domain/chain";
import { NOTICE_RULES } from "#app/domain/notice/notice";
import { noticeSteps } from "#app/domain/notice/telling/notice-steps.server";
import { insertOnce, insertRow } from "#db/commit";
import { selectDeliveryEvents } from "#db/notice/notices";
import type { DeliveryRow } from "#db/schema/notices";
import type { TestPortal } from "#test/support/portal";

/** A notice to one party, with one delivery by a channel that was not handed over yet. */
export async function putDelivery(portal: TestPortal, channel: DeliveryRow["channel"] = "mail"): Promise<DeliveryRow> {
  const at = portal.now();
  const partyId = newId("pty", at);
  await portal.keys.createPartyKey(partyId);
  const agreement = { id: "agr_terms", slug: "terms", kind: "terms" as const, happenedAt: at, recordedAt: at };
  await portal.writer.commit({ steps: [insertOnce("agreements", agreement, { id: agreement.id })] });
  const { steps, entries, noticeId } = await noticeSteps(portal, {
    reason: "receipt", agreementId: agreement.id, actId: newId("acc", at), partyId, audience: { who: "parties", partyIds: [partyId] },
    rule: NOTICE_RULES.receipt, texts: [{ language: "en", subject: "Your receipt", text: "You accepted.", html: "<p>You accepted.</p>" }],
  });
  const delivery = { id: newId("dlv", at), noticeId, partyId, channel, language: "en", happenedAt: at, recordedAt: at };
  await portal.writer.commit({ steps: [...steps, insertRow("deliveries", delivery)], entries });
  return delivery;
}

/** What became of a delivery, in order, with details opened. */
export async function eventsOf(portal: TestPortal, { id, partyId }: DeliveryRow) {
  const events = inChain(await selectDeliveryEvents(portal.db, [id]));
  return Promise.all(events.map(async ({ id: recordId, state, source }) => ({
    state, source, address: await opened(portal, partyId, [recordId, "deliveryEvents.address"]), detail: await opened(portal, partyId, [recordId, "deliveryEvents.detail"]),
  })));
}

async function opened({ db, keys }: TestPortal, partyId: string, [recordId, field]: [string, string]): Promise<string | null> {
  const row = await db.selectFrom("personalValues").where("recordId", "=", recordId).where("field", "=", field).select("valueSealed").executeTakeFirst();
  return row ? keys.open(partyId, field, row.valueSealed) : null;
}
