import { createHash } from "node:crypto";
import { BUILD } from "#app/http/build.server";
import type { Exchange } from "#app/http/context";
import { ledgerFaultFor } from "#app/http/ledger-fault.server";
import type { Language } from "#app/messages/catalogue";
import type { Viewer } from "#app/http/viewer.server";

type PageFacts = { language: Language; viewer: Viewer | null; shown: unknown };

/**
 * Headers of a reading page: kept by the browser, asked about at each visit. The tag covers everything that the page is
 * made from: program, address, language, viewer and what is shown. It is weak, because the same page may go out compressed.
 */
export function pageHeaders({ request, context }: Exchange, { language, viewer, shown }: PageFacts): Headers {
  const { pathname, search } = new URL(request.url);
  const person = viewer && [viewer.address, viewer.roles, viewer.formToken, viewer.unread, viewer.actingFor, ledgerFaultFor(viewer, context)];
  const tag = createHash("sha256").update(JSON.stringify([BUILD, pathname, search, language, person, shown])).digest("base64url");
  return new Headers({
    ETag: `W/"${tag}"`,
    "Cache-Control": viewer ? "private, no-cache" : "no-cache",
    Vary: "Accept-Language, Cookie",
    "Content-Language": language,
  });
}

/** Whether the reader's copy, named by If-None-Match, is still right. Tags are compared weakly (RFC 9110, 8.8.3.2). */
export function isCopyRight(request: Request, tag: string): boolean {
  const named = (request.headers.get("If-None-Match") ?? "").split(",").map((each) => opaquePart(each.trim()));
  return named.includes("*") || named.includes(opaquePart(tag));
}

function opaquePart(tag: string): string {
  return tag.replace(/^W\//, "");
}
