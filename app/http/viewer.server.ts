import { redirect } from "@remix-run/node";
import { readSession, type Session } from "#app/domain/access/session.server";
import { tokenDigest } from "#app/domain/access/token";
import type { Exchange } from "#app/http/context";
import { formTokenFor } from "#app/http/form.server";
import { readOnwardPath } from "#app/http/return-path.server";
import { readSessionToken } from "#app/http/session.server";

/** The signed-in person who sent a request. `formToken` goes into each form that the page serves. */
export type Viewer = Session & { formToken: string };

/** Who sent the request; null when nobody is signed in. Writes nothing. */
export async function readViewer(exchange: Exchange): Promise<Viewer | null> {
  const token = readSessionToken(exchange);
  if (token === null) return null;
  const { portal } = exchange.context;
  const session = await readSession(portal, token);
  return session && { ...session, formToken: formTokenFor(portal.secret, `session ${tokenDigest(token)}`) };
}

/** Who sent the request. Throws a redirect to the sign-in page, which leads back to the page that was asked for. */
export async function requireViewer(exchange: Exchange): Promise<Viewer> {
  const viewer = await readViewer(exchange);
  if (viewer !== null) return viewer;
  const { pathname, search } = new URL(exchange.request.url);
  throw redirect(`/sign-in?to=${encodeURIComponent(readOnwardPath(pathname + search))}`);
}
