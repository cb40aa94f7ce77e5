import type { DeliveryEventRow } from "#db/schema/notices";

/** What a mail server reports of one delivery (RFC 3464): what became of it, to which address, and in its own words. */
export type DeliveryStatus = { state: DeliveryEventRow["state"]; address: string; detail: string };

/**
 * What each action means (RFC 3464, 2.3.3). Relayed is: passed to a server that reports nothing; expanded: to several addresses. Neither shows that anything
 * arrived.
 */
const STATES = new Map<string, DeliveryEventRow["state"]>([
  ["failed", "bounced"],
  ["delayed", "deferred"],
  ["delivered", "delivered"],
  ["relayed", "handedOver"],
  ["expanded", "handedOver"],
]);

/** Of several recipients, as a mailbox is forwarded to, the first of these counts: what arrived anywhere arrived. */
const FIRST = ["delivered", "bounced", "handedOver", "deferred"];

const MOST_DETAIL = 500;

/** The content of a part `message/delivery-status`; null where it reports no action that is known. */
export function readDeliveryStatus(text: string): DeliveryStatus | null {
  const groups = text.replaceAll("\r\n", "\n").split(/\n[ \t]*\n/).map(fieldsOf);
  const statuses = groups.map(statusOf).filter((status) => status !== null);
  return statuses.sort((a, b) => FIRST.indexOf(a.state) - FIRST.indexOf(b.state))[0] ?? null;
}

function fieldsOf(group: string): Map<string, string> {
  const lines = group.replace(/\n[ \t]+/g, " ").split("\n");
  const fields = lines.map((line) => /^([A-Za-z-]+)[ \t]*:(.*)$/.exec(line)).filter((field) => field !== null);
  return new Map(fields.map(([, name = "", value = ""]) => [name.toLowerCase(), value.trim()]));
}

function statusOf(fields: Map<string, string>): DeliveryStatus | null {
  const action = /^[a-z]+/.exec(fields.get("action")?.toLowerCase() ?? "")?.[0] ?? "";
  const state = STATES.get(action);
  if (state === undefined) return null;
  const words = ["status", "diagnostic-code", "remote-mta"].map((name) => fields.get(name)).filter((value) => value !== undefined);
  const detail = [action, ...words.map(withoutType)].join(" ").slice(0, MOST_DETAIL);
  return { state, address: withoutType(fields.get("original-recipient") ?? fields.get("final-recipient") ?? ""), detail };
}

/** The value without the name of its kind, as in `rfc822; li@example.com`. */
function withoutType(value: string): string {
  return value.replace(/^[\w-]+[ \t]*;[ \t]*/, "");
}
