import type { AppLoadContext } from "@remix-run/node";
import type { Exchange } from "#app/http/context";
import type { Portal } from "#app/portal.server";

/** What the server would hand to a loader or action: a portal, and a client at a documentation address. */
export function contextOf(portal: Portal, client = "192.0.2.1"): AppLoadContext {
  return { portal, nonce: "nonce", client: { address: client, source: "socket" } };
}

export type TestBrowser = {
  cookies: Map<string, string>;
  /** An exchange that opens a page. */
  get(path: string): Exchange;
  /** An exchange that sends a form as a page of the portal would, unless other headers say otherwise. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Exchange;
  /** Takes the cookies of an answer. */
  keep(headers: HeadersInit | null | undefined): void;
};

/** A browser as routes see it: English, with a cookie jar. */
export function openTestBrowser(portal: Portal): TestBrowser {
  const cookies = new Map<string, string>();
  const url = (path: string) => new URL(path, portal.settings.publicUrl);

  function headersWith(more: Record<string, string>): Headers {
    const headers = new Headers({ "Accept-Language": "en", ...more });
    if (cookies.size > 0) headers.set("Cookie", Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; "));
    return headers;
  }

  return {
    cookies,
    get: (path) => ({ request: new Request(url(path), { headers: headersWith({}) }), context: contextOf(portal) }),
    post(path, fields, headers = {}) {
      const own = { Origin: url("/").origin, "Sec-Fetch-Site": "same-origin" };
      const body = new URLSearchParams(fields);
      return { request: new Request(url(path), { method: "POST", headers: headersWith({ ...own, ...headers }), body }), context: contextOf(portal) };
    },
    keep(headers) {
      for (const line of new Headers(headers ?? {}).getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/Max-Age=0\b/.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
    },
  };
}

/** The response that work throws. Fails when it throws none. */
export async function thrownResponse(work: () => unknown): Promise<Response> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Response) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
