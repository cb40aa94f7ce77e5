import { readOrganisation, type Organisation } from "#app/domain/access/organisation.server";
import { refuse } from "#app/http/refuse.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Portal } from "#app/portal.server";

/** An organisation that the viewer owns. For others the page is unknown, like any that there is not. */
export async function requireOwned(portal: Portal, viewer: Viewer, partyId: string | undefined): Promise<Organisation> {
  const organisation = await readOrganisation(portal, { actor: viewer, partyId: partyId ?? "" });
  if (organisation?.isOwner) return organisation;
  throw refuse("page-unknown");
}
