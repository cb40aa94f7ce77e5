import type { AppLoadContext } from "@remix-run/node";
import { isIPv6 } from "node:net";
import type { Instant } from "#app/domain/instant";

/** What a client is counted by: its address; of an IPv6 address the network of 64 bits that one subscriber is given. */
export function limitedClient({ client }: AppLoadContext): string {
  const address = client.address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const first = head.split(":").filter(Boolean);
  const last = (tail ?? "").split(":").filter(Boolean);
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - first.length - last.length }, () => "0");
  return [...first, ...zeros, ...last].slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(":");
}

/** The header that tells machines when to try again. */
export function retryHeader({ portal }: AppLoadContext, retryAt: Instant): Record<string, string> {
  const seconds = Math.ceil((Date.parse(retryAt) - Date.parse(portal.now())) / 1000);
  return { "Retry-After": String(Math.max(1, seconds)) };
}
