import type { LoaderFunctionArgs } from "@remix-run/node";
import { readTransparency } from "#app/domain/evidence/transparency.server";
import { answerPublishedText, type PublishedText } from "#app/http/reading/published-text.server";
import type { Portal } from "#app/portal.server";

/** Every verifier key of the portal's ledgers, the newest first, a line each. */
export function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  return answerPublishedText({ request, context }, keysOf(context.portal));
}

async function keysOf(portal: Portal): Promise<PublishedText> {
  const { ledgers } = await readTransparency(portal);
  const lines = ledgers.flatMap(({ keys }) => keys.map(({ line }) => `${line}\n`));
  return { name: "ledger.vkey", text: lines.join("") };
}
