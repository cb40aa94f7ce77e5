import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { RestProvider } from "#app/components/batches";
import { restsInTurn } from "#app/domain/rest.server";
import { htmlBody } from "#app/http/html-body.server";
import { isCopyRight } from "#app/http/revalidate.server";

export { runCommand } from "#app/cli/command";
export { loadContent } from "#app/domain/publication/content.server";
export { openPortal } from "#app/portal.server";
export { openPublicServer, serve } from "#app/serve";

/** A very long page is made in many turns, between which others are served. */
export const streamTimeout = 60_000;

/** Renders a page; a reader whose copy is still right (If-None-Match) gets 304 and nothing is rendered. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> | Response {
  const tag = headers.get("ETag");
  if (status === 200 && tag !== null && isCopyRight(request, tag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RestProvider value={restsInTurn()}><RemixServer context={remix} url={request.url} nonce={nonce} /></RestProvider>, {
      nonce,
      onAllReady() {
        const body = htmlBody();
        resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
        pipe(body);
      },
      onShellError: reject,
    });
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}
