import type { Instant } from "#app/domain/instant";
import type { AgreementHistory, ClauseMark, Ending } from "#app/domain/publication/history";

/**
 * The announced end of an agreement for a party (null: for all), the one that takes effect first; null where none was
 * announced by the instant. It has come once its effective instant is not after the instant.
 */
export function endingFor({ endings }: AgreementHistory, partyId: string | null, at: Instant): Ending | null {
  const known = endings.filter(({ happenedAt, parties }) => happenedAt <= at && concerns(parties, partyId));
  return known.toSorted((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : 1))[0] ?? null;
}

/** Whether the agreement has ended for a party (null: for all) at the instant: then nothing can be accepted or deemed. */
export function hasEnded(history: AgreementHistory, partyId: string | null, at: Instant): boolean {
  const ending = endingFor(history, partyId, at);
  return ending !== null && ending.effectiveAt <= at;
}

/** The void marks and undertakings about a version that concern a party (null: all), as known at the instant. */
export function marksOn({ marks }: AgreementHistory, asked: { versionId: string; partyId: string | null; at: Instant }): ClauseMark[] {
  const { versionId, partyId, at } = asked;
  return marks.filter((mark) => mark.versionId === versionId && mark.happenedAt <= at && concerns(mark.parties, partyId));
}

function concerns(parties: readonly string[] | null, partyId: string | null): boolean {
  return parties === null || (partyId !== null && parties.includes(partyId));
}
