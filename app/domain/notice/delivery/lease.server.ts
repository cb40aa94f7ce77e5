import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { runBulk } from "#db/commit";
import { selectDueDeliveries, selectInHand, selectLeaseHolders, type Room } from "#db/notice/delivery-queue";

/** Longer than any attempt takes: after it another worker may take the delivery. */
const LEASE_MS = 5 * 60_000;

/** A delivery that this worker has in hand. */
export type InHand = {
  deliveryId: string;
  /** 1 where the notice is one to many. */
  isToMany: 0 | 1;
  noticeId: string;
  partyId: string;
  channel: "inbox" | "mail" | "webhook";
  language: string;
  queuedAt: Instant;
  /** This one included. */
  attempts: number;
  /** How the party is reached now: its name and address under its key, whether its data may be used, its message of the notice. */
  nameSealed: string | null;
  addressSealed: string | null;
  addressConfirmedAt: Instant | null;
  closedAt: Instant | null;
  state: string;
  inboxId: string | null;
  /** The worker that had it and never said what became of it; null for none. */
  leftBy: string | null;
};

type Taking = Pick<Portal, "db" | "writer" | "now">;

const LIFE = randomBytes(4).toString("hex");

/** A name for a worker of this process. It says where the process runs, so that others there can tell when it is no more. */
export function newWorker(): string {
  return [hostname(), process.pid, LIFE, randomBytes(4).toString("hex")].join("/");
}

/** Takes deliveries that are due in hand, as many as there is room for; fewer where other workers were first. */
export async function takeInHand({ db, writer, now }: Taking, { worker, room }: { worker: string; room: Room }): Promise<InHand[]> {
  if (room.all <= 0) return [];
  const at = now();
  const gone = (await selectLeaseHolders(db)).filter(isGone);
  const due = await selectDueDeliveries(db, { at, gone, room });
  if (due.length === 0) return [];
  const ids = due.map(({ deliveryId }) => deliveryId);
  await writer.commit({ steps: [runBulk("leaseDeliveries", { given: { ids, at, gone, worker, until: plusMilliseconds(at, LEASE_MS) } })] });
  const rows = await selectInHand(db, { ids, worker });
  return rows.map((row) => ({ ...row, leftBy: due.find(({ deliveryId }) => deliveryId === row.deliveryId)?.leasedBy ?? null }));
}

/** Whether a worker ended without a word: a process of this host that is no more, or a former life of this one. */
function isGone(worker: string): boolean {
  const [host = "", pid = "", life = ""] = worker.split("/");
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return life !== LIFE;
  return !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
