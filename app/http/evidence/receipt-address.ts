import type { AcceptOutcome } from "#app/domain/acceptance/accept.server";
import type { DeclineOutcome } from "#app/domain/acceptance/decline.server";

type Answered = Extract<AcceptOutcome | DeclineOutcome, { actId: string }>;

/** What the receipt page says first when nothing new was recorded. */
const BEFORE: Partial<Record<Answered["outcome"], Before>> = {
  "already accepted": "acceptance",
  "already declined": "decline",
  "declined before": "decline",
  "accepted before": "accepted",
};

export type Before = "acceptance" | "decline" | "accepted";

/** The receipt of an answer, with where to go on to after it. */
export function receiptAddress({ outcome, actId }: Answered, onward: string): string {
  const search = new URLSearchParams();
  const before = BEFORE[outcome];
  if (before) search.set("before", before);
  if (onward !== "/") search.set("to", onward);
  return search.size > 0 ? `/receipts/${actId}?${search}` : `/receipts/${actId}`;
}

/** Reads `?before=`; anything unknown is null. */
export function readBefore(request: Request): Before | null {
  const value = new URL(request.url).searchParams.get("before");
  return value === "acceptance" || value === "decline" || value === "accepted" ? value : null;
}
