import { copyOfData } from "#app/domain/evidence/erasure/copy.server";
import { copyOfOrganisation } from "#app/domain/evidence/erasure/organisation-copy.server";
import type { Exchange } from "#app/http/context";
import { orProblemPage } from "#app/http/problem";
import { requireFreshSignIn, type Viewer } from "#app/http/viewer.server";

/** The copy of whom the viewer acts for, as a file to keep. */
export async function copyFile(exchange: Exchange, viewer: Viewer): Promise<Response> {
  await requireFreshSignIn(exchange, viewer);
  return asFile(await readCopy(exchange, viewer), exchange);
}

/** The copy of the person alone, whomever they act for, as a file to keep. */
export async function personalCopyFile(exchange: Exchange, viewer: Viewer): Promise<Response> {
  await requireFreshSignIn(exchange, viewer);
  return asFile(await copyOfData(exchange.context.portal, viewer.accountId), exchange);
}

/** All that is kept about whom the viewer acts for: an organisation where they may accept for it. Throws authority-missing as a page. */
export async function readCopy({ context: { portal } }: Exchange, viewer: Viewer) {
  return viewer.actingFor.whom === "organisation" ? orProblemPage(copyOfOrganisation(portal, viewer)) : copyOfData(portal, viewer.accountId);
}

function asFile(copy: object, { context: { portal } }: Exchange): Response {
  return new Response(`${JSON.stringify(copy, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="concordat-copy-${portal.now().slice(0, 10)}.json"`,
      "Cache-Control": "no-store",
    },
  });
}
