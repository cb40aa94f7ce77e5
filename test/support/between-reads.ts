import type { KyselyPlugin } from "kysely";
import type { Session } from "#app/domain/access/session.server";
import type { Portal } from "#app/portal.server";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { announceChange, display, flagged } from "#test/support/deeming";
import { openTestPortal, type TestPortal } from "#test/support/portal";

/** More than any operation reads. */
const MOST_READS = 100;

/** Whom the operations are of, and the announced version that they are about. */
export type Reached = { portal: TestPortal; person: Session; versionId: string };

/** An operation during which another comes in between, and what holds afterwards whatever came first. */
export type Meeting = {
  at: string;
  operation: (reached: Reached) => Promise<unknown>;
  other: (reached: Reached) => Promise<unknown>;
  check: (reached: Reached) => Promise<void>;
};

export type MeetingInPlace<Place> = Record<"operation" | "other" | "check", (place: Place) => Promise<unknown>>;

/** Runs the operation once for each of its reads, by a person who is new each time, and the other one right after that read. Gives how many there were. */
export async function meetBetweenReads({ at, operation, other, check }: Meeting): Promise<number> {
  const { portal, people, versionId } = await openCrowdedChange();
  portal.clock.set(at);
  for (const [index, person] of people.entries()) {
    const between = afterRead(index + 1, () => other({ portal, person, versionId }));
    await operation({ portal: { ...portal, db: portal.db.withPlugin(between) }, person, versionId });
    if (between.reads() <= index) return index;
    await check({ portal, person, versionId });
  }
  throw new Error("an operation reads more often than there are people to try it with");
}

/** Many who accepted version 1 and read that version 2 is announced. */
async function openCrowdedChange() {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal, { version: { clauses: flagged() } });
  const people = await Promise.all(Array.from({ length: MOST_READS }, (_, n) => addActor(portal, String(n), [])));
  for (const person of people) await acceptTerms(portal, person);
  const { versionId, noticeId } = await announceChange(portal);
  for (const person of people) await display(portal, { ...person, noticeId });
  return { portal, people, versionId };
}

/**
 * Opens a place anew for each read of the operation, runs the operation with the other one right after that read, and checks the place. Gives how
 * many reads there were.
 */
export async function meetInPlaces<Place extends { portal: Portal }>(open: () => Promise<Place>, meeting: MeetingInPlace<Place>): Promise<number> {
  for (let nth = 1; ; nth++) {
    const place = await open();
    const between = afterRead(nth, () => meeting.other(place));
    await meeting.operation({ ...place, portal: { ...place.portal, db: place.portal.db.withPlugin(between) } });
    if (between.reads() < nth) return nth - 1;
    await meeting.check(place);
  }
}

/** Does something after the nth result that the database gives. */
function afterRead(nth: number, act: () => Promise<unknown>): KyselyPlugin & { reads: () => number } {
  let reads = 0;
  return {
    reads: () => reads,
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (++reads === nth) await act();
      return result;
    },
  };
}
