import type { LoaderFunctionArgs } from "@remix-run/node";
import { findReadableAct } from "#app/domain/evidence/receipt/readable-act.server";
import { readScreen } from "#app/domain/evidence/receipt/receipt.server";
import { DomainError } from "#app/domain/refusal";
import { readLanguage } from "#app/http/language.server";
import { problemResponse } from "#app/http/problem";
import { requireViewer } from "#app/http/viewer.server";

/** The screen on which an act was made: the bytes that were hashed, to be saved and never run on this site. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const viewer = await requireViewer({ request, context });
  const { id = "" } = params;
  const readable = await findReadableAct(context.portal, viewer, id);
  const screen = readable && (await readScreen(context.portal, readable));
  if (!screen) return problemResponse(new DomainError("receipt-unknown"), readLanguage({ request, context }, viewer));
  return new Response(screen.html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Disposition": `attachment; filename="${id}.screen.html"`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "no-store",
    },
  });
}
