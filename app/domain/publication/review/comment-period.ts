import { inChain } from "#app/domain/chain";
import type { Instant } from "#app/domain/instant";
import type { CommentPeriodRow } from "#db/schema/comments";
import type { ApprovalRow } from "#db/schema/drafting";

/** The longest comment and the longest answer, in UTF-16 units. */
export const LONGEST_COMMENT = 3000;

/** Names the place of a comment for its seal. */
export const COMMENT_FIELD = "readerComments.body";
export const COMMENT_ANSWER_FIELD = "commentAnswers.answer";

/** The shortest and the longest time that readers are given. */
export const SHORTEST_PERIOD_HOURS = 24;
export const LONGEST_PERIOD_DAYS = 366;

/** When readers may comment on a draft: from the last time that it was opened to its end. */
export type CommentPeriod = { lastId: string; opensAt: Instant; closesAt: Instant; isOpen: boolean };

/** The period of a draft at an instant, open or over; null where there was none. */
export function periodAt(rows: readonly CommentPeriodRow[], now: Instant): CommentPeriod | null {
  const steps = inChain(rows);
  const [last, opened] = [steps.at(-1), steps.findLast(({ act }) => act === "opened")];
  if (!last || !opened) return null;
  return { lastId: last.id, opensAt: opened.happenedAt, closesAt: last.closesAt, isOpen: now < last.closesAt };
}

/** Whether readers may be given until then. */
export function isFitEnd(closesAt: Instant, now: Instant): boolean {
  const hours = (Date.parse(closesAt) - Date.parse(now)) / 3_600_000;
  return hours >= SHORTEST_PERIOD_HOURS && hours <= LONGEST_PERIOD_DAYS * 24;
}

/** A state of a draft as readers see it: what was submitted for approval, and when it became public. */
export type PublicState = { counter: number; shownAt: Instant };

/**
 * The states that readers see: the one under review when the period was opened, and each that was submitted while it ran. What
 * editors type in between is nobody's word yet.
 */
export function publicStates(steps: readonly Pick<ApprovalRow, "act" | "counter" | "happenedAt">[], { opensAt, closesAt }: CommentPeriod): PublicState[] {
  const submitted = steps.filter(({ act }) => act === "submitted").toSorted((a, b) => a.counter - b.counter);
  const first = submitted.findLast(({ happenedAt }) => happenedAt <= opensAt);
  const later = submitted.filter(({ happenedAt }) => happenedAt > opensAt && happenedAt < closesAt);
  return [...(first ? [first] : []), ...later].map(({ counter, happenedAt }) => ({ counter, shownAt: happenedAt > opensAt ? happenedAt : opensAt }));
}
