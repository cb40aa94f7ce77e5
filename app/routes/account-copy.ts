import type { LoaderFunctionArgs } from "@remix-run/node";
import { copyOfData } from "#app/domain/evidence/erasure-copy.server";
import { requireFreshSignIn, requireViewer } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer({ request, context });
  await requireFreshSignIn({ request, context }, viewer);
  const copy = await copyOfData(context.portal, viewer.accountId);
  return new Response(`${JSON.stringify(copy, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="concordat-copy-${context.portal.now().slice(0, 10)}.json"`,
      "Cache-Control": "no-store",
    },
  });
}
