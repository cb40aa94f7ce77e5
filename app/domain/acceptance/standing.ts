import { isLifted, latestBySubject, type ActLine } from "#app/domain/acceptance/act-line";
import { owes, type PartyFacts } from "#app/domain/acceptance/audience";
import { purposesOf, type PurposeStanding } from "#app/domain/acceptance/purpose-standing";
import type { CitedAcceptance, Reason } from "#app/domain/acceptance/reason";
import type { Instant } from "#app/domain/instant";
import { endingFor } from "#app/domain/publication/later/ending";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { versionsAt, type DatedVersion } from "#app/domain/publication/status";

/** What the portal answers about one party and one agreement at one instant; always computed. */
export type Standing = {
  agreementId: string;
  slug: string;
  kind: AgreementHistory["kind"];
  /** For the public. */
  inForce: DatedVersion | null;
  /** For this party: the highest accepted version whose effective instant has come. */
  binds: Binding | null;
  now: "accepted" | "deemed" | "required" | "declined" | "withdrawn" | "ended" | "none";
  reason: Reason;
  /** One per announced version, the next one first. */
  next: NextStanding[];
  /** For kind "consent": one per purpose. */
  purposes: PurposeStanding[];
};

export type Binding = {
  version: Version;
  actId: string;
  method: ActLine["method"];
  acceptedAt: Instant;
  /** When it began to bind: the later of the acceptance and the effective instant. */
  since: Instant;
};

export type NextStanding = {
  version: Version;
  announcedAt: Instant;
  effectiveAt: Instant;
  /** "none": nothing will be asked about this version. */
  now: "due" | "accepted" | "declined" | "objected" | "none";
  reason: Reason;
};

type StandingInput = {
  history: AgreementHistory;
  lines: readonly ActLine[];
  partyId?: string;
  party: PartyFacts;
  /** When the party left; null or not given: it did not. */
  leftAt?: Instant | null;
  now: Instant;
};

/** A version with a date, and what this party answered to it. */
type Published = { version: Version; effectiveAt: Instant; announcedAt: Instant; status: DatedVersion["status"]; answer: ActLine | null };
type Answered = { version: Version; answer: ActLine };

type Case = { party: PartyFacts; versions: Published[]; binds: Binding | null };

/**
 * The standing of a party with an agreement. Editorial versions ask nobody again; silence and decline never change what
 * binds; a version declined or objected to is not asked for again; information is never accepted; consents stand per purpose.
 */
export function standingOf({ history, lines, partyId, party, leftAt = null, now }: StandingInput): Standing {
  const answers = latestBySubject(lines, now);
  const dated = versionsAt(history, now);
  const versions = dated.flatMap((version) => withAnswer(version, answers, now));
  const inForce = dated.find(({ status }) => status === "in force") ?? null;
  const purposes = history.kind === "consent" ? purposesOf({ history, inForce, answers, party }) : [];
  const binds = history.kind === "terms" ? bindingOf(versions, now) : null;
  const about = { party, versions, binds };
  const agreement = { agreementId: history.id, slug: history.slug, kind: history.kind, inForce, binds };
  if (leftAt !== null && leftAt <= now) return { ...agreement, now: "ended", reason: { code: "left", leftAt }, next: [], purposes };
  const ending = endingFor(history, partyId ?? null, now);
  if (ending && ending.effectiveAt <= now) {
    return { ...agreement, now: "ended", reason: { code: "ended", effectiveAt: ending.effectiveAt }, next: [], purposes };
  }
  return {
    ...agreement,
    ...standingNow(history.kind, about, purposes),
    next: history.kind === "terms" ? nextOf(about) : [],
    purposes,
  };
}

/** The agreements that ask for an answer now, in the order given. A gate sends the party to them; empty lets it pass. */
export function requiredSets(standings: readonly Standing[]): Standing[] {
  return standings.filter(({ now }) => now === "required");
}

function withAnswer(dated: DatedVersion, answers: Map<string, ActLine>, at: Instant): Published[] {
  const { version, effectiveAt, announcedAt, status } = dated;
  if (effectiveAt === null) return [];
  return [{ version, effectiveAt, announcedAt, status, answer: standingAnswer(answers.get(version.id), at) }];
}

/** An objection that was lifted leaves the version unanswered. */
function standingAnswer(answer: ActLine | undefined, at: Instant): ActLine | null {
  return answer === undefined || isLifted(answer, at) ? null : answer;
}

function bindingOf(versions: Published[], now: Instant): Binding | null {
  const accepted = versions.filter(({ answer, effectiveAt }) => answer?.kind === "acceptance" && effectiveAt <= now).at(-1);
  if (!accepted?.answer) return null;
  const { actId, method, happenedAt: acceptedAt } = accepted.answer;
  const since = acceptedAt > accepted.effectiveAt ? acceptedAt : accepted.effectiveAt;
  return { version: accepted.version, actId, method, acceptedAt, since };
}

function standingNow(kind: Standing["kind"], about: Case, purposes: PurposeStanding[]): Pick<Standing, "now" | "reason"> {
  const current = about.versions.find(({ status }) => status === "in force");
  if (!current) return { now: "none", reason: notInForce(about.versions) };
  if (kind === "information") return { now: "none", reason: { code: "information" } };
  if (kind === "consent") return { now: "none", reason: countPurposes(purposes) };
  return answeredNow(current, about) ?? unansweredNow(current, about);
}

function notInForce(versions: Published[]): Reason {
  const first = versions[0];
  if (!first) return { code: "not-published" };
  return { code: "not-yet-in-force", number: first.version.number, effectiveAt: first.effectiveAt };
}

function countPurposes(purposes: PurposeStanding[]): Reason {
  const given = purposes.filter(({ state }) => state === "given").length;
  const open = purposes.filter(({ isAsked }) => isAsked).length;
  return { code: "consents", given, open };
}

/** What the answer to the version in force, or to the version whose meaning it keeps, makes of the standing. */
function answeredNow(current: Published, { versions, binds }: Case): Pick<Standing, "now" | "reason"> | null {
  const answered = nearestAnswer(current, versions);
  if (!answered) return null;
  if (answered.answer.kind !== "acceptance") return { now: "declined", reason: refusedReason(answered, binds) };
  const accepted = cite(answered);
  const now = answered.answer.method === "deemed" ? "deemed" : "accepted";
  const { effectiveAt, version } = current;
  if (answered.version === version) return { now, reason: { code: "accepted", effectiveAt, accepted } };
  return { now, reason: { code: "editorial", number: version.number, effectiveAt, accepted } };
}

function unansweredNow(current: Published, { party, binds }: Case): Pick<Standing, "now" | "reason"> {
  const { version: { number, manifest }, effectiveAt } = current;
  const { audience } = manifest.agreement;
  const accepted = citeBinding(binds);
  if (owes(audience, party)) {
    const reason: Reason = accepted
      ? { code: "newer-version", number, effectiveAt, accepted }
      : { code: "first-asked", number, effectiveAt };
    return { now: "required", reason };
  }
  if (accepted) return { now: "none", reason: { code: "optional-earlier", number, effectiveAt, accepted } };
  if (audience.who === "optional") return { now: "none", reason: { code: "optional", number, effectiveAt } };
  return { now: "none", reason: { code: "not-in-audience", number, audience } };
}

function nextOf(about: Case): NextStanding[] {
  return about.versions
    .filter(({ status }) => status === "announced")
    .map((coming) => {
      const { version, announcedAt, effectiveAt } = coming;
      return { version, announcedAt, effectiveAt, ...nextState(coming, about) };
    });
}

function nextState(coming: Published, { party, versions, binds }: Case): Pick<NextStanding, "now" | "reason"> {
  const { version, effectiveAt } = coming;
  const { number, manifest } = version;
  const answered = nearestAnswer(coming, versions);
  if (answered && answered.answer.kind !== "acceptance") {
    return { now: answered.answer.kind === "objection" ? "objected" : "declined", reason: refusedReason(answered, binds) };
  }
  if (answered?.version === version) return { now: "accepted", reason: { code: "accepted-ahead", effectiveAt, accepted: cite(answered) } };
  if (answered) return { now: "none", reason: { code: "editorial", number, effectiveAt, accepted: cite(answered) } };
  const { audience } = manifest.agreement;
  const accepted = citeBinding(binds);
  if (owes(audience, party)) return { now: "due", reason: { code: "announced", number, effectiveAt, accepted } };
  if (accepted) return { now: "none", reason: { code: "optional-earlier", number, effectiveAt, accepted } };
  if (audience.who === "optional") return { now: "none", reason: { code: "optional", number, effectiveAt } };
  return { now: "none", reason: { code: "not-in-audience", number, audience } };
}

/** The answered version nearest below, itself included, that an editorial chain joins to this one in meaning. */
function nearestAnswer(start: Published, versions: Published[]): Answered | null {
  let each: Published | undefined = start;
  while (each) {
    if (each.answer) return { version: each.version, answer: each.answer };
    if (each.version.changeClass !== "editorial") return null;
    const base: string | null = each.version.buildsOnId;
    each = versions.find(({ version: { id } }) => id === base);
  }
  return null;
}

function refusedReason({ version: { number }, answer }: Answered, binds: Binding | null): Reason {
  const { kind, happenedAt } = answer;
  if (kind === "objection") return { code: "objected", number, objectedAt: happenedAt, binds: citeBinding(binds) };
  return { code: "declined", number, declinedAt: happenedAt, binds: citeBinding(binds) };
}

function cite({ version, answer }: Answered): CitedAcceptance {
  return { number: version.number, acceptedAt: answer.happenedAt, method: answer.method };
}

function citeBinding(binds: Binding | null): CitedAcceptance | null {
  return binds && { number: binds.version.number, acceptedAt: binds.acceptedAt, method: binds.method };
}
