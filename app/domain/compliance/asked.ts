import { historyKnown } from "#app/domain/compliance/known";
import { ALL_RECORDED } from "#app/domain/compliance/filter";
import type { Instant } from "#app/domain/instant";
import { hasEnded, endingFor } from "#app/domain/publication/later/ending";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { versionsAt } from "#app/domain/publication/status";

/** An answer that an agreement asked its audience for at an instant. */
export type Asked = {
  state: "required" | "due";
  version: Version;
  /** An answer to any of these settles it: the version, and those whose meaning it keeps. */
  settledBy: string[];
  /** Parties for whom alone the agreement had ended. */
  except: string[];
};

/**
 * What an agreement asked for: its version in force (required) and each announced one (due), by the rules of the standing of a party. Nothing once
 * it has ended for all, or where it is not accepted at all.
 */
export function askedAt(history: AgreementHistory, { at, known }: { at: Instant; known: Instant | null }): Asked[] {
  const seen = historyKnown(history, known ?? ALL_RECORDED);
  if (seen.kind !== "terms" || hasEnded(seen, null, at)) return [];
  const dated = versionsAt(seen, at).filter(({ effectiveAt }) => effectiveAt !== null);
  const published = dated.map(({ version }) => version);
  const except = endedFor(seen, at);
  return dated.flatMap(({ version, status }): Asked[] => {
    if (status !== "in force" && status !== "announced") return [];
    return [{ state: status === "in force" ? "required" : "due", version, settledBy: keptBy(version, published), except }];
  });
}

/** The version itself and, while each is editorial, the one that it builds on. */
function keptBy(version: Version, published: readonly Version[]): string[] {
  const base = published.find(({ id }) => id === version.buildsOnId);
  return version.changeClass === "editorial" && base ? [version.id, ...keptBy(base, published)] : [version.id];
}

function endedFor(history: AgreementHistory, at: Instant): string[] {
  const named = history.endings.flatMap(({ parties }) => parties ?? []);
  return [...new Set(named)].filter((partyId) => (endingFor(history, partyId, at)?.effectiveAt ?? ALL_RECORDED) <= at);
}
