import { sql } from "kysely";
import type { Channel, Outgoing, Sent } from "#app/domain/notice/channels/channel";
import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { handOverDue, type HandedOver } from "#app/domain/notice/delivery/hand-over.server";
import { newWorker } from "#app/domain/notice/delivery/lease.server";
import { NOTICE_RULES, type NewNotice } from "#app/domain/notice/notice";
import { noticeSteps } from "#app/domain/notice/telling/notice-steps.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { Portal } from "#app/portal.server";
import { publish } from "#test/support/acceptance";

/** A published agreement to tell of: the ids that a notice about it names. */
export async function publishedTerms(portal: Portal): Promise<{ agreementId: string; versionId: string }> {
  const versionId = await publish(portal);
  const history = (await readHistories(portal)).find(({ versions }) => versions.some(({ id }) => id === versionId));
  if (!history) throw new Error("nothing is published");
  return { agreementId: history.id, versionId };
}

const TEXTS: NewNotice["texts"] = [
  { language: "zh-CN", subject: "条款变更", text: "{{name}}：条款将变更。{{link}}", html: "<p>{{name}}：条款将变更。</p>" },
  { language: "en", subject: "The terms change", text: "Dear {{name}}, the terms change. {{link}}", html: "<p>Dear {{name}}, the terms change.</p>" },
];

export type NoticePlan = Partial<NewNotice> & Pick<NewNotice, "agreementId">;

/** Commits the usual announcement to everyone, or what the plan says; gives its id. */
export async function tell(portal: Portal, plan: NoticePlan): Promise<string> {
  const reason = plan.reason ?? "announcement";
  const notice: NewNotice = { reason, audience: { who: "everyone" }, rule: NOTICE_RULES[reason], texts: TEXTS, ...plan };
  const { steps, entries, noticeId } = await noticeSteps(portal, notice);
  await portal.writer.commit({ steps, entries });
  return noticeId;
}

/** As tell, and the notice is brought to everybody whom it is for. */
export async function tellAll(portal: Portal, plan: NoticePlan): Promise<string> {
  const noticeId = await tell(portal, plan);
  await fanOutWaiting(portal);
  return noticeId;
}

/** A channel that answers each message so, and keeps what it was given. */
export function testChannel(answer: (message: Outgoing) => Sent | Error = takeIt): Channel & { sent: Outgoing[] } {
  const sent: Outgoing[] = [];
  return {
    sent,
    async send(message) {
      sent.push(message);
      const answered = answer(message);
      if (answered instanceof Error) throw answered;
      return answered;
    },
  };
}

function takeIt({ deliveryId }: Outgoing): Sent {
  return { state: "handedOver", detail: `250 ${deliveryId}`, messageSha256: "a".repeat(64) };
}

/** One worker hands over what is due by these channels. */
export function handOver(portal: Portal, { mail = testChannel(), webhook = null }: { mail?: Channel; webhook?: Channel | null } = {}): Promise<HandedOver> {
  return handOverDue(portal, { mail, webhook, close: () => undefined }, { worker: newWorker() });
}

/** The deliveries of a notice as "channel party", sorted. */
export async function deliveriesOf({ db }: Portal, noticeId: string): Promise<string[]> {
  const rows = await db.selectFrom("deliveries").selectAll().where("noticeId", "=", noticeId).execute();
  return rows.map(({ channel, partyId }) => `${channel} ${partyId}`).toSorted();
}

/** What became of the deliveries of a notice by one channel, in the order in which it was recorded. */
export async function statesOf({ db }: Portal, noticeId: string, channel: string): Promise<string[]> {
  const rows = await db.selectFrom("deliveryEvents as e").innerJoin("deliveries as d", "d.id", "e.deliveryId").where("d.noticeId", "=", noticeId)
    .selectAll("e").select("d.channel").orderBy(sql`e.rowid`).execute();
  return rows.filter((row) => row.channel === channel).map(({ state }) => state);
}
