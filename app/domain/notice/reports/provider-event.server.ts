import { z } from "zod";
import { recordReport, type ReportOutcome } from "#app/domain/notice/reports/reported.server";
import { isSigned } from "#app/domain/notice/channels/webhook-signature.server";
import type { Portal } from "#app/portal.server";

type Taking = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "settings" | "now">;

/** A request as it came: its headers, and its body to the byte. */
export type ProviderMessage = { headers: Headers; body: string };

/** As of a report; or there is no secret to check by; the signature does not hold; it cannot be read; it tells of something that is not counted. */
export type ProviderOutcome = ReportOutcome | "unset" | "unsigned" | "unreadable" | "uncounted";

/** What counts. A mail that was opened, or a link that was fetched, proves nothing (machines do both). */
const STATES = new Map([["delivery.delivered", "delivered"], ["delivery.bounced", "bounced"], ["delivery.failed", "bounced"]] as const);

const eventSchema = z.object({
  type: z.string().max(100),
  data: z.object({ deliveryId: z.string().max(320), address: z.string().max(320).optional(), detail: z.string().max(500).optional() }),
});

/**
 * Takes in what the operator's gateway says of a delivery: signed by the scheme of Standard Webhooks, within five minutes, each message (webhook-id) counted
 * once. Throws ledger-stopped.
 */
export async function takeProviderEvent(portal: Taking, { headers, body }: ProviderMessage): Promise<ProviderOutcome> {
  const { noticeWebhookSecrets: secrets } = portal.settings;
  if (secrets.length === 0) return "unset";
  if (!isSigned(secrets, { headers, body, now: Date.parse(portal.now()) / 1000 })) return "unsigned";
  const event = eventSchema.safeParse(parsed(body));
  if (!event.success) return "unreadable";
  const state = new Map<string, "delivered" | "bounced">(STATES).get(event.data.type);
  if (state === undefined) return "uncounted";
  const reportId = (headers.get("webhook-id") ?? "").slice(0, 100);
  const { deliveryId, ...told } = event.data.data;
  return recordReport(portal, { ...told, deliveryId: withoutMark(deliveryId), state, source: "webhook", reportId });
}

/** Providers of mail know a delivery by its Message-ID, in which the portal's mark follows the id. */
function withoutMark(deliveryId: string): string {
  return deliveryId.replace(/^<?(dlv_\w+)-.*$/, "$1");
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
