import type { LoaderFunctionArgs } from "@remix-run/node";
import { readAgreement, zoneOf } from "#app/domain/publication/reading.server";
import { chooseText } from "#app/http/reading/agreement-view.server";
import { readLanguage } from "#app/http/language.server";
import { printMargins } from "#app/http/reading/print-margins";
import { problemResponse } from "#app/http/problem";
import { isCopyRight, pageHeaders } from "#app/http/revalidate.server";
import { readingMessages } from "#app/messages/reading";
import { formatDate } from "#app/messages/time";

/** The margins of a text on paper, in the language of the interface. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const { slug = "", number = "" } = params;
  const language = readLanguage({ request, context }, null);
  try {
    const { shown, timeline } = await readAgreement(context.portal, { slug, number });
    const text = chooseText(shown.version, { slug, wanted: params.language ?? null, language });
    const [before, after] = readingMessages[language].inForceSince;
    const since = shown.effectiveAt && before + formatDate(shown.effectiveAt, { zone: zoneOf(timeline), language }) + after;
    const margins = { title: text.title, version: readingMessages[language].version(shown.version.number), since, sha256: text.sha256 };
    const headers = pageHeaders({ request, context }, { language, viewer: null, shown: margins });
    headers.set("Content-Type", "text/css; charset=utf-8");
    const isKnown = isCopyRight(request, headers.get("ETag") ?? "");
    return new Response(isKnown ? null : printMargins(margins), { status: isKnown ? 304 : 200, headers });
  } catch (error) {
    return problemResponse(error, language);
  }
}
