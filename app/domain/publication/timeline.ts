import type { Instant } from "#app/domain/instant";
import type { AgreementHistory, Publication } from "#app/domain/publication/history";
import { versionsAt, type DatedVersion } from "#app/domain/publication/status";

/** A version on the line of time, as known at some instant. */
export type TimelineEntry = DatedVersion & {
  /** When another version took its place; null while it is in force, announced or withdrawn. */
  supersededAt: Instant | null;
  /** What was published about this version, the earliest first. */
  acts: Publication[];
};

/** Every version published by the instant, the newest first. */
export function timelineAt(history: AgreementHistory, at: Instant): TimelineEntry[] {
  const dated = versionsAt(history, at);
  const known = history.publications.filter(({ happenedAt }) => happenedAt <= at);
  return dated.toReversed().map((entry) => ({
    ...entry,
    supersededAt: entry.status === "superseded" ? nextEffect(dated, entry) : null,
    acts: known.filter(({ versionId }) => versionId === entry.version.id),
  }));
}

/**
 * The version to show to whoever asks for the agreement at an instant: the one in force; before anything is, the next
 * one announced. Null when there is neither.
 */
export function shownAt(history: AgreementHistory, at: Instant): TimelineEntry | null {
  const entries = timelineAt(history, at);
  return entries.find(({ status }) => status === "in force") ?? entries.findLast(({ status }) => status === "announced") ?? null;
}

function nextEffect(dated: readonly DatedVersion[], { effectiveAt }: DatedVersion): Instant | null {
  const later = dated.flatMap((other) => (other.effectiveAt !== null && effectiveAt !== null && other.effectiveAt > effectiveAt ? [other.effectiveAt] : []));
  return later.toSorted()[0] ?? null;
}
