import { stateOf, type AnsweredState, type ComplianceFilter } from "#app/domain/compliance/filter";
import { PROOF_GRADES, type ProofGrade } from "#app/domain/notice/proof";

/** By how much the answers of one sort changed on a day, in the zone of the version. */
export type Change = { day: string; versionId: string; kind: string; method: string; grade: string; language: string; partyKind: string; customerKind: string; change: number };

/** How many parties had answered so; those deemed to accept, by the grade of what proved the notice, stand apart. */
export type AnswerCounts = Record<AnsweredState, number> & { deemedBy: Record<ProofGrade, number> };

/** How it stood at the end of a day. */
export type DayCounts = AnswerCounts & { day: string };

/** No answer at all. */
export function noAnswers(): AnswerCounts {
  const deemedBy = { A: 0, B: 0, C: 0, D: 0, E: 0, F: 0 } satisfies Record<ProofGrade, number>;
  return { accepted: 0, deemed: 0, declined: 0, objected: 0, given: 0, refused: 0, withdrawn: 0, deemedBy };
}

/** The changes that a filter means, of whatever version. */
export function changesMeant<T extends Change>(changes: readonly T[], { language, method, grade, partyKind, customerKind }: ComplianceFilter): T[] {
  const asked = Object.entries({ language, method, grade, partyKind, customerKind }).filter(([, value]) => value !== null);
  return asked.length === 0 ? [...changes] : changes.filter((change) => asked.every(([name, value]) => new Map<string, unknown>(Object.entries(change)).get(name) === value));
}

/** What the changes come to, by version. */
export function countsByVersion(changes: readonly Change[]): Map<string, AnswerCounts> {
  const counts = new Map<string, AnswerCounts>();
  for (const each of changes) {
    const counted = counts.get(each.versionId) ?? noAnswers();
    counts.set(each.versionId, counted);
    addTo(counted, each);
  }
  return counts;
}

/** How it stood at the end of each day on which anything changed, the earliest first. */
export function countsByDay(changes: readonly Change[]): DayCounts[] {
  const days: DayCounts[] = [];
  const running = noAnswers();
  for (const each of changes.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)))) {
    addTo(running, each);
    if (days.at(-1)?.day === each.day) days.pop();
    days.push({ day: each.day, ...running, deemedBy: { ...running.deemedBy } });
  }
  return days;
}

function addTo(counted: AnswerCounts, { kind, method, grade, change }: Change): void {
  const state = stateOf({ kind, method });
  if (state === null) return;
  counted[state] += change;
  if (state === "deemed") counted.deemedBy[PROOF_GRADES.find((each) => each === grade) ?? "F"] += change;
}
