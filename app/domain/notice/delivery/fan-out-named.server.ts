import { deliveryLine } from "#app/domain/evidence/entries/notice";
import { newId } from "#app/domain/ids";
import { newBatch } from "#app/domain/notice/delivery/delivery-batch.server";
import { queueStep } from "#app/domain/notice/delivery/delivery-failure.server";
import type { FanningOut } from "#app/domain/notice/delivery/fan-out.server";
import { parseRule } from "#app/domain/notice/stored-notice";
import { insertRow, StaleRowError, updateRows, type NewEntry, type Step } from "#db/commit";
import { selectNamed, type ToldParty } from "#db/notice/fan-out";
import { selectNoticeTexts } from "#db/notice/notices";
import type { DeliveryRow, FanOutRow, NoticeRow } from "#db/schema/notices";

/** Parties of one page. */
const PAGE = 200;

type Named = { fanOut: FanOutRow; notice: NoticeRow; given: Record<string, unknown> };

/** A page of the parties that a notice names, with its entry; false where another worker was first. */
export async function tellNamed(portal: FanningOut, { fanOut, notice, given }: Named): Promise<boolean> {
  const texts = await selectNoticeTexts(portal.db, notice.id);
  const asked = { given: { ...given, languages: texts.map(({ language }) => language) }, after: fanOut.afterPartyId, limit: PAGE };
  const told = await selectNamed(portal.db, asked);
  const deliveries = deliveriesOf(portal, notice, told);
  const { steps, entries } = batchOf(portal, notice, deliveries);
  const queued = deliveries.filter(({ channel }) => channel !== "inbox");
  const moved = {
    afterPartyId: told.at(-1)?.partyId ?? fanOut.afterPartyId,
    count: fanOut.count + told.length,
    queued: fanOut.queued + queued.length,
    finishedAt: told.length < PAGE ? portal.now() : null,
  };
  const where = { noticeId: notice.id, afterPartyId: fanOut.afterPartyId, count: fanOut.count, finishedAt: null };
  try {
    await portal.writer.commit({ steps: [updateRows("fanOuts", { set: moved, where, expect: 1 }), ...deliveries.map((row) => insertRow("deliveries", row)), ...queued.map((delivery) => queueStep(notice, delivery)), ...steps], entries });
    return true;
  } catch (error) {
    if (error instanceof StaleRowError) return false;
    throw error;
  }
}

function deliveriesOf(portal: FanningOut, { id: noticeId, ruleJson }: NoticeRow, told: readonly ToldParty[]): DeliveryRow[] {
  const { allOf } = parseRule(ruleJson);
  const isOpen = { inbox: () => true, mail: (party: ToldParty) => party.mayBeMailed, webhook: () => portal.settings.noticeWebhookUrl !== null };
  const at = portal.now();
  return (["inbox", "mail", "webhook"] as const).flatMap((channel) =>
    told.filter((party) => (channel === "inbox" || allOf.includes(channel)) && isOpen[channel](party)).map(({ partyId, language }) => ({
      id: newId("dlv", at), noticeId, partyId, channel, language, happenedAt: at, recordedAt: at,
    })));
}

function batchOf(portal: FanningOut, { id }: NoticeRow, deliveries: readonly DeliveryRow[]): { steps: Step[]; entries: NewEntry[] } {
  const inboxes = deliveries.filter(({ channel }) => channel === "inbox").toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [first, last] = [inboxes[0], inboxes.at(-1)];
  if (first === undefined || last === undefined) return { steps: [], entries: [] };
  return newBatch(portal, id, { firstId: first.id, lastId: last.id, deliveries: inboxes.length, lines: inboxes.map(deliveryLine).join("\n") });
}
