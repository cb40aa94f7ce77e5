import { givenOf } from "#app/domain/notice/delivery/given.server";
import type { InHand } from "#app/domain/notice/delivery/lease.server";
import { untrueFor } from "#app/domain/notice/delivery/still-true";
import { parseAudience, parseRule } from "#app/domain/notice/stored-notice";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { Portal } from "#app/portal.server";
import { selectStillTold, type StillTold } from "#db/notice/fan-out";
import { selectNotices } from "#db/notice/notices";
import type { NoticeRow, NotSentReason } from "#db/schema/notices";

type Checking = Pick<Portal, "db" | "settings" | "now">;

/**
 * Which of these deliveries are not handed over after all, by their ids, and why: what their notices say is no longer true, or their parties are no longer to
 * be told.
 */
export async function findNotSent(portal: Checking, rows: readonly InHand[]): Promise<Map<string, NotSentReason>> {
  if (rows.length === 0) return new Map();
  const notices = await selectNotices(portal.db, [...new Set(rows.map(({ noticeId }) => noticeId))]);
  const found = await Promise.all(notices.map((notice) => notSentOf(portal, notice, rows.filter(({ noticeId }) => noticeId === notice.id))));
  return new Map(found.flat());
}

async function notSentOf(portal: Checking, notice: NoticeRow, rows: readonly InHand[]): Promise<[string, NotSentReason][]> {
  const untrue = await untrueNow(portal, notice);
  const isToMany = rows.some((row) => row.isToMany === 1);
  const told = isToMany && untrue === null ? await selectStillTold(portal.db, { given: givenOf(portal, notice), partyIds: rows.map(({ partyId }) => partyId) }) : [];
  return rows.flatMap((row) => {
    const reason = untrue ?? ofState(row) ?? ofParty(notice, told.find(({ partyId }) => partyId === row.partyId));
    return reason === null ? [] : [[row.deliveryId, reason]];
  });
}

/** Why a notice is no longer true now; null while it is. */
export async function untrueNow(portal: Checking, notice: NoticeRow): Promise<NotSentReason | null> {
  const history = (await readHistories(portal)).find(({ id }) => id === notice.agreementId);
  return history ? untrueFor(notice, history, portal.now()) : null;
}

function ofState({ state }: InHand): NotSentReason | null {
  if (state === "erasing" || state === "erased") return "erased";
  return state === "free" ? null : "restricted";
}

function ofParty({ audienceJson, ruleJson }: NoticeRow, told: StillTold | undefined): NotSentReason | null {
  if (!told) return null;
  if (told.hasLeft === 1) return "left";
  if (parseRule(ruleJson).mayBeUnsubscribed && told.isUnsubscribed === 1) return "unsubscribed";
  const audience = parseAudience(audienceJson);
  return "unanswered" in audience && audience.unanswered && told.isConcerned === 0 ? "answered" : null;
}
