import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadContent } from "#app/domain/publication/files/content.server";
import type { Portal } from "#app/portal.server";
import { contextOf } from "#test/support/exchange";
import { openTestPortal, type TestPortal } from "#test/support/portal";

/** When the shipped agreements take effect in `openShippedPortal`; version 2 of the general terms is announced then. */
export const SHIPPED_AT = "2026-01-15T07:30:00.000Z";
/** When that version takes effect: after 30 full days in Beijing. */
export const SECOND_AT = "2026-02-14T16:00:00.000Z";

/** A portal with the agreements that the project ships, at the instant of their publication. */
export async function openShippedPortal(): Promise<TestPortal> {
  const portal = await openTestPortal({ at: SHIPPED_AT });
  await loadContent(portal, { folder: "content" });
  return portal;
}

type Asked = { path: string; params?: Record<string, string>; headers?: Record<string, string>; form?: Record<string, string> };

/** What a loader or action is given for a request with exactly these headers; with a form, a POST. */
export function requestOf(portal: Portal, { path, params = {}, headers = {}, form }: Asked): LoaderFunctionArgs {
  const init = form ? { method: "POST", headers, body: new URLSearchParams(form) } : { headers };
  return { request: new Request(`http://localhost:3000${path}`, init), params, context: contextOf(portal) };
}

/** Status and body of the refusal that a loader or action throws; fails when it throws none. */
export async function thrownBy(work: Promise<unknown>): Promise<{ status: number; data: unknown }> {
  const thrown: unknown = await work.then(throwNothing, (error: unknown) => error);
  if (thrown instanceof Response) return { status: thrown.status, data: await thrown.json() };
  if (typeof thrown !== "object" || thrown === null || !("data" in thrown) || !("init" in thrown)) throw thrown;
  const { status = 200 } = thrown.init as ResponseInit;
  return { status, data: thrown.data };
}

function throwNothing(): never {
  throw new Error("nothing was thrown");
}
