import { latestBegin, type RetentionRules } from "#app/domain/evidence/retention/retention";
import { readRetention } from "#app/domain/evidence/retention/file.server";
import { newId } from "#app/domain/ids";
import { removeMailFiles } from "#app/domain/notice/channels/mail-files.server";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";
import { deleteRows, insertRow, type Step } from "#db/commit";
import { DEVICE_TAGS } from "#db/erasure/erasure";
import { selectOldDevice, selectOldMails } from "#db/erasure/retention";

type Sweeping = Pick<Portal, "db" | "writer" | "settings" | "now">;

/** How many were removed, by kind of data; acts are counted, not values. */
export type Removed = { device: number; mails: number };

const MOST_AT_ONCE = 200;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * Removes device data and mails that have reached the end of their period and are not held, in small commits, each with its count: it may be stopped
 * anywhere and begins again. All else goes only by a plan (retention-plan.server.ts).
 */
export async function sweepRetention(portal: Sweeping, signal?: AbortSignal): Promise<Removed> {
  const rules = await readRetention(portal.settings);
  const removed: Removed = { device: 0, mails: 0 };
  removed.device = await untilNone(() => removeDevice(portal, rules), signal);
  removed.mails = await untilNone(() => removeMails(portal, rules), signal);
  return removed;
}

async function untilNone(remove: () => Promise<number>, signal: AbortSignal | undefined): Promise<number> {
  for (let removed = 0; ;) {
    const count = signal?.aborted ? 0 : await remove();
    if (count === 0) return removed;
    removed += count;
  }
}

async function removeDevice(portal: Sweeping, rules: RetentionRules): Promise<number> {
  const now = portal.now();
  const actIds = await selectOldDevice(portal.db, { before: latestBegin(rules.device, now), now, limit: MOST_AT_ONCE });
  const steps = actIds.flatMap((actId) => [
    deleteRows("actCircumstances", { where: { actId } }),
    ...DEVICE_TAGS.map((tag) => deleteRows("openings", { where: { recordId: actId, tag } })),
  ]);
  return commitCounted(portal, { kind: "device", count: actIds.length, steps });
}

/** The files go first: their names are told by the rows. */
async function removeMails(portal: Sweeping, rules: RetentionRules): Promise<number> {
  const now = portal.now();
  const ids = await selectOldMails(portal.db, { before: latestBegin(rules.mails, now), now, limit: MOST_AT_ONCE });
  await removeMailFiles(portal.settings, ids);
  return commitCounted(portal, { kind: "mails", count: ids.length, steps: ids.map((id) => deleteRows("outbox", { where: { id } })) });
}

type Counted = { kind: keyof Removed; count: number; steps: Step[] };

async function commitCounted(portal: Sweeping, { kind, count, steps }: Counted): Promise<number> {
  if (count === 0) return 0;
  const at = portal.now();
  const row = { id: newId("ret", at), countsJson: JSON.stringify({ [kind]: count }), happenedAt: at, recordedAt: at };
  await portal.writer.commit({ steps: [insertRow("retentionSweeps", row), ...steps] });
  return count;
}

/** Sweeps a minute after the start, and once an hour, for as long as the portal is open. Stop it before the portal closes. */
export function startRetention(portal: Sweeping): Repeated {
  return repeat({ name: "retention", pauseMs: HOUR_MS, firstAfterMs: MINUTE_MS, round: async (signal) => void (await sweepRetention(portal, signal)) });
}
