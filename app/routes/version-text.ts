import type { LoaderFunctionArgs } from "@remix-run/node";
import { readExactText } from "#app/domain/publication/reading.server";
import { readLanguage } from "#app/http/language.server";
import { problemResponse } from "#app/http/problem";
import { isCopyRight } from "#app/http/revalidate.server";

/** The exact text of a version as markdown: the bytes that were hashed, the same for ever. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const { slug = "", number = "", file = "" } = params;
  try {
    const { sha256, language, body } = await readExactText(context.portal, { slug, number, file });
    const headers = textHeaders({ sha256, language, name: `${slug}-${number}.${file}` });
    if (isCopyRight(request, `"${sha256}"`)) return new Response(null, { status: 304, headers });
    return new Response(body, { headers });
  } catch (error) {
    return problemResponse(error, readLanguage({ request, context }, null));
  }
}

function textHeaders({ sha256, language, name }: { sha256: string; language: string; name: string }): Headers {
  return new Headers({
    "Content-Type": "text/markdown; charset=utf-8",
    "Content-Language": language,
    "Content-Disposition": `inline; filename="${name}"`,
    "Cache-Control": "public, max-age=31536000, immutable",
    ETag: `"${sha256}"`,
  });
}
