import { newBatch } from "#app/domain/notice/delivery/delivery-batch.server";
import { tellNamed } from "#app/domain/notice/delivery/fan-out-named.server";
import { newId } from "#app/domain/ids";
import { givenOf, type Given } from "#app/domain/notice/delivery/given.server";
import { untrueNow } from "#app/domain/notice/delivery/not-sent.server";
import { newPace, type Pace } from "#app/domain/notice/delivery/pace";
import { parseAudience, parseRule } from "#app/domain/notice/stored-notice";
import type { Portal } from "#app/portal.server";
import { runBulk, StaleRowError, type NewEntry, type Step } from "#db/commit";
import { findPageEnd, hasOpenFanOut, listInboxPage, selectOpenFanOuts } from "#db/notice/fan-out";
import { selectNoticeTexts } from "#db/notice/notices";
import type { FanOutRow, NoticeRow, NotSentReason } from "#db/schema/notices";

export type FanningOut = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** Pages of one notice before the next has its turn. */
const PAGES_AT_ONCE = 50;
const NOTICES_AT_ONCE = 50;

/** Which digit of a delivery's id says its channel (db/notice/bulk-fan-out.ts). */
const CHANNELS = [{ channel: "inbox", digit: "1" }, { channel: "mail", digit: "2" }, { channel: "webhook", digit: "3" }] as const;

/**
 * Brings every notice that waits to those whom it is for; of several workers each page is written by one. Receipts and their like are brought
 * beside what goes to many. Stops early at the signal.
 */
export async function fanOutWaiting(portal: FanningOut, signal?: AbortSignal): Promise<void> {
  await Promise.all([fanOutAll(portal, { isToMany: false, signal }), fanOutAll(portal, { isToMany: true, signal })]);
}

/** As fanOutWaiting, either of what goes to many or of all else. */
export async function fanOutAll(portal: FanningOut, { isToMany, signal }: { isToMany: boolean; signal?: AbortSignal | undefined }): Promise<void> {
  const pace = newPace(portal.writer);
  const select = () => selectOpenFanOuts(portal.db, { isToMany, limit: NOTICES_AT_ONCE });
  for (let open = await select(); open.length > 0; open = await select()) {
    const isNamed = ({ notice }: { notice: NoticeRow }) => parseAudience(notice.audienceJson).who === "parties";
    const named = await Promise.all(open.filter(isNamed).map(({ fanOut, notice }) => tellNamed(portal, { fanOut, given: givenOf(portal, notice), notice })));
    const paged: boolean[] = [];
    for (const { fanOut, notice } of open.filter((each) => !isNamed(each))) paged.push(await fanOutPages(portal, { fanOut, notice, pace, signal }));
    if (signal?.aborted || [...named, ...paged].every((isMoved) => !isMoved)) return;
  }
}

type Turn = { fanOut: FanOutRow; notice: NoticeRow; pace: Pace; signal?: AbortSignal | undefined };

/** Some pages of one notice; false where another worker is at it, or the notices before it are still under way. What is no longer true goes to nobody more. */
async function fanOutPages(portal: FanningOut, { fanOut, notice, pace, signal }: Turn): Promise<boolean> {
  const audience = parseAudience(notice.audienceJson);
  if (audience.who === "told" && (await hasOpenFanOut(portal.db, audience.noticeIds))) return false;
  const texts = await selectNoticeTexts(portal.db, notice.id);
  const given = { ...givenOf(portal, notice), languages: texts.map(({ language }) => language) };
  let at = fanOut;
  let end = findPageEnd(portal.db, { after: at.afterPartyId, limit: pace.size() });
  for (let pages = 0; pages < PAGES_AT_ONCE && at.finishedAt === null && !signal?.aborted; pages++) {
    const stoppedFor = await untrueNow(portal, notice);
    const upto = stoppedFor === null ? await end : null;
    if (upto !== null) end = findPageEnd(portal.db, { after: upto, limit: pace.size() });
    const next = await writePage(portal, { fanOut: at, notice, pace, given, upto, stoppedFor });
    if (next === null) return false;
    at = next;
  }
  return true;
}

type Page = { fanOut: FanOutRow; notice: NoticeRow; pace: Pace; given: Given; upto: string | null; stoppedFor: NotSentReason | null };

/** Writes the next page, with the entry about the page before it; or the end. Gives how far it has come, or null where another worker was first. */
async function writePage(portal: FanningOut, { fanOut, notice, pace, given, upto, stoppedFor }: Page): Promise<FanOutRow | null> {
  const at = portal.now();
  const prefix = upto === null ? "" : newId("dlv", at).slice(0, 20);
  const moved = { noticeId: notice.id, after: fanOut.afterPartyId, before: fanOut.openPrefix, upto: upto ?? fanOut.afterPartyId, prefix, finishedAt: upto === null ? at : null, stoppedFor };
  const entered = await enterPage(portal, fanOut);
  const steps = [runBulk("moveFanOut", { given: moved, expect: 1 }), ...entered.steps, ...(upto === null ? [] : pageSteps(portal, notice, { ...given, ...moved, at }))];
  try {
    await pace.timed(() => portal.writer.commit({ steps, entries: entered.entries }));
    return { ...fanOut, afterPartyId: moved.upto, openPrefix: prefix, finishedAt: moved.finishedAt };
  } catch (error) {
    if (error instanceof StaleRowError) return null;
    throw error;
  }
}

function pageSteps({ settings }: FanningOut, { ruleJson }: NoticeRow, given: Given): Step[] {
  const { allOf } = parseRule(ruleJson);
  const isOpen = { inbox: true, mail: allOf.includes("mail"), webhook: allOf.includes("webhook") && settings.noticeWebhookUrl !== null };
  const page = { given: { ...given, channels: CHANNELS.filter(({ channel }) => isOpen[channel]) } };
  return [runBulk("makeDeliveries", page), runBulk("queueDeliveries", page), runBulk("countFanOut", page)];
}

/** The entry of the page before: what it wrote can be read only now. */
async function enterPage(portal: FanningOut, { noticeId, openPrefix }: FanOutRow): Promise<{ steps: Step[]; entries: NewEntry[] }> {
  const list = openPrefix === "" ? null : await listInboxPage(portal.db, openPrefix);
  return list === null ? { steps: [], entries: [] } : newBatch(portal, noticeId, list);
}
