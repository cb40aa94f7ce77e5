import type { AppLoadContext } from "@remix-run/node";
import type { Exchange } from "#app/http/context";

/** `seconds` null: until the browser is closed; 0: remove it now. */
type CookieToSet = { name: string; value: string; seconds: number | null };

/** The value of one of the portal's cookies, or null. Values hold no characters that need quoting. */
export function readCookie({ request, context }: Exchange, name: string): string | null {
  const wanted = `${cookieName(context, name)}=`;
  const pairs = (request.headers.get("Cookie") ?? "").split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length);
  return value === undefined || value === "" ? null : value;
}

/** A `Set-Cookie` line: for this host alone, never for scripts, not sent along with other sites' posts. */
export function cookieLine(context: AppLoadContext, { name, value, seconds }: CookieToSet): string {
  const attributes = [`${cookieName(context, name)}=${value}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  if (seconds !== null) attributes.push(`Max-Age=${seconds}`);
  if (isServedSecurely(context)) attributes.push("Secure");
  return attributes.join("; ");
}

/** Browsers take a `__Host-` cookie only over https, from this very host: no neighbouring domain can plant one. */
function cookieName(context: AppLoadContext, name: string): string {
  return isServedSecurely(context) ? `__Host-${name}` : name;
}

function isServedSecurely({ portal }: AppLoadContext): boolean {
  return portal.settings.publicUrl.startsWith("https:");
}
