import { setTimeout as wait } from "node:timers/promises";
import { stampDaily, type Stamp } from "#app/domain/evidence/time/time-token-stamp.server";
import type { Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";

type Failed = Extract<Stamp, { state: "failed" }>;

/** How soon an authority that failed is asked again. */
const HOUR_MS = 3_600_000;

/** Has a checkpoint stamped at the start and then daily beside the portal's work, and tells what fails. Stop it before the portal closes. */
export function startTimeTokens(portal: Portal, tell: (failed: Failed) => void): Repeated {
  const ending = new AbortController();
  const { signal } = ending;

  async function stampAndWait(): Promise<void> {
    try {
      const stamp = await stampDaily(portal, signal);
      if (stamp?.state === "failed" && !signal.aborted) tell(stamp);
    } catch (error) {
      if (!signal.aborted) process.stderr.write(`time stamp: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    await wait(HOUR_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }

  async function untilStopped(): Promise<void> {
    while (!signal.aborted) await stampAndWait();
  }

  const underWay = untilStopped();
  return {
    async stop() {
      ending.abort();
      await underWay;
    },
  };
}
