import type { LoaderFunctionArgs } from "@remix-run/node";
import { isCopyRight } from "#app/http/revalidate.server";
import { refuse } from "#app/http/refuse.server";
import { readVerifierFile } from "#app/domain/evidence/verifier-file.server";

/** The one-file verifier, to keep and to run anywhere. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const file = await readVerifierFile();
  if (!file) throw refuse("page-unknown");
  const headers = new Headers({
    "Content-Type": "text/javascript; charset=utf-8",
    "Content-Disposition": 'attachment; filename="concordat-verify.mjs"',
    "Cache-Control": "no-cache",
    ETag: `"${file.sha256}"`,
  });
  if (isCopyRight(request, `"${file.sha256}"`)) return new Response(null, { status: 304, headers });
  return new Response(file.bytes, { headers });
}
