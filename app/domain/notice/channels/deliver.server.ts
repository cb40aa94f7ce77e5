import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { MailRefusedError, type MailTransport } from "#app/domain/notice/channels/mail-transport.server";
import { openMail } from "#app/domain/notice/channels/send.server";
import type { Portal } from "#app/portal.server";
import { StaleRowError, updateRows } from "#db/commit";
import { selectDueMessages } from "#db/outbox";
import type { OutboxRow } from "#db/schema/notices";

type Delivering = Pick<Portal, "db" | "writer" | "keys" | "now">;

const MOST_AT_ONCE = 50;
const MINUTE = 60_000;

/** How long after each failed attempt the next one follows; the last one repeats. */
const PAUSES = [2, 5, 15, 60, 180, 360].map((minutes) => minutes * MINUTE);

/** A mail that could not be handed over for so long is given up. */
const GIVEN_UP_AFTER = 48 * 60 * MINUTE;

export type Delivered = { sent: number; postponed: number; failed: number };

/**
 * Sends the mails that are due, up to a fair number, the longest waiting first. Each is claimed before it is sent, so that
 * of several workers one sends it; a worker that dies in between leaves it to a later attempt. Stops early at the signal.
 */
export async function deliverDue(portal: Delivering, transport: MailTransport, signal?: AbortSignal): Promise<Delivered> {
  const delivered: Delivered = { sent: 0, postponed: 0, failed: 0 };
  for (const row of await selectDueMessages(portal.db, portal.now(), MOST_AT_ONCE)) {
    if (signal?.aborted) break;
    const claimed = await claim(portal, row);
    if (claimed !== null) delivered[await deliver(portal, transport, claimed)] += 1;
  }
  return delivered;
}

/** The row as this worker's own; null when another was first. */
async function claim({ writer, now }: Delivering, row: OutboxRow): Promise<OutboxRow | null> {
  const attempts = row.attempts + 1;
  const nextAttemptAt = plusMilliseconds(now(), PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? GIVEN_UP_AFTER);
  const where = { id: row.id, attempts: row.attempts, sentAt: null };
  try {
    const claiming = { set: { attempts, nextAttemptAt }, where, expect: 1 };
    await writer.commit({ steps: [updateRows("outbox", claiming)] });
  } catch (error) {
    if (error instanceof StaleRowError) return null;
    throw error;
  }
  return { ...row, attempts, nextAttemptAt };
}

async function deliver(portal: Delivering, transport: MailTransport, row: OutboxRow): Promise<keyof Delivered> {
  const mail = await openMail(portal, row);
  if (mail === null) return close(portal, row, { failure: "erased" });
  try {
    await transport.send({ ...mail, rowId: row.id, at: portal.now() });
  } catch (error) {
    if (error instanceof MailRefusedError) return close(portal, row, { failure: `refused: ${reasonOf(error)}` });
    if (isTooOld(row, portal.now())) return close(portal, row, { failure: `given up: ${reasonOf(error)}` });
    await portal.writer.commit({ steps: [updateRows("outbox", { set: { failure: reasonOf(error) }, where: { id: row.id } })] });
    return "postponed";
  }
  return close(portal, row, { failure: null });
}

/** Ends the row. What the mail said is wiped with it: links in it are secrets, and nothing asks for it again. */
async function close({ writer, now }: Delivering, { id }: OutboxRow, { failure }: Pick<OutboxRow, "failure">): Promise<keyof Delivered> {
  const set = { messageSealed: "", nextAttemptAt: null, failure, ...(failure === null ? { sentAt: now() } : {}) };
  await writer.commit({ steps: [updateRows("outbox", { set, where: { id } })] });
  return failure === null ? "sent" : "failed";
}

function isTooOld({ createdAt, nextAttemptAt }: OutboxRow, now: Instant): boolean {
  return (nextAttemptAt ?? now) > plusMilliseconds(createdAt, GIVEN_UP_AFTER);
}

/** The failure in short, without addresses: servers like to repeat the recipient. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/[^\s<>]+@[^\s<>]+/g, "…").slice(0, 300);
}
