import { redirect, type AppLoadContext } from "@remix-run/node";
import type { Role } from "#app/domain/access/role";
import { readSession, type Session } from "#app/domain/access/session.server";
import { isFreshSignIn } from "#app/domain/access/sign-in-again.server";
import { tokenDigest } from "#app/domain/access/token";
import { countUnread } from "#app/domain/notice/inbox/inbox.server";
import { isAdmitted } from "#app/http/admission.server";
import type { Exchange } from "#app/http/context";
import { formTokenFor, readOpenForm } from "#app/http/form.server";
import { isOwnNavigation } from "#app/http/own-navigation.server";
import { refuse } from "#app/http/refuse.server";
import { readOnwardPath } from "#app/http/return-path.server";
import { readSessionToken } from "#app/http/session.server";
import { typedWords } from "#app/http/typed-words";

/** The signed-in person who sent a request. `formToken` goes into each form that the page serves. */
export type Viewer = Session & {
  formToken: string;
  /** Messages that nobody has opened, in the inbox of the party acted for; at most MOST_UNREAD. A form shows no page: for it none are counted. */
  unread: number;
};

/** Viewers of pages, by what the server gives for one request: each of its loaders asks who sent it. */
const known = new WeakMap<AppLoadContext, Promise<Viewer | null>>();

/** Who sent the request; null when nobody is signed in. Writes nothing. */
export function readViewer(exchange: Exchange): Promise<Viewer | null> {
  const { request, context } = exchange;
  if (request.method === "POST") return findViewer(exchange);
  const viewer = known.get(context) ?? findViewer(exchange);
  known.set(context, viewer);
  return viewer;
}

async function findViewer(exchange: Exchange): Promise<Viewer | null> {
  const token = readSessionToken(exchange);
  if (token === null) return null;
  const { portal } = exchange.context;
  const session = await readSession(portal, token);
  if (session === null) return null;
  return { ...session, formToken: formTokenFor(portal.secret, `session ${tokenDigest(token)}`), unread: await readUnread(exchange, session) };
}

/** The page of a message is what opens it: there it is no longer among them. */
async function readUnread({ context, request }: Exchange, { partyId, actingFor }: Session): Promise<number> {
  if (request.method === "POST") return 0;
  if (actingFor.whom === "nobody" || (actingFor.whom === "organisation" && !actingFor.scopes.includes("receive notices"))) return 0;
  const message = /^\/inbox\/(\w+)$/.exec(new URL(request.url).pathname)?.[1];
  const isOpened = message !== undefined && isOwnNavigation(request);
  return countUnread(context.portal, { partyId, apartFrom: isOpened ? message : null });
}

/**
 * Who sent the request. Throws a redirect to the sign-in page, which leads back to the page that was asked for; or what was
 * written in a form, so that it is not lost with the session.
 */
export async function requireViewer(exchange: Exchange): Promise<Viewer> {
  const viewer = await readViewer(exchange);
  if (viewer !== null) return viewer;
  const to = `/sign-in?to=${pageOf(exchange)}`;
  const typed = exchange.request.method === "POST" ? await readOpenForm(exchange).then(typedWords, () => "") : "";
  throw typed === "" ? redirect(to) : refuse("signed-out", { details: { typed, to } });
}

/**
 * The signed-in person on a page where they act for themself or an organisation. Once the authority that they chose to act
 * under is over, throws a redirect to the page that asks for whom they act.
 */
export async function requireActor(exchange: Exchange): Promise<Viewer> {
  const viewer = await requireViewer(exchange);
  if (viewer.actingFor.whom !== "nobody") return viewer;
  throw redirect(`/acting-for?to=${pageOf(exchange)}`);
}

/** The signed-in person, who has one of the roles. For others the page is unknown, like any that there is not; that they came is on record. */
export async function requireRole(exchange: Exchange, ...wanted: [Role, ...Role[]]): Promise<Viewer> {
  const viewer = await requireViewer(exchange);
  if (await isAdmitted(exchange, viewer, wanted)) return viewer;
  throw refuse("page-unknown");
}

/** Throws a redirect to the page that asks for the password again, unless the sign-in lies at most so many minutes back. */
export async function requireFreshSignIn(exchange: Exchange, { signInId }: Viewer, minutes?: number): Promise<void> {
  if (await isFreshSignIn(exchange.context.portal, signInId, minutes)) return;
  throw redirect(`/sign-in/again?to=${pageOf(exchange)}`);
}

function pageOf({ request }: Exchange): string {
  const { pathname, search } = new URL(request.url);
  return encodeURIComponent(readOnwardPath(pathname + search));
}
