import { owes } from "#app/domain/acceptance/audience";
import { NOTICE_CONTENTS, type DeemingFacts, type Use } from "#app/domain/acceptance/deeming-facts";
import type { Finding, Met, Missing } from "#app/domain/acceptance/deeming-finding";
import type { Instant } from "#app/domain/instant";
import { firstProof, gradeOf, type NoticeProof, type ProofGrade } from "#app/domain/notice/proof";
import { noticeFor, type NoticeWorking } from "#app/domain/publication/notice-rule";

/** Whether a party is deemed to accept a version by using the service, and why or why not. Plain data. */
export type Deeming =
  | { outcome: "deemed"; grade: ProofGrade; use: Use; reasons: Met[] }
  /** `from`: the first instant at which a use would deem; null where a use alone never will. */
  | { outcome: "not deemed"; missing: Missing[]; met: Met[]; from: Instant | null };

/** What follows from the facts that have happened by now. */
type Case = DeemingFacts & { reaching: NoticeProof[]; working: NoticeWorking | null; lastUse: Use | null };

/** Uses of the service, and no more than these: signing in, reading, asking, refusing and polling never count. */
const QUALIFYING: readonly Use["kind"][] = ["service", "continue"];

/**
 * Judges every condition of a deemed acceptance by itself. The period of this party is counted from the first proof that
 * meets the minimum grade, by the longest rule that applies; the use comes at or after its end and the effective instant.
 */
export function judgeDeeming(facts: DeemingFacts): Deeming {
  const about = caseOf(facts);
  const findings = CONDITIONS.flatMap((judge) => judge(about));
  const met = findings.filter((finding) => finding.isMet);
  const missing = findings.filter((finding) => !finding.isMet);
  const from = fromInstant(about);
  const use = firstUse(about, from);
  if (missing.length > 0 || !use) return { outcome: "not deemed", missing, met, from: missing.every(isMendedByUse) ? from : null };
  return { outcome: "deemed", grade: gradeOf(about.reaching.filter(({ at }) => at <= use.at)), use, reasons: met };
}

const CONDITIONS: ((about: Case) => Finding[])[] = [
  judgeKind, judgeEnding, judgeClause, judgeSkipped, judgeAgreement, judgeClass, judgeReasons, judgeCustomer,
  judgeAudience, judgeJoining, judgeNotice, judgeProof, judgePeriod, judgeUse, judgeRefusal, judgeQuestions,
];

function caseOf(facts: DeemingFacts): Case {
  const reaching = reachingProofs(facts);
  const uses = qualifyingUses(facts);
  return { ...facts, reaching, working: periodFrom(facts, reaching), lastUse: uses.at(-1) ?? null };
}

function periodFrom({ rule, version, inForce, binds }: DeemingFacts, reaching: readonly NoticeProof[]): NoticeWorking | null {
  const first = firstProof(reaching, rule.minimumGrade);
  if (!first) return null;
  const { reasons, properties: own } = version;
  return noticeFor({ announcedAt: first.at, reasons, inForce, own, binds: binds?.properties });
}

/** Proofs about complete notices of this announcement; an earlier announcement, since replaced, told of another date. */
function reachingProofs({ proofs, version, now, notices }: DeemingFacts): NoticeProof[] {
  const complete = new Set(notices.filter(isComplete).map(({ noticeId }) => noticeId));
  return proofs.filter(({ noticeId, at }) => complete.has(noticeId) && at >= version.announcedAt && at <= now);
}

function isComplete({ says }: DeemingFacts["notices"][number]): boolean {
  return NOTICE_CONTENTS.every((content) => says.includes(content));
}

function qualifyingUses({ uses, version, now }: DeemingFacts): Use[] {
  return uses
    .filter(({ kind, isAuthorised, at }) => QUALIFYING.includes(kind) && isAuthorised && at >= version.effectiveAt && at <= now)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

function firstUse(about: Case, from: Instant | null): Use | null {
  return (from && qualifyingUses(about).find(({ at }) => at >= from)) || null;
}

/** The latest of the effective instant, the end of the party's period and the answers to its questions. */
function fromInstant({ version, working, ...about }: Case): Instant | null {
  if (!working) return null;
  const answers = changeQuestions(about).flatMap(({ answeredAt }) => answeredAt ?? []);
  return [version.effectiveAt, working.earliestAt, ...answers].reduce((last, at) => (at > last ? at : last));
}

function isMendedByUse({ code }: Missing): boolean {
  return code === "not-used" || code === "period-runs" || code === "not-used-since-answer";
}

function judgeKind({ kind }: Case): Finding[] {
  return [kind === "terms" ? { isMet: true, code: "terms" } : { isMet: false, code: kind }];
}

function judgeEnding({ endsAt, now }: Case): Finding[] {
  return [endsAt !== null && endsAt <= now ? { isMet: false, code: "ended", endsAt } : { isMet: true, code: "not-ended" }];
}

function judgeClause({ binds, version }: Case): Finding[] {
  if (!binds || binds.number >= version.number) return [{ isMet: false, code: "nothing-binds" }];
  const { number, changeClauseId: clauseId } = binds;
  return [clauseId === null ? { isMet: false, code: "change-clause-missing", number } : { isMet: true, code: "change-clause", number, clauseId }];
}

/** A notice tells of one step; who did not take the step before it is asked for a click. */
function judgeSkipped({ skipped }: Case): Finding[] {
  return [skipped.length > 0 ? { isMet: false, code: "versions-skipped", numbers: [...skipped] } : { isMet: true, code: "none-skipped" }];
}

function judgeAgreement({ rule }: Case): Finding[] {
  return [rule.isOn ? { isMet: true, code: "agreement-allows" } : { isMet: false, code: "agreement-forbids" }];
}

function judgeClass({ rule, version: { changeClass } }: Case): Finding[] {
  const isAllowed = rule.changeClasses.some((each) => each === changeClass);
  return [isAllowed ? { isMet: true, code: "class-allows", changeClass } : { isMet: false, code: "class-forbids", changeClass }];
}

function judgeReasons({ rule, version }: Case): Finding[] {
  const reasons = version.reasons.filter((reason) => rule.clickReasons.includes(reason));
  if (reasons.length > 0) return [{ isMet: false, code: "reason-forbids", reasons }];
  return [{ isMet: true, code: "reasons-allow", reasons: [...version.reasons] }];
}

function judgeCustomer({ rule, party: { customerKind } }: Case): Finding[] {
  const isAllowed = rule.customerKinds.includes(customerKind);
  return [isAllowed ? { isMet: true, code: "customer-allows", customerKind } : { isMet: false, code: "customer-forbids", customerKind }];
}

function judgeAudience({ version, party }: Case): Finding[] {
  return [owes(version.properties.audience, party) ? { isMet: true, code: "in-audience" } : { isMet: false, code: "not-in-audience" }];
}

/** One who joined after the announcement was shown both texts at sign-up, and accepts the coming one by a click. */
function judgeJoining({ party: { joinedAt }, version: { announcedAt } }: Case): Finding[] {
  if (joinedAt < announcedAt) return [{ isMet: true, code: "joined-before", joinedAt }];
  return [{ isMet: false, code: "joined-after-announcement", joinedAt, announcedAt }];
}

function judgeNotice({ notices }: Case): Finding[] {
  const complete = notices.filter(isComplete);
  if (complete.length > 0) return [{ isMet: true, code: "notice-complete", noticeIds: complete.map(({ noticeId }) => noticeId) }];
  const fullest = notices.toSorted((a, b) => b.says.length - a.says.length)[0];
  if (!fullest) return [{ isMet: false, code: "notice-missing" }];
  return [{ isMet: false, code: "notice-incomplete", lacks: NOTICE_CONTENTS.filter((content) => !fullest.says.includes(content)) }];
}

/** Says nothing without a complete notice: then there is nothing that could have reached the party. */
function judgeProof({ notices, reaching, rule: { minimumGrade: minimum } }: Case): Finding[] {
  if (!notices.some(isComplete)) return [];
  const grade = gradeOf(reaching);
  if (grade === "F") return [{ isMet: false, code: "not-reached" }];
  const proof = firstProof(reaching, minimum);
  const reached: Finding = { isMet: true, code: "reached", grade };
  return [reached, proof ? { isMet: true, code: "proof-suffices", minimum, proof } : { isMet: false, code: "proof-too-weak", grade, minimum }];
}

/** Judged at the latest use, or now while there is none. Says nothing while no period has begun. */
function judgePeriod({ working, lastUse, now }: Case): Finding[] {
  if (!working) return [];
  const isOver = (lastUse?.at ?? now) >= working.earliestAt;
  return [isOver ? { isMet: true, code: "period-ran", working } : { isMet: false, code: "period-runs", working }];
}

/** Cites the first use that deems or, where none does, the latest one. */
function judgeUse(about: Case): Finding[] {
  const use = firstUse(about, fromInstant(about)) ?? about.lastUse;
  const { effectiveAt } = about.version;
  return [use ? { isMet: true, code: "used", use } : { isMet: false, code: "not-used", effectiveAt }];
}

function judgeRefusal({ refusals, now }: Case): Finding[] {
  const refused = refusals.filter(({ at }) => at <= now);
  if (refused.length === 0) return [{ isMet: true, code: "not-refused" }];
  return refused.map((refusal) => ({ isMet: false, code: "refused", refusal }));
}

/** A question holds back deeming until it is answered and the service used after that. */
function judgeQuestions({ lastUse, ...about }: Case): Finding[] {
  const missing = changeQuestions(about).flatMap(({ questionId, askedAt, answeredAt }): Finding[] => {
    if (answeredAt === null) return [{ isMet: false, code: "question-open", questionId, askedAt }];
    return lastUse && lastUse.at < answeredAt ? [{ isMet: false, code: "not-used-since-answer", questionId, answeredAt }] : [];
  });
  return missing.length > 0 ? missing : [{ isMet: true, code: "no-open-question" }];
}

/** The questions about a changed clause as they stand now. */
function changeQuestions({ questions, now }: Pick<DeemingFacts, "questions" | "now">): DeemingFacts["questions"] {
  return questions
    .filter(({ isAboutChangedClause, askedAt }) => isAboutChangedClause && askedAt <= now)
    .map((question) => (question.answeredAt !== null && question.answeredAt > now ? { ...question, answeredAt: null } : question));
}
