import type { LoaderFunctionArgs } from "@remix-run/node";
import { readComparisonMargins } from "#app/http/reading/compare-page.server";
import { readLanguage } from "#app/http/language.server";
import { printMargins } from "#app/http/reading/print-margins";
import { problemResponse } from "#app/http/problem";
import { isCopyRight, pageHeaders } from "#app/http/revalidate.server";

/** The margins of a comparison on paper, in the language of the interface. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const { slug = "", range = "", language: wanted = "" } = params;
  const language = readLanguage({ request, context }, null);
  try {
    const margins = await readComparisonMargins(context.portal, { slug, range, wanted, language });
    const headers = pageHeaders({ request, context }, { language, viewer: null, shown: margins });
    headers.set("Content-Type", "text/css; charset=utf-8");
    const isKnown = isCopyRight(request, headers.get("ETag") ?? "");
    return new Response(isKnown ? null : printMargins(margins), { status: isKnown ? 304 : 200, headers });
  } catch (error) {
    return problemResponse(error, language);
  }
}
