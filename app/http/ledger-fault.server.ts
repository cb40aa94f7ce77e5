import type { AppLoadContext } from "@remix-run/node";
import type { Fault } from "#app/domain/evidence/ledger/state.server";
import type { Viewer } from "#app/http/viewer.server";

/** What stopped the ledger, as staff are told it on every page; null for others, and while it is not stopped. */
export function ledgerFaultFor(viewer: Pick<Viewer, "roles"> | null, { portal }: Pick<AppLoadContext, "portal">): Fault | null {
  const fault = viewer && viewer.roles.length > 0 ? portal.ledger.fault() : null;
  return fault && "checkpoint" in fault ? { ...fault, checkpoint: "" } : fault;
}
