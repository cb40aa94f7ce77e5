import type { LoaderFunctionArgs } from "@remix-run/node";
import { readTimeToken } from "#app/domain/evidence/transparency.server";
import { readLanguage } from "#app/http/language.server";
import { problemResponse } from "#app/http/problem";
import { refuse } from "#app/http/refuse.server";

/** A time stamp (`ID.tst`, DER), or the checkpoint that it is about (`ID.checkpoint`); neither ever changes. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  const [, id, kind] = /^(tst_\w+)\.(tst|checkpoint)$/.exec(params.file ?? "") ?? [];
  if (id === undefined) throw refuse("page-unknown");
  try {
    const { token, checkpoint } = await readTimeToken(context.portal, id);
    const type = kind === "tst" ? "application/timestamp-reply" : "text/plain; charset=utf-8";
    const headers = { "Content-Type": type, "Content-Disposition": `attachment; filename="${id}.${kind}"`, "Cache-Control": "public, max-age=31536000, immutable" };
    return new Response(kind === "tst" ? token : checkpoint, { headers });
  } catch (error) {
    return problemResponse(error, readLanguage({ request, context }, null));
  }
}
