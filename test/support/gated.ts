import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { readViewer, type Viewer } from "#app/http/viewer.server";
import { acceptTerms, publish } from "#test/support/acceptance";
import { proposalOf, type ProposalPlan } from "#test/support/proposal";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { openAs, type Staff } from "#test/support/staff";

/** When the first version takes effect and is accepted, when the second is announced, and when that takes effect. */
const FIRST_AT = "2026-01-15T07:30:00.000Z";
const ANNOUNCED_AT = "2026-01-15T07:40:00.000Z";
export const CHANGED_AT = "2026-02-14T16:00:00.000Z";

export type Gated = { portal: TestPortal; reader: Staff };

/** A business that accepted version 1, and version 2 announced to it; the plan is that of version 2. */
export async function openGated(plan: ProposalPlan = {}, settings: Record<string, string> = {}): Promise<Gated> {
  const portal = await openTestPortal({ at: FIRST_AT, settings: { SESSION_HOURS: "8760", ...settings } });
  await publish(portal, { version: { clauses: withChangeClause() } });
  const reader = await openAs(portal, "reader", []);
  await acceptTerms(portal, await viewerOf(reader));
  portal.clock.set(ANNOUNCED_AT);
  await publish(portal, { number: 2, effectiveAt: CHANGED_AT, ...plan, version: { clauses: withChangeClause(), ...plan.version } });
  await fanOutWaiting(portal);
  return { portal, reader };
}

/** The usual clauses, the last of them the one that lets the terms be changed. */
export function withChangeClause() {
  const { clauses } = proposalOf().manifest.version;
  return clauses.map((clause, index) => (index === clauses.length - 1 ? { ...clause, flags: ["changeClause" as const, "survives" as const] } : clause));
}

/** Who is signed in in a browser. */
export async function viewerOf({ browser }: Pick<Staff, "browser">): Promise<Viewer> {
  const viewer = await readViewer(browser.get("/"));
  if (viewer === null) throw new Error("nobody is signed in");
  return viewer;
}
