import { createHmac, timingSafeEqual } from "node:crypto";

/** A message as Standard Webhooks signs it: its id, the seconds since 1970 at which it was sent, and its body. */
export type SignedContent = { id: string; timestamp: number; body: string };

/** How far a message's time may lie from now, on either side. */
const TOLERANCE_SECONDS = 300;

/** The headers of a message (Standard Webhooks), signed by each secret (`whsec_…`), so that a receiver that has only the old one takes it too. */
export function signatureHeaders(secrets: readonly string[], content: SignedContent): Record<string, string> {
  return {
    "webhook-id": content.id,
    "webhook-timestamp": String(content.timestamp),
    "webhook-signature": secrets.map((secret) => signatureOf(secret, content)).join(" "),
  };
}

/** Whether a message bears a signature by one of the secrets, made within five minutes of now (in seconds since 1970). */
export function isSigned(secrets: readonly string[], { headers, body, now }: { headers: Headers; body: string; now: number }): boolean {
  const [id, time, given] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => headers.get(name) ?? "");
  if (!id || !given || !time || !/^\d{1,12}$/.test(time)) return false;
  if (Math.abs(now - Number(time)) > TOLERANCE_SECONDS) return false;
  const expected = secrets.map((secret) => signatureOf(secret, { id, timestamp: Number(time), body }));
  return given.split(" ").some((signature) => expected.some((own) => isSame(own, signature)));
}

function signatureOf(secret: string, { id, timestamp, body }: SignedContent): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
