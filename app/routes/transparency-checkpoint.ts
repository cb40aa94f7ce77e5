import type { LoaderFunctionArgs } from "@remix-run/node";
import { readCheckpoint } from "#app/domain/evidence/transparency.server";
import { answerPublishedText, type PublishedText } from "#app/http/reading/published-text.server";
import type { Portal } from "#app/portal.server";

/** The newest checkpoint of the ledger, as signed. */
export function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  return answerPublishedText({ request, context }, checkpointOf(context.portal));
}

async function checkpointOf(portal: Portal): Promise<PublishedText> {
  const { size, note } = await readCheckpoint(portal);
  return { name: `${size}.checkpoint`, text: note };
}
