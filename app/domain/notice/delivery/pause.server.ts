import type { Portal } from "#app/portal.server";
import { insertOnce, updateRows } from "#db/commit";
import { findFact } from "#db/notice/delivery-queue";

const NAME = "noticesPaused";

/** Whether the operator keeps notices from being handed over; they wait in the queue meanwhile. */
export async function isPaused({ db }: Pick<Portal, "db">): Promise<boolean> {
  return (await findFact(db, NAME)) === "yes";
}

/** Keeps notices from being handed over from now on, or lets them go again. What is in hand is finished. */
export async function pauseNotices({ writer }: Pick<Portal, "writer">, { isPaused: paused }: { isPaused: boolean }): Promise<void> {
  const value = paused ? "yes" : "no";
  await writer.commit({ steps: [insertOnce("portal", { name: NAME, value }, { name: NAME }), updateRows("portal", { set: { value }, where: { name: NAME } })] });
}
