import { z } from "zod";
import type { Instant } from "#app/domain/instant";
import { NOT_SENT_REASONS, type NoticeReason, type NotSentReason } from "#app/domain/notice/notice";
import { isPaused } from "#app/domain/notice/delivery/pause.server";
import type { Portal } from "#app/portal.server";
import { updateRows } from "#db/commit";
import { countParties, findQueueState, selectLatestFanOuts, selectOpenTasks } from "#db/notice/notice-desk";

/** How far a notice has come. */
export type Progress = {
  noticeId: string;
  reason: NoticeReason;
  slug: string;
  /** Of the version that it is about; null where it is about none. */
  number: number | null;
  at: Instant;
  /** Parties told so far; of about how many while it goes on, null once it is over. */
  told: number;
  ofAbout: number | null;
  queued: number;
  handedOver: number;
  failed: number;
  /** How many were not sent after all, by the reason. */
  notSent: { reason: NotSentReason; count: number }[];
  /** Why it is brought to nobody more; null where it was not stopped. */
  stoppedFor: NotSentReason | null;
  waiting: number;
};

/** A party that a notice could not be brought to by a channel. */
export type Task = Awaited<ReturnType<typeof selectOpenTasks>>[number];

export type NoticeDesk = {
  isPaused: boolean;
  hasMailServer: boolean;
  waiting: number;
  nextAt: Instant | null;
  progress: Progress[];
  tasks: Task[];
  next: string | null;
};

const LATEST = 20;
const PAGE = 50;

/** What the operator sees of notices: how far each has come, what waits, and who could not be reached. */
export async function readNoticeDesk(portal: Pick<Portal, "db" | "settings">, { before }: { before: string | null }): Promise<NoticeDesk> {
  const { db, settings } = portal;
  const fanOuts = await selectLatestFanOuts(db, LATEST);
  const parties = fanOuts.some(({ finishedAt }) => finishedAt === null) ? await countParties(db) : 0;
  const tasks = await selectOpenTasks(db, { before, limit: PAGE + 1 });
  const shown = tasks.slice(0, PAGE);
  return {
    isPaused: await isPaused({ db }),
    hasMailServer: settings.smtpUrl !== null,
    ...(await findQueueState(db)),
    progress: fanOuts.map((fanOut) => progressOf(fanOut, parties)),
    tasks: shown,
    next: tasks.length > PAGE ? (shown.at(-1)?.deliveryId ?? null) : null,
  };
}

function progressOf(fanOut: Awaited<ReturnType<typeof selectLatestFanOuts>>[number], parties: number): Progress {
  const { noticeId, reason, slug, number, createdAt, count, queued, handedOver, failed, finishedAt, stoppedFor } = fanOut;
  const notSent = countsOf(fanOut.notSentJson);
  const over = handedOver + failed + notSent.reduce((sum, each) => sum + each.count, 0);
  return {
    noticeId, reason, slug, number, at: createdAt, told: count, ofAbout: finishedAt === null ? parties : null,
    queued, handedOver, failed, notSent, stoppedFor, waiting: Math.max(0, queued - over),
  };
}

const notSentCounts = z.partialRecord(z.enum(NOT_SENT_REASONS), z.number());

function countsOf(json: string): Progress["notSent"] {
  const counts = notSentCounts.parse(JSON.parse(json));
  return NOT_SENT_REASONS.flatMap((reason) => (counts[reason] === undefined ? [] : [{ reason, count: counts[reason] }]));
}

/** Says that the operator saw to a party that could not be reached; what is done stays done. */
export async function closeTask({ writer, now }: Pick<Portal, "writer" | "now">, { deliveryId, accountId }: { deliveryId: string; accountId: string }): Promise<void> {
  const change = { set: { doneAt: now(), doneById: accountId }, where: { deliveryId, doneAt: null } };
  await writer.commit({ steps: [updateRows("deliveryTasks", change)] });
}
