import { newBatch } from "#app/domain/notice/delivery-batch.server";
import { tellNamed } from "#app/domain/notice/fan-out-named.server";
import { newId } from "#app/domain/ids";
import { plusMilliseconds } from "#app/domain/instant";
import { parseAudience, parseRule } from "#app/domain/notice/stored-notice";
import type { Portal } from "#app/portal.server";
import { runBulk, StaleRowError, type NewEntry, type Step } from "#db/commit";
import { findPageEnd, listInboxPage, selectOpenFanOuts } from "#db/fan-out";
import { selectNoticeTexts } from "#db/notices";
import type { FanOutRow, NoticeRow } from "#db/schema-notices";

export type FanningOut = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** Parties of one page: some tens of milliseconds of the writer. Larger pages are hardly faster, and whoever accepts meanwhile waits longer. */
const PAGE = 2_000;
/** Pages of one notice before the next has its turn. */
const PAGES_AT_ONCE = 50;
const NOTICES_AT_ONCE = 50;
/** Who has not signed in for so long is told on the site and in the inbox alone. */
const DORMANT_AFTER_MS = 730 * 86_400_000;

/** Which digit of a delivery's id says its channel (db/bulk-fan-out.ts). */
const HANDED_OVER_BY = [{ channel: "mail", digit: "2" }, { channel: "webhook", digit: "3" }] as const;

/**
 * Brings every notice that waits to those whom it is for; of several workers each page is written by one. Receipts and their like are brought
 * beside what goes to many. Stops early at the signal.
 */
export async function fanOutWaiting(portal: FanningOut, signal?: AbortSignal): Promise<void> {
  await Promise.all([fanOutAll(portal, { isToMany: false, signal }), fanOutAll(portal, { isToMany: true, signal })]);
}

async function fanOutAll(portal: FanningOut, { isToMany, signal }: { isToMany: boolean; signal: AbortSignal | undefined }): Promise<void> {
  const select = () => selectOpenFanOuts(portal.db, { isToMany, limit: NOTICES_AT_ONCE });
  for (let open = await select(); open.length > 0; open = await select()) {
    const isNamed = ({ notice }: { notice: NoticeRow }) => parseAudience(notice.audienceJson).who === "parties";
    const named = await Promise.all(open.filter(isNamed).map(({ fanOut, notice }) => tellNamed(portal, { fanOut, given: givenOf(portal, notice), notice })));
    const paged: boolean[] = [];
    for (const { fanOut, notice } of open.filter((each) => !isNamed(each))) paged.push(await fanOutPages(portal, { fanOut, notice, signal }));
    if (signal?.aborted || [...named, ...paged].every((isMoved) => !isMoved)) return;
  }
}

type Turn = { fanOut: FanOutRow; notice: NoticeRow; signal?: AbortSignal | undefined };

/** Some pages of one notice; false where another worker is at it. */
async function fanOutPages(portal: FanningOut, { fanOut, notice, signal }: Turn): Promise<boolean> {
  const texts = await selectNoticeTexts(portal.db, notice.id);
  const given = { ...givenOf(portal, notice), languages: texts.map(({ language }) => language) };
  let at = fanOut;
  let end = findPageEnd(portal.db, { after: at.afterPartyId, limit: PAGE });
  for (let pages = 0; pages < PAGES_AT_ONCE && at.finishedAt === null && !signal?.aborted; pages++) {
    const upto = await end;
    if (upto !== null) end = findPageEnd(portal.db, { after: upto, limit: PAGE });
    const next = await writePage(portal, { fanOut: at, notice, given, upto });
    if (next === null) return false;
    at = next;
  }
  return true;
}

type Given = Record<string, unknown>;

/** What the statements of a page are given about the notice. */
function givenOf(portal: FanningOut, { id, agreementId, happenedAt, audienceJson, ruleJson }: NoticeRow): Given {
  const audience = parseAudience(audienceJson);
  const { mayBeUnsubscribed } = parseRule(ruleJson);
  const at = portal.now();
  return {
    noticeId: id, agreementId, noticeAt: happenedAt, who: audience.who, audience, mayBeUnsubscribed: mayBeUnsubscribed ? 1 : 0, at,
    dormantBefore: plusMilliseconds(at, -DORMANT_AFTER_MS),
  };
}

type Page = { fanOut: FanOutRow; notice: NoticeRow; given: Given; upto: string | null };

/** Writes the next page, with the entry about the page before it; or the end. Gives how far it has come, or null where another worker was first. */
async function writePage(portal: FanningOut, { fanOut, notice, given, upto }: Page): Promise<FanOutRow | null> {
  const at = portal.now();
  const prefix = upto === null ? "" : newId("dlv", at).slice(0, 20);
  const moved = { noticeId: notice.id, after: fanOut.afterPartyId, before: fanOut.openPrefix, upto: upto ?? fanOut.afterPartyId, prefix, finishedAt: upto === null ? at : null };
  const entered = await enterPage(portal, fanOut);
  const steps = [runBulk("moveFanOut", { given: moved, expect: 1 }), ...entered.steps, ...(upto === null ? [] : pageSteps(portal, notice, { ...given, ...moved, at }))];
  try {
    await portal.writer.commit({ steps, entries: entered.entries });
    return { ...fanOut, afterPartyId: moved.upto, openPrefix: prefix, finishedAt: moved.finishedAt };
  } catch (error) {
    if (error instanceof StaleRowError) return null;
    throw error;
  }
}

function pageSteps({ settings }: FanningOut, { ruleJson }: NoticeRow, given: Given): Step[] {
  const { allOf } = parseRule(ruleJson);
  const channels = HANDED_OVER_BY.filter(({ channel }) => allOf.includes(channel) && (channel === "mail" || settings.noticeWebhookUrl !== null));
  return [
    runBulk("putIntoInboxes", { given }),
    ...channels.flatMap((channel) => [runBulk("queueDeliveries", { given: { ...given, ...channel } }), runBulk("makeDeliveries", { given: { ...given, ...channel } })]),
    runBulk("countFanOut", { given }),
  ];
}

/** The entry of the page before: what it wrote can be read only now. */
async function enterPage(portal: FanningOut, { noticeId, openPrefix }: FanOutRow): Promise<{ steps: Step[]; entries: NewEntry[] }> {
  const list = openPrefix === "" ? null : await listInboxPage(portal.db, openPrefix);
  return list === null ? { steps: [], entries: [] } : newBatch(portal, noticeId, list);
}
