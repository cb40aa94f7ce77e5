import { plusMilliseconds } from "#app/domain/instant";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";
import { selectAttemptsBefore, selectEndedLinks, selectEndedSessions } from "#db/access";
import { deleteRows } from "#db/commit";

const MOST_AT_ONCE = 500;

/** Longer than the window of any limit. */
const ATTEMPTS_KEPT_MS = 24 * 3_600_000;

/** Removes sessions and links that are over and counts that no longer limit anything, in small commits; gives how many. */
export async function removeEnded({ db, writer, now }: Pick<Portal, "db" | "writer" | "now">): Promise<number> {
  let removed = 0;
  for (;;) {
    const at = now();
    const sessions = await selectEndedSessions(db, at, MOST_AT_ONCE);
    const links = await selectEndedLinks(db, at, MOST_AT_ONCE);
    const attempts = await selectAttemptsBefore(db, plusMilliseconds(at, -ATTEMPTS_KEPT_MS), MOST_AT_ONCE);
    const steps = [
      ...sessions.map((where) => deleteRows("sessions", { where })),
      ...links.map((where) => deleteRows("links", { where })),
      ...attempts.map((where) => deleteRows("attempts", { where })),
    ];
    if (steps.length === 0) return removed;
    await writer.commit({ steps });
    removed += steps.length;
  }
}

/** Removes what is over, a minute after the start and once an hour for as long as the portal is open. Stop it before the portal closes. */
export function startSweeping(portal: Pick<Portal, "db" | "writer" | "now">): Repeated {
  return repeat({ name: "sweep", pauseMs: 3_600_000, firstAfterMs: 60_000, round: async () => void (await removeEnded(portal)) });
}
