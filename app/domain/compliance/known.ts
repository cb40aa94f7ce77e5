import type { Instant } from "#app/domain/instant";
import type { AgreementHistory } from "#app/domain/publication/history";

/** The history as it had been recorded by the instant: what came to be known later is left out, whenever it happened. */
export function historyKnown(history: AgreementHistory, known: Instant): AgreementHistory {
  const isKnown = ({ recordedAt }: { recordedAt: Instant }) => recordedAt <= known;
  const publications = history.publications.filter(isKnown);
  const published = new Set(publications.map(({ versionId }) => versionId));
  return {
    ...history,
    versions: history.versions.filter(({ id }) => published.has(id)),
    publications,
    endings: history.endings.filter(isKnown),
    marks: history.marks.filter(isKnown),
  };
}
