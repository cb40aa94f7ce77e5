import type { ShownActing } from "#app/components/organisation/acting-band";
import { mayActForOthers } from "#app/domain/access/acting-for.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Portal } from "#app/portal.server";

/** For whom a person acts, as the shell says it; null for one who acts for themself and may act for nobody else. */
export async function shownActing(portal: Portal, { accountId, actingFor }: Viewer): Promise<ShownActing | null> {
  if (actingFor.whom === "organisation") return { whom: "organisation", name: actingFor.name };
  if (actingFor.whom === "nobody") return { whom: "nobody" };
  return (await mayActForOthers(portal, accountId)) ? { whom: "self" } : null;
}
