import { newId } from "#app/domain/ids";
import { isToMany, type DeliveryChannel } from "#app/domain/notice/notice";
import { parseRule } from "#app/domain/notice/stored-notice";
import type { Portal } from "#app/portal.server";
import { insertOnce, insertRow, runBulk, type Step } from "#db/commit";
import { selectDeliveriesTo, takeNotice } from "#db/notice/notices";
import type { DeliveryEventRow, DeliveryRow, NoticeRow } from "#db/schema/notices";

type Failing = Pick<Portal, "db" | "settings" | "now">;

/** A delivery that came back or was given up. */
export type FailedDelivery = { delivery: DeliveryRow; state: DeliveryEventRow["state"] };

/** What follows where a channel failed: a task for the operator, once, and the notice by the next channel that its rule allows. */
export async function failureSteps(portal: Failing, failed: readonly FailedDelivery[]): Promise<Step[]> {
  const steps = await Promise.all(failed.map((each) => stepsOf(portal, each)));
  return steps.flat();
}

async function stepsOf(portal: Failing, { delivery, state }: FailedDelivery): Promise<Step[]> {
  const { id: deliveryId, partyId } = delivery;
  const task = { deliveryId, partyId, reason: state, createdAt: portal.now(), doneAt: null, doneById: null };
  return [insertOnce("deliveryTasks", task, { deliveryId }), ...(await nextSteps(portal, delivery))];
}

async function nextSteps(portal: Failing, { noticeId, partyId, language }: DeliveryRow): Promise<Step[]> {
  const notice = await takeNotice(portal.db, noticeId);
  const rule = parseRule(notice.ruleJson);
  const used = (await selectDeliveriesTo(portal.db, { noticeId, partyIds: [partyId] })).map((delivery) => delivery.channel);
  const next = rule.anyOf.find((channel) => !used.includes(channel) && isOpen(portal, channel));
  if (next === undefined) return [];
  const at = portal.now();
  const id = newId("dlv", at);
  const delivery = { id, noticeId, partyId, channel: next, language, happenedAt: at, recordedAt: at };
  const counted = runBulk("countDeliveries", { given: { notices: [{ id: noticeId, handedOver: 0, failed: 0, queued: 1 }] } });
  const made = insertRow("deliveries", delivery);
  return next === "inbox" ? [made] : [made, queueStep(notice, delivery), counted];
}

/** Whether the portal has the channel at all. */
function isOpen({ settings }: Failing, channel: DeliveryChannel): boolean {
  return channel !== "webhook" || settings.noticeWebhookUrl !== null;
}

/** The row by which a worker hands a delivery over, as soon as it can. */
export function queueStep(notice: Pick<NoticeRow, "reason">, { id: deliveryId, happenedAt }: Pick<DeliveryRow, "id" | "happenedAt">): Step {
  return insertRow("deliveryQueue", { deliveryId, isToMany: isToMany(notice) ? 1 : 0, nextAttemptAt: happenedAt, attempts: 0, leasedUntil: null, leasedBy: null });
}
