import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { announceChange, flagged } from "#test/support/deeming";
import { approveNow, askByLaw } from "#test/support/erasure";
import { handOver } from "#test/support/notices";
import { addConfirmed } from "#test/support/organisation";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { openAs } from "#test/support/staff";

/** One who accepted version 1 and was told of version 2, another who did nothing, and an auditor who has just signed in. */
export async function openCasePast() {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal, { version: { clauses: flagged() } });
  portal.clock.set("2026-01-05T08:00:00Z");
  const person = await addConfirmed(portal, "li.ming@example.com");
  await acceptTerms(portal, person);
  await announceChange(portal);
  await handOver(portal);
  const { partyId: otherPartyId } = await addPerson(portal, { address: "other@example.com" });
  portal.clock.set("2026-03-01T08:00:00Z");
  return { portal, person, partyId: person.partyId, accountId: person.accountId, otherPartyId, auditor: await openAs(portal, "auditor", ["auditor"]) };
}

/** The person is erased by two of staff who have just signed in. */
export async function eraseNow(portal: TestPortal, partyId: string): Promise<void> {
  const [first, second] = [await addActor(portal, "first", ["operator"]), await addActor(portal, "second", ["operator"])];
  await approveNow(portal, await askByLaw(portal, { ...first, partyId }, first), second);
}
