import { deliverDue } from "#app/domain/notice/deliver.server";
import { openMailTransport } from "#app/domain/notice/mail-transport.server";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";

/** Sends what is due for as long as the portal is open. Stop it before the portal closes. */
export function startDelivery(portal: Portal): Repeated {
  const transport = openMailTransport(portal.settings);
  const sending = repeat({
    name: "delivery",
    pauseMs: 1_000,
    async round(signal) {
      const { postponed, failed } = await deliverDue(portal, transport, signal);
      if (postponed + failed > 0) throw new Error(`${postponed} mails postponed, ${failed} given up; see failure in the outbox`);
    },
  });
  return {
    async stop() {
      await sending.stop();
      transport.close();
    },
  };
}
