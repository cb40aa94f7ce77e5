import { redirect } from "@remix-run/node";
import { findPlace } from "#app/domain/notice/inbox/inbox.server";
import { displayNotice, readMessage } from "#app/domain/notice/inbox/message.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { Exchange } from "#app/http/context";
import { viewMessage } from "#app/http/notices/inbox-view.server";
import { readLanguage } from "#app/http/language.server";
import { isOwnNavigation } from "#app/http/own-navigation.server";
import { orProblemPage } from "#app/http/problem";
import type { Viewer } from "#app/http/viewer.server";

/** The language in which a message is asked for; null for that in which it was sent. */
export function readMessageLanguage(request: Request): string | null {
  return new URL(request.url).searchParams.get("lang");
}

/**
 * Answers with a message of the viewer's inbox. That it was served whole to their own navigation is recorded before it goes out:
 * a page that could not be recorded is not served.
 */
export function answerMessage(exchange: Exchange, viewer: Viewer, deliveryId: string) {
  return orProblemPage(readPage(exchange, viewer, deliveryId));
}

async function readPage(exchange: Exchange, viewer: Viewer, deliveryId: string) {
  const { request, context: { portal } } = exchange;
  const asked = { deliveryId, language: readMessageLanguage(request) };
  const isShown = isOwnNavigation(request);
  const message = await readMessage(portal, viewer, asked);
  const isNew = isShown && message.displayedAt === null;
  if (isNew) await displayNotice(portal, viewer, message);
  const known = isNew ? await readMessage(portal, viewer, asked) : message;
  return {
    view: viewMessage(known, await readHistories(portal)),
    language: readLanguage(exchange, viewer),
    formToken: viewer.formToken,
    isConfirmed: new URL(request.url).searchParams.has("confirmed"),
  };
}

/** Throws a redirect where the message lies under another address: the mail named its own delivery, or it is an organisation's that must be chosen first. */
export async function leadToMessage({ context }: Exchange, viewer: Viewer, deliveryId: string): Promise<void> {
  const place = await findPlace(context.portal, viewer, deliveryId);
  if (place === null) return;
  const path = `/inbox/${place.deliveryId}`;
  if (place.place === "elsewhere") throw redirect(`/acting-for?to=${encodeURIComponent(path)}`);
  if (place.deliveryId !== deliveryId) throw redirect(path);
}
