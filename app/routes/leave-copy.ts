import type { LoaderFunctionArgs } from "@remix-run/node";
import { copyOfData } from "#app/domain/evidence/erasure-copy.server";
import { copyOfOrganisation } from "#app/domain/evidence/organisation-copy.server";
import { orProblemPage } from "#app/http/problem";
import { requireActor, requireFreshSignIn } from "#app/http/viewer.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor({ request, context });
  await requireFreshSignIn({ request, context }, viewer);
  const { portal } = context;
  const copy = await orProblemPage(viewer.actingFor.whom === "organisation" ? copyOfOrganisation(portal, viewer) : copyOfData(portal, viewer.accountId));
  return new Response(`${JSON.stringify(copy, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="concordat-copy-${portal.now().slice(0, 10)}.json"`,
      "Cache-Control": "no-store",
    },
  });
}
