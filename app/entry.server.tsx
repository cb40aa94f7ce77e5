import type { Readable } from "node:stream";
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { RestProvider } from "#app/components/batches";
import { restsInTurn } from "#app/domain/rest.server";
import { htmlBody } from "#app/http/html-body.server";
import { publicTag, readPublicPage } from "#app/http/kept-pages.server";
import { isCopyRight } from "#app/http/revalidate.server";

export { runCommand } from "#app/cli/command";
export { loadContent } from "#app/domain/publication/files/content.server";
export { openPortal } from "#app/portal.server";
export { openPublicServer, serve } from "#app/serve";

/** A very long page is made in many turns, between which others are served. */
export const streamTimeout = 60_000;

/** Answers with a page; a reader whose copy is still right (If-None-Match) gets 304. What everybody sees alike is rendered once. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const tag = headers.get("ETag");
  if (status === 200 && tag !== null && isCopyRight(request, tag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("Content-Type", "text/html; charset=utf-8");
  const render = () => renderPage(request, remix, nonce);
  const shared = publicTag(status, headers);
  if (shared !== null) return new Response(await readPublicPage(shared, { nonce, render }), { status, headers });
  return new Response(createReadableStreamFromReadable(await render()), { status, headers });
}

function renderPage(request: Request, remix: EntryContext, nonce: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RestProvider value={restsInTurn()}><RemixServer context={remix} url={request.url} nonce={nonce} /></RestProvider>, {
      nonce,
      onAllReady: () => resolve(pipe(htmlBody())),
      onError: reject,
    });
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}
