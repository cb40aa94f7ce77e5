import { DeferredError, type Channel, type Outgoing, type Sent } from "#app/domain/notice/channels/channel";
import { nameDelivery } from "#app/domain/notice/reports/delivery-name.server";
import { MailRefusedError, openMailTransport, type MailTransport } from "#app/domain/notice/channels/mail-transport.server";
import { webhookChannel } from "#app/domain/notice/channels/webhook-channel.server";
import type { Portal } from "#app/portal.server";

export type Channels = { mail: Channel; webhook: Channel | null; close(): void };

/** The channels by which notices leave this portal, as its settings say. Close them when the work is over. */
export function openChannels({ settings, secret, now }: Pick<Portal, "settings" | "secret" | "now">): Channels {
  const transport = openMailTransport(settings);
  const { noticeWebhookUrl: url, noticeWebhookSecrets: secrets } = settings;
  return {
    mail: { send: (message) => sendMail(transport, message, secret) },
    webhook: url === null ? null : webhookChannel({ url, secrets, now }),
    close: () => transport.close(),
  };
}

async function sendMail(transport: MailTransport, { deliveryId, ...message }: Outgoing, secret: Buffer): Promise<Sent> {
  try {
    const { reply, messageSha256 } = await transport.send({ ...message, rowId: deliveryId, deliveryName: nameDelivery(secret, deliveryId) });
    return { state: "handedOver", detail: reply, messageSha256 };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (error instanceof MailRefusedError) return { state: "failed", detail, messageSha256: null };
    throw new DeferredError(detail, { cause: error });
  }
}
