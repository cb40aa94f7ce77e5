import type { AppLoadContext } from "@remix-run/node";
import { isIPv6 } from "node:net";
import { countAttempt, type Attempt } from "#app/domain/access/attempts.server";
import type { Instant } from "#app/domain/instant";
import type { Exchange } from "#app/http/context";
import { refuse } from "#app/http/refuse.server";

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

/** Counts an attempt for a page without fields of its own. Throws a Response (429) when there were too many. */
export async function requireWithinLimit({ context }: Exchange, attempts: readonly Attempt[]): Promise<void> {
  const retryAt = await countAttempt(context.portal, attempts);
  if (retryAt !== null) throw refuse("attempts-exceeded", { headers: retryHeader(context, retryAt), details: { retryAt } });
}

/** The header that tells machines when to try again. */
export function retryHeader({ portal }: AppLoadContext, retryAt: Instant): Record<string, string> {
  const seconds = Math.ceil((Date.parse(retryAt) - Date.parse(portal.now())) / 1000);
  return { "Retry-After": String(Math.max(1, seconds)) };
}
