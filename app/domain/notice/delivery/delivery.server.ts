import { openChannels } from "#app/domain/notice/channels/channels.server";
import { deliverDue, type Delivered } from "#app/domain/notice/channels/deliver.server";
import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { handOverDue, type HandedOver } from "#app/domain/notice/delivery/hand-over.server";
import { newWorker } from "#app/domain/notice/delivery/lease.server";
import { openMailTransport } from "#app/domain/notice/channels/mail-transport.server";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";

const PAUSE_MS = 1_000;

/**
 * Sends what is due for as long as the portal is open: mails of accounts, and notices, which are brought to people and handed over at the same time. Stop
 * it before the portal closes.
 */
export function startDelivery(portal: Portal): Repeated {
  const work = [startMails(portal), startFanOut(portal), startHandOver(portal)];
  return {
    async stop() {
      await Promise.all(work.map((each) => each.stop()));
    },
  };
}

function startMails(portal: Portal): Repeated {
  const transport = openMailTransport(portal.settings);
  const sending = repeat({
    name: "delivery",
    pauseMs: PAUSE_MS,
    async round(signal) {
      const { postponed, failed } = await deliverDue(portal, transport, signal);
      if (postponed + failed > 0) throw new Error(`${postponed} mails postponed, ${failed} given up; see failure in the outbox`);
    },
  });
  return closedWith(sending, transport);
}

function startFanOut(portal: Portal): Repeated {
  return repeat({ name: "notices", pauseMs: PAUSE_MS, firstAfterMs: 0, round: (signal) => fanOutWaiting(portal, signal) });
}

function startHandOver(portal: Portal): Repeated {
  const channels = openChannels(portal);
  const worker = newWorker();
  const handingOver = repeat({
    name: "notices",
    pauseMs: PAUSE_MS,
    firstAfterMs: 0,
    async round(signal) {
      const { postponed, failed } = await handOverDue(portal, channels, { worker, signal });
      if (postponed + failed > 0) throw new Error(`${postponed} to be tried again, ${failed} given up; see the page of notices`);
    },
  });
  return closedWith(handingOver, channels);
}

function closedWith(work: Repeated, { close }: { close(): void }): Repeated {
  return {
    async stop() {
      await work.stop();
      close();
    },
  };
}

/** What could not be sent is due later, so this comes to an end. */
async function deliverAllDue(...asked: Parameters<typeof deliverDue>): Promise<Delivered> {
  const all: Delivered = { sent: 0, postponed: 0, failed: 0 };
  for (;;) {
    const { sent, postponed, failed } = await deliverDue(...asked);
    if (sent + postponed + failed === 0) return all;
    all.sent += sent;
    all.postponed += postponed;
    all.failed += failed;
  }
}

/** Does once what startDelivery does again and again, until nothing is due, and gives what was handed over. */
export async function deliverOnce(portal: Portal, signal?: AbortSignal): Promise<HandedOver> {
  const [transport, channels] = [openMailTransport(portal.settings), openChannels(portal)];
  try {
    const mails = await deliverAllDue(portal, transport, signal);
    await fanOutWaiting(portal, signal);
    const asked = { worker: newWorker(), ...(signal === undefined ? {} : { signal }) };
    const notices = await handOverDue(portal, channels, asked);
    return { handedOver: mails.sent + notices.handedOver, postponed: mails.postponed + notices.postponed, failed: mails.failed + notices.failed, notSent: notices.notSent };
  } finally {
    transport.close();
    channels.close();
  }
}
