import { setTimeout } from "node:timers/promises";
import { DeferredError } from "#app/domain/notice/channels/channel";
import type { Channels } from "#app/domain/notice/channels/channels.server";
import { recordDeliveries, type Observed } from "#app/domain/notice/delivery/events.server";
import { takeInHand, type InHand } from "#app/domain/notice/delivery/lease.server";
import { findNotSent } from "#app/domain/notice/delivery/not-sent.server";
import { openComposer, type Composer } from "#app/domain/notice/delivery/outgoing.server";
import { isPaused } from "#app/domain/notice/delivery/pause.server";
import { nextAttempt } from "#app/domain/notice/delivery/retry";
import type { Portal } from "#app/portal.server";
import { runBulk, type Step } from "#db/commit";
import type { Room } from "#db/notice/delivery-queue";
import { gather } from "#db/gather";
import type { NotSentReason } from "#db/schema/notices";

export type HandingOver = Pick<Portal, "db" | "writer" | "keys" | "secret" | "ledger" | "settings" | "now">;

/**
 * How many are handed over at once: so many, at most, are in doubt when a worker is killed. Neither those of notices to many nor the others take
 * all places, so that a receipt need not wait for a slow mail server, nor an announcement for an end of receipts.
 */
export const PLACES: Room = { all: 16, toMany: 14, toOne: 12 };
/** While all that is in hand is slow: how long until it is looked whether something else is due. */
const LOOK_MS = 1_000;

/** What became of one that was in hand, and when to try again; null when it is over. */
type Outcome = { row: InHand; observed: Observed[]; retryAt: string | null };

export type HandedOver = { handedOver: number; postponed: number; failed: number; notSent: number };

/**
 * Hands over what is due until nothing more is, each in this worker's hand alone. What is no longer true, or no longer for its party, is not sent. What
 * became of it is written with its leaving the queue, and only then is its place free for the next. A worker that dies leaves what it had in hand to
 * another, which says so on record. Stops early at the signal, and while the operator keeps notices back.
 */
export async function handOverDue(portal: HandingOver, channels: Channels, { worker, signal }: { worker: string; signal?: AbortSignal }): Promise<HandedOver> {
  const counts: HandedOver = { handedOver: 0, postponed: 0, failed: 0, notSent: 0 };
  const record = gather((outcomes: Outcome[]) => recordOutcomes(portal, worker, outcomes));
  const compose = openComposer(portal);
  const inHand = new Map<Promise<void>, InHand>();
  const faults: unknown[] = [];

  async function work(row: InHand, notSent: Attempt["notSent"]): Promise<void> {
    const outcome = await attempt(portal, { channels, compose, row, notSent });
    await record(outcome);
    counts[countOf(outcome)] += 1;
  }

  for (;;) {
    const isOver = signal?.aborted === true || faults.length > 0 || (await isPaused(portal));
    const taken = isOver ? [] : await takeInHand(portal, { worker, room: roomBeside([...inHand.values()]) });
    const notSent = findNotSent(portal, taken);
    for (const row of taken) {
      const working = work(row, notSent).catch((fault: unknown) => void faults.push(fault)).finally(() => inHand.delete(working));
      inHand.set(working, row);
    }
    if (inHand.size === 0 && faults.length > 0) throw faults[0];
    if (inHand.size === 0) return counts;
    await someDone(inHand);
  }
}

function roomBeside(inHand: readonly InHand[]): Room {
  const toMany = inHand.filter((row) => row.isToMany === 1).length;
  return { all: PLACES.all - inHand.length, toMany: PLACES.toMany - toMany, toOne: PLACES.toOne - (inHand.length - toMany) };
}

async function someDone(inHand: ReadonlyMap<Promise<void>, InHand>): Promise<void> {
  const looking = new AbortController();
  await Promise.race([halfDone(inHand), setTimeout(LOOK_MS, undefined, { signal: looking.signal })]);
  looking.abort();
}

/** Resolves when half of them are over: what is taken in hand together costs one commit. */
async function halfDone(inHand: ReadonlyMap<Promise<void>, InHand>): Promise<void> {
  const enough = Math.floor(inHand.size / 2);
  while (inHand.size > enough) await Promise.race(inHand.keys());
}

function countOf({ observed, retryAt }: Outcome): keyof HandedOver {
  if (retryAt !== null) return "postponed";
  const state = observed.at(-1)?.state;
  return state === "handedOver" || state === "notSent" ? state : "failed";
}

type Attempt = { channels: Channels; compose: Composer; row: InHand; notSent: Promise<Map<string, NotSentReason>> };

async function attempt(portal: HandingOver, { channels, compose, row, notSent }: Attempt): Promise<Outcome> {
  const { deliveryId } = row;
  const before: Observed[] = row.leftBy === null ? [] : [{ deliveryId, state: "deferred", source: "server", detail: `left in hand by ${row.leftBy}` }];
  const channel = row.channel === "mail" ? channels.mail : channels.webhook;
  try {
    const reason = (await notSent).get(deliveryId);
    if (reason !== undefined) return over(row, before, { deliveryId, state: "notSent", source: "server", reason });
    const outgoing = channel && (await compose(row));
    if (!channel || !outgoing) return over(row, before, { deliveryId, state: "failed", source: "server", detail: channel ? "no address" : "no channel" });
    const sent = await channel.send(outgoing);
    return over(row, before, { deliveryId, source: sourceOf(row), address: outgoing.to, ...sent });
  } catch (error) {
    return notTaken(portal, { row, before, detail: reasonOf(error) });
  }
}

/** Whatever is thrown is a reason to try again: a notice is not lost over a bug, nor over a value that cannot be read. */
function reasonOf(error: unknown): string {
  if (!(error instanceof DeferredError)) process.stderr.write(`notices: ${error instanceof Error ? error.stack : String(error)}\n`);
  return error instanceof Error ? error.message : String(error);
}

function over(row: InHand, before: readonly Observed[], last: Observed): Outcome {
  return { row, observed: [...before, last], retryAt: null };
}

function notTaken(portal: HandingOver, { row, before, detail }: { row: InHand; before: Observed[]; detail: string }): Outcome {
  const { deliveryId } = row;
  const retryAt = nextAttempt(row, portal.now(), Math.random());
  const told = { deliveryId, source: sourceOf(row) };
  if (retryAt === null) return over(row, before, { ...told, state: "failed", detail: `given up: ${detail}` });
  return { row, observed: [...before, { ...told, state: "deferred", detail }], retryAt };
}

function sourceOf({ channel }: InHand): Observed["source"] {
  return channel === "mail" ? "smtp" : "webhook";
}

async function recordOutcomes(portal: HandingOver, worker: string, outcomes: readonly Outcome[]): Promise<void> {
  const ids = outcomes.filter(({ retryAt }) => retryAt === null).map(({ row }) => row.deliveryId);
  const postponed = outcomes.filter(({ retryAt }) => retryAt !== null).map(({ row, retryAt }) => ({ id: row.deliveryId, at: retryAt }));
  const steps: Step[] = [
    ...(ids.length === 0 ? [] : [runBulk("finishDeliveries", { given: { ids } }), runBulk("countDeliveries", { given: { notices: countsOf(outcomes) } })]),
    ...(postponed.length === 0 ? [] : [runBulk("postponeDeliveries", { given: { postponed, worker } })]),
  ];
  await recordDeliveries(portal, { observed: outcomes.flatMap(({ observed }) => observed), steps });
}

function countsOf(outcomes: readonly Outcome[]) {
  const ids = [...new Set(outcomes.map(({ row }) => row.noticeId))];
  const count = (id: string, what: keyof HandedOver) => outcomes.filter((outcome) => outcome.row.noticeId === id && countOf(outcome) === what).length;
  return ids.map((id) => ({ id, handedOver: count(id, "handedOver"), failed: count(id, "failed"), notSent: reasonsOf(outcomes, id) }));
}

function reasonsOf(outcomes: readonly Outcome[], noticeId: string): Partial<Record<NotSentReason, number>> {
  const reasons = outcomes.filter(({ row }) => row.noticeId === noticeId).flatMap(({ observed }) => observed.at(-1)?.reason ?? []);
  return Object.fromEntries(reasons.map((reason) => [reason, reasons.filter((each) => each === reason).length]));
}
