import { publishVersion } from "#app/domain/publication/publish.server";
import { openTestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";
import { openAs } from "#test/support/staff";

/** When the pages are opened: version 1 is in force, 2 announced for 1 May and 3, built on it, for 1 June. */
export const OPENED_AT = "2026-03-02T07:30:00.000Z";
export const SLUG = "general-terms";

/** The office of a small agreement with announced versions: an editor, an approver, a second approver. */
export async function openOffice() {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publishVersion(portal, proposalOf());
  portal.clock.set("2026-03-01T07:30:00.000Z");
  await publishVersion(portal, proposalOf({ number: 2, effectiveAt: "2026-05-01T00:00:00.000Z" }));
  await publishVersion(portal, proposalOf({ number: 3, effectiveAt: "2026-06-01T00:00:00.000Z" }));
  portal.clock.set(OPENED_AT);
  const editor = await openAs(portal, "editor", ["editor"]);
  const approver = await openAs(portal, "approver", ["approver"]);
  const second = await openAs(portal, "second", ["editor", "approver"]);
  return { portal, editor, approver, second };
}
