import { sha256Of } from "#app/domain/digest";
import type { Instant } from "#app/domain/instant";
import { DeferredError, type Channel, type Outgoing, type Sent } from "#app/domain/notice/channels/channel";
import { signatureHeaders } from "#app/domain/notice/channels/webhook-signature.server";

/** Where messages go, by which secrets they are signed, and the clock. */
export type Receiver = { url: string; secrets: readonly string[]; now(): Instant };

/** How long a receiver may take to answer. */
const PATIENCE_MS = 15_000;

/** What says that this message will never be taken. Any other refusal speaks of the receiver, which the operator can mend. */
const FINAL = new Set([400, 413, 415, 422]);

/**
 * A channel that posts each message, signed, to a receiver of the operator: a gateway for SMS or anything else. Redirects are not followed: the operator
 * named one address.
 */
export function webhookChannel({ url, secrets, now }: Receiver): Channel {
  return {
    async send(message) {
      const body = bodyOf(message);
      const signed = signatureHeaders(secrets, { id: message.deliveryId, timestamp: Math.floor(Date.parse(now()) / 1000), body });
      const status = await post(url, { headers: { "Content-Type": "application/json", ...signed }, body });
      return classified(status, sha256Of(body));
    },
  };
}

function bodyOf({ deliveryId, to, language, subject, text, html, at }: Outgoing): string {
  return JSON.stringify({ type: "notice", timestamp: at, data: { deliveryId, to, language, subject, text, html } });
}

async function post(url: string, sent: { headers: Record<string, string>; body: string }): Promise<number> {
  try {
    const response = await fetch(url, { method: "POST", ...sent, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    throw new DeferredError(causeOf(error), { cause: error });
  }
}

function classified(status: number, messageSha256: string): Sent {
  const detail = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { state: "handedOver", detail, messageSha256 };
  if (FINAL.has(status)) return { state: "failed", detail, messageSha256 };
  throw new DeferredError(detail);
}

/** What lies behind fetch's own words, which say nothing. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}
