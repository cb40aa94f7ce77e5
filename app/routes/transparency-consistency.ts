import type { LoaderFunctionArgs } from "@remix-run/node";
import { readConsistency, type AskedSizes } from "#app/domain/evidence/transparency.server";
import { answerPublishedText, type PublishedText } from "#app/http/reading/published-text.server";
import type { Portal } from "#app/portal.server";

/** The proof that the ledger of one size extends that of a smaller one: `?from=N&to=M`, the newest where `to` is not given. */
export function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const asked = { from: query.get("from"), to: query.get("to") || null };
  return answerPublishedText({ request, context }, consistencyOf(context.portal, asked));
}

async function consistencyOf(portal: Portal, asked: AskedSizes): Promise<PublishedText> {
  const { from, to, text } = await readConsistency(portal, asked);
  return { name: `${from}-${to}.consistency`, text };
}
