import { readAuthorities, readDelegation } from "#app/domain/access/delegation.server";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { viewMyAgreements, type MyAgreementsView } from "#app/http/acceptance/my-agreements-view";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** What is shown at the gate to one whose authority does not cover accepting: what is asked, and whom to ask. */
export type GateView = { organisation: string; owner: string | null; asked: MyAgreementsView["asked"] };

/** Null for one who may accept: for themself, or under an authority that covers it. */
export async function viewGate(portal: Portal, viewer: Viewer, language: Language): Promise<GateView | null> {
  const { actingFor } = viewer;
  if (actingFor.whom !== "organisation" || actingFor.scopes.includes("accept")) return null;
  const [authority] = await readAuthorities(portal, viewer, portal.now());
  const told = authority ? await readDelegation(portal, authority.id) : null;
  const { asked } = viewMyAgreements(await readStandings(portal, viewer), language);
  return { organisation: actingFor.name, owner: told?.granted?.owner.address ?? null, asked };
}
