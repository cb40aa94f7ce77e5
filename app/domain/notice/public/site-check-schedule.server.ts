import { checkSite } from "#app/domain/notice/public/site-check.server";
import { isGood } from "#app/domain/notice/public/site-gaps";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";

/** So often it is looked whether a check is due, so that a day does not pass before the first. */
const PAUSE_MS = 5 * 60_000;

/** Has the notices of announced changes fetched daily from the public address for as long as the portal is open. Stop it before the portal closes. */
export function startSiteChecks(portal: Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">): Repeated {
  return repeat({
    name: "site check",
    pauseMs: PAUSE_MS,
    async round(signal) {
      if (portal.ledger.fault()) return;
      const missing = (await checkSite(portal, signal)).filter((check) => !isGood(check));
      if (missing.length > 0) throw new Error(missing.map(({ url, status }) => `${url} ${status === 0 ? "does not answer" : `answers ${status}`}`).join("; "));
    },
  });
}
