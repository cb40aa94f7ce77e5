import type { ActionFunctionArgs } from "@remix-run/node";
import { takeProviderEvent, type ProviderOutcome } from "#app/domain/notice/reports/provider-event.server";
import { readBody } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { problemResponse } from "#app/http/problem";
import { refuse } from "#app/http/refuse.server";

const ANSWERS: Record<ProviderOutcome, { status: number; sentence: string }> = {
  recorded: { status: 200, sentence: "Recorded." },
  known: { status: 200, sentence: "Known already, and counted once." },
  unknown: { status: 200, sentence: "Ignored: this portal has no such delivery." },
  uncounted: { status: 200, sentence: "Ignored: only delivery.delivered, delivery.bounced and delivery.failed are counted here." },
  unreadable: { status: 400, sentence: 'The body is to be JSON such as {"type": "delivery.bounced", "data": {"deliveryId": "dlv_…", "detail": "…"}}.' },
  unsigned: { status: 401, sentence: "The signature does not hold, or is older than five minutes: sign as Standard Webhooks says, with the secret of NOTICE_WEBHOOK_SECRET." },
  unset: { status: 404, sentence: "This portal takes no messages here: NOTICE_WEBHOOK_SECRET is not set." },
};

/** Nothing is to be read here. */
export function loader() {
  throw refuse("page-unknown");
}

/** What the operator's gateway says of a delivery, signed. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  try {
    const body = (await readBody(request)).toString();
    const outcome = await takeProviderEvent(context.portal, { headers: request.headers, body });
    const { status, sentence } = ANSWERS[outcome];
    return Response.json({ outcome, sentence }, { status, headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return problemResponse(error, readLanguage({ request, context }, null));
  }
}
