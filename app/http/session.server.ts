import type { AppLoadContext } from "@remix-run/node";
import type { Exchange } from "#app/http/context";
import { cookieLine, readCookie } from "#app/http/cookie.server";

const NAME = "concordat";

/** The session token that the browser sent, unchecked; null without one. */
export function readSessionToken(exchange: Exchange): string | null {
  return readCookie(exchange, NAME);
}

/** The `Set-Cookie` line that keeps a session for as long as the settings let it live. */
export function sessionCookie(context: AppLoadContext, token: string): string {
  return cookieLine(context, { name: NAME, value: token, seconds: context.portal.settings.sessionHours * 3600 });
}

/** The `Set-Cookie` line that ends the session in the browser. */
export function endedSessionCookie(context: AppLoadContext): string {
  return cookieLine(context, { name: NAME, value: "", seconds: 0 });
}
