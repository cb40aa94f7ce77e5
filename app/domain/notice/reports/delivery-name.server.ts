import { createHmac, timingSafeEqual } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const MARK_LENGTH = 16;
const NAMED = /(?:dlv_|\+)([0-9a-z]{26})-([0-9a-z]{16})(?![0-9a-z])/gi;

/**
 * A delivery as it is named outside: its id, and 80 bits that only this portal can make, so that nobody reports on a delivery that they were not sent. Small
 * letters alone, since mail servers may change the case of an address.
 */
export function nameDelivery(secret: Buffer, deliveryId: string): string {
  const mac = createHmac("sha256", secret).update(`delivery\0${deliveryId}`).digest();
  const mark = Array.from(mac.subarray(0, MARK_LENGTH), (byte) => ALPHABET.charAt(byte % 32)).join("");
  return `${deliveryId}-${mark}`;
}

/** The address that bounces of a delivery come to: the portal's, with the delivery's name after a plus sign (RFC 5233). */
export function bounceAddressOf(mailBounce: string, deliveryName: string): string {
  const at = mailBounce.lastIndexOf("@");
  return `${mailBounce.slice(0, at)}+${deliveryName.replace(/^dlv_/, "")}${mailBounce.slice(at)}`;
}

/** The deliveries that a text names, in its order: those that this portal named so, and whether it names others. */
export function readDeliveryNames(secret: Buffer, text: string): { deliveryIds: string[]; hasForged: boolean } {
  const named = Array.from(text.matchAll(NAMED), ([, id = "", mark = ""]) => ({ deliveryId: `dlv_${id.toLowerCase()}`, mark: mark.toLowerCase() }));
  const own = named.filter(({ deliveryId, mark }) => isSame(nameDelivery(secret, deliveryId), `${deliveryId}-${mark}`));
  return { deliveryIds: [...new Set(own.map(({ deliveryId }) => deliveryId))], hasForged: own.length < named.length };
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
