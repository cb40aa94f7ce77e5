import { redirect } from "@remix-run/node";
import { GATE_KINDS, withoutPutOff, type Gate } from "#app/domain/acceptance/gate";
import { readGate } from "#app/domain/acceptance/gate.server";
import type { Exchange } from "#app/http/context";
import { cookieLine, readCookie } from "#app/http/cookie.server";
import { gatePath } from "#app/http/acceptance/destination.server";
import type { Viewer } from "#app/http/viewer.server";

/** What stays possible while something is asked, and why. All other pages lead to the gate first. */
const FREE: readonly (readonly [reason: string, pages: RegExp])[] = [
  ["to answer", /^\/(gate|accept)$/],
  ["to read and compare the texts, to ask, to object", /^\/(agreements|questions|proposed)(\/|$)/],
  ["to be told", /^\/(notices|inbox|reminders)(\/|$)/],
  ["to leave, to be erased, to take a copy", /^\/(leave|account)(\/|$)/],
  ["to sign in and out, to choose the language", /^\/(sign-in|sign-out|sign-up|confirm|reset|language)(\/|$)/],
  ["to withdraw a consent as easily as it was given", /^\/consents$/],
  ["to see what was agreed, and prove it", /^\/(me|receipts|verify|transparency)(\/|$)/],
  ["to act for somebody else", /^\/acting-for$/],
  ["to do the operator's work", /^\/(editor|operator|compliance|exports)(\/|$)/],
];

/** What stays possible after leaving: to read, to be told, and to fetch one's data. */
const FREE_AFTER_LEAVING = /^\/(agreements|notices|inbox|leave|account|sign-in|sign-out|language|me|receipts|verify|transparency|acting-for|questions)(\/|$)/;

/**
 * For every page that is opened signed in: throws a redirect to the gate while a change is shown or something must be answered, and to
 * the page of leaving for one who left. What was never accepted before is asked where it is needed, not here.
 */
export async function passGate(exchange: Exchange, viewer: Viewer | null): Promise<void> {
  const { request, context } = exchange;
  const { pathname, search } = new URL(request.url);
  if (viewer === null || request.method !== "GET" || viewer.actingFor.whom === "nobody") return;
  if (viewer.left !== null && !FREE_AFTER_LEAVING.test(pathname)) throw redirect("/leave");
  if (viewer.left !== null || isFree(pathname)) return;
  const { items } = leftOf(await readGate(context.portal, viewer), readPutOff(exchange, viewer));
  if (items.some(({ kind, binds }) => kind !== "open" && binds !== null)) throw redirect(gatePath(pathname + search));
}

/** Whether a page stays open while something is asked. */
export function isFree(pathname: string): boolean {
  return FREE.some(([, pages]) => pages.test(pathname));
}

/** What a gate still shows after these versions were put off: who may not answer goes on without an answer. */
export function leftOf(gate: Gate, versionIds: readonly string[]): Gate {
  const items = withoutPutOff(gate, versionIds).items
    .map((item) => (item.kind === "ask-owner" && versionIds.includes(item.version.id) ? { ...item, kind: "open" as const } : item));
  return { kind: GATE_KINDS.findLast((kind) => items.some((item) => item.kind === kind)) ?? "open", items };
}

const PUT_OFF = "concordat-later";

/** So many versions are remembered as put off. */
const MOST_PUT_OFF = 20;

/** The versions whose announcement was put off in this sign-in. */
export function readPutOff(exchange: Exchange, { signInId }: Pick<Viewer, "signInId">): string[] {
  const [whose, ...versionIds] = (readCookie(exchange, PUT_OFF) ?? "").split(".");
  return whose === signInId ? versionIds : [];
}

/** The `Set-Cookie` line that puts off what is announced, for as long as this sign-in lasts. */
export function putOffCookie(exchange: Exchange, viewer: Pick<Viewer, "signInId">, { items }: Gate): string {
  const shown = items.filter(({ kind }) => kind === "announced" || kind === "ask-owner").map(({ version }) => version.id);
  const versionIds = [...new Set([...readPutOff(exchange, viewer), ...shown])].slice(-MOST_PUT_OFF);
  return cookieLine(exchange.context, { name: PUT_OFF, value: [viewer.signInId, ...versionIds].join("."), seconds: null });
}
