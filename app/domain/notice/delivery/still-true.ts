import type { Instant } from "#app/domain/instant";
import type { NoticeReason } from "#app/domain/notice/notice";
import { endingFor } from "#app/domain/publication/later/ending";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { NoticeRow, NotSentReason } from "#db/schema/notices";

/** Notices that say when a version takes effect. */
const OF_A_DATE: readonly NoticeReason[] = ["announcement", "assignment", "service", "price", "postponement", "reminder"];

type Dated = Pick<NoticeRow, "reason" | "versionId" | "publicationId" | "happenedAt">;

/**
 * Why a notice is no longer true at an instant: its version was withdrawn, has another date or never takes effect, as the agreement ends before; or it
 * reminds of a date that has come. Null while it is true, and for notices of what has happened already.
 */
export function untrueFor(notice: Dated, history: AgreementHistory, now: Instant): NotSentReason | null {
  const latest = history.publications.findLast(({ versionId, happenedAt }) => versionId === notice.versionId && happenedAt <= now);
  if (!OF_A_DATE.includes(notice.reason) || !latest) return null;
  if (latest.effectiveAt === null) return "withdrawn";
  if (latest.id !== notice.publicationId && latest.happenedAt > notice.happenedAt) return "redated";
  const ending = endingFor(history, null, now);
  if (ending && ending.happenedAt > notice.happenedAt && ending.effectiveAt <= latest.effectiveAt) return "ended";
  return notice.reason === "reminder" && latest.effectiveAt <= now ? "tookEffect" : null;
}
