import type { ActLine } from "#app/domain/acceptance/act-line";
import type { PartyFacts } from "#app/domain/acceptance/audience";
import { standingOf, type Standing } from "#app/domain/acceptance/standing";
import { historyKnown } from "#app/domain/compliance/known";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import type { ProofGrade } from "#app/domain/notice/proof";
import { beginningOfDay } from "#app/domain/publication/earliest";
import { endingFor, marksOn } from "#app/domain/publication/later/ending";
import type { AgreementHistory, ClauseMark, Ending } from "#app/domain/publication/history";

/** A line with what the question of what bound needs of it and of its act. */
export type AnsweredLine = ActLine & {
  language: string;
  shownSha256: string;
  actorId: string;
  delegationId: string | null;
  isAddressConfirmed: 0 | 1;
  /** How well the notice behind a deemed acceptance was proved; "" for other methods. */
  grade: ProofGrade | "";
  recordedAt: Instant;
};

/** One agreement that bound a party, and on what that rests. */
export type BoundBy = {
  agreementId: string;
  slug: string;
  precedence: number;
  version: AgreementHistory["versions"][number];
  line: AnsweredLine;
  /** When it began to bind. */
  since: Instant;
  /** Void marks and undertakings that held then for this party. */
  marks: ClauseMark[];
  /** The end that had come: what bound from then on are the clauses that survive, and no others. */
  ended: Ending | null;
  /** When the party had left, which leaves the surviving clauses too. */
  leftAt: Instant | null;
};

/** How a party stood with one agreement at an instant or at the end of a day. */
export type AgreementAnswer = {
  standing: Standing;
  bound: BoundBy | null;
  /** The instant that the answer is for: of a day its last millisecond. */
  at: Instant;
  /** Of a day, its first instant; null for an instant. */
  from: Instant | null;
  /** The agreement's, in which the day was counted. */
  zone: string;
  /** Instants within the day at which another thing came to bind; the answer is the one after the last of them. */
  changes: Instant[];
};

/** A day as written in each agreement's own zone, or an instant. */
export type When = { day: string } | { instant: Instant };

export type BoundFacts = {
  histories: readonly AgreementHistory[];
  lines: readonly AnsweredLine[];
  partyId: string;
  /** As it is now: what it was before is not kept. */
  party: PartyFacts;
  left: { happenedAt: Instant; recordedAt: Instant } | null;
};

const INSTANT_MS = 1;

/**
 * What bound a party, agreement by agreement: what had happened by then, of what had been recorded by `known`. Agreements that bound come
 * first, in order of precedence. Throws RangeError for a day that is none.
 */
export function answersAt(facts: BoundFacts, { when, known }: { when: When; known: Instant }): AgreementAnswer[] {
  const lines = facts.lines.filter(({ recordedAt }) => recordedAt <= known);
  const left = facts.left && facts.left.recordedAt <= known ? facts.left : null;
  const answers = facts.histories.map((history) => {
    const own = lines.filter(({ agreementId }) => agreementId === history.id);
    return answerFor({ ...facts, left, history: historyKnown(history, known), lines: own, known }, when);
  });
  return answers.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** What bound, in order of precedence. */
export function stackOf(answers: readonly AgreementAnswer[]): BoundBy[] {
  return answers.flatMap(({ bound }) => bound ?? []);
}

type Case = Omit<BoundFacts, "histories"> & { history: AgreementHistory; known: Instant };

function answerFor(about: Case, when: When): AgreementAnswer {
  const zone = zoneOf(about.history);
  const [from, at] = "instant" in when ? [null, when.instant] : daySpan(when.day, zone);
  return { ...stateAt(about, at), at, from, zone, changes: from === null ? [] : changesWithin(about, from, at) };
}

function zoneOf({ versions }: AgreementHistory): string {
  return versions.at(-1)?.manifest.agreement.zone ?? "UTC";
}

function daySpan(day: string, zone: string): [Instant, Instant] {
  const [from, next] = [beginningOfDay(day, zone), beginningOfDay(day, zone, 1)];
  if (from === null || next === null) throw new RangeError(`not a day: ${day}`);
  return [from, plusMilliseconds(next, -INSTANT_MS)];
}

function stateAt(about: Case, at: Instant): Pick<AgreementAnswer, "standing" | "bound"> {
  const { history, lines, partyId, party, left } = about;
  const leftAt = left && left.happenedAt <= at ? left.happenedAt : null;
  const standing = standingOf({ history, lines, partyId, party, leftAt, now: at });
  const line = lines.find(({ actId, versionId }) => actId === standing.binds?.actId && versionId === standing.binds.version.id);
  if (!standing.binds || !line) return { standing, bound: null };
  const { version, since } = standing.binds;
  const { id: agreementId, slug } = history;
  const precedence = version.manifest.agreement.precedence;
  return { standing, bound: { agreementId, slug, precedence, version, line, since, marks: marksAt(about, version.id, at), ended: endAt(about, at), leftAt } };
}

/** A mark holds from the instant that it names, also before it was made: it says what never had effect. */
function marksAt({ history, partyId, known }: Case, versionId: string, at: Instant): ClauseMark[] {
  return marksOn(history, { versionId, partyId, at: known }).filter(({ sinceAt }) => sinceAt === null || sinceAt <= at);
}

function endAt({ history, partyId }: Case, at: Instant): Ending | null {
  const ending = endingFor(history, partyId, at);
  return ending && ending.effectiveAt <= at ? ending : null;
}

function changesWithin(about: Case, from: Instant, to: Instant): Instant[] {
  const { history, lines, left } = about;
  const instants = [
    left?.happenedAt ?? null,
    ...history.publications.flatMap(({ happenedAt, effectiveAt }) => [happenedAt, effectiveAt]),
    ...history.endings.map(({ effectiveAt }) => effectiveAt),
    ...history.marks.map(({ sinceAt }) => sinceAt),
    ...lines.map(({ happenedAt }) => happenedAt),
  ];
  const within = instants.filter((instant) => instant !== null && instant > from && instant <= to);
  const candidates = [...new Set(within)].flatMap((instant) => instant ?? []).sort();
  const told = [from, ...candidates].map((instant) => tellBound(stateAt(about, instant).bound));
  return candidates.filter((_, place) => told[place] !== told[place + 1]);
}

function tellBound(bound: BoundBy | null): string {
  return bound ? JSON.stringify([bound.line.actId, bound.version.id, bound.ended?.id, bound.leftAt, bound.marks.map(({ id }) => id)]) : "";
}

/** What does not bind comes last, in the order in which the agreements were given. */
function rankOf({ bound }: AgreementAnswer): number {
  return bound?.precedence ?? Number.POSITIVE_INFINITY;
}
