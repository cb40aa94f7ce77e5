import { DeferredError, type Channel } from "#app/domain/notice/channel";
import { MailRefusedError, openMailTransport } from "#app/domain/notice/mail-transport.server";
import type { Portal } from "#app/portal.server";

export type Channels = { mail: Channel; webhook: Channel | null; close(): void };

/** The channels by which notices leave this portal, as its settings say. Close them when the work is over. */
export function openChannels({ settings }: Pick<Portal, "settings" | "secret">): Channels {
  const transport = openMailTransport(settings);
  const mail: Channel = {
    async send({ deliveryId, to, subject, text, at }) {
      try {
        await transport.send({ to, subject, text, outboxId: deliveryId, at });
        return { state: "handedOver", detail: "", messageSha256: null };
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        if (error instanceof MailRefusedError) return { state: "failed", detail, messageSha256: null };
        throw new DeferredError(detail, { cause: error });
      }
    },
  };
  return { mail, webhook: null, close: () => transport.close() };
}
