import { consentSubject, type ActLine } from "#app/domain/acceptance/act-line";
import { owes, type PartyFacts } from "#app/domain/acceptance/audience";
import type { Instant } from "#app/domain/instant";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import type { Purpose } from "#app/domain/publication/manifest";
import type { DatedVersion } from "#app/domain/publication/status";

/** How a party stands with one purpose of a consent. */
export type PurposeStanding = {
  agreementId: string;
  subject: string;
  purpose: Purpose;
  /** The version whose words the purpose is shown with: the one in force, or for a former purpose the one it was given under. */
  version: Version;
  /** "open": never answered. A consent goes on until it is withdrawn. */
  state: "open" | "given" | "refused" | "withdrawn";
  /** The latest act about this purpose; null when open. */
  answered: { actId: string; number: number; at: Instant } | null;
  /** An answer is asked for: never answered, or given for a purpose that has since changed. */
  isAsked: boolean;
  /** No longer in the version in force, but given and not withdrawn. */
  isFormer: boolean;
};

type PurposesInput = { history: AgreementHistory; inForce: DatedVersion | null; answers: Map<string, ActLine>; party: PartyFacts };

/**
 * Every purpose of the version in force, then those given under earlier versions and since dropped, which may still be
 * withdrawn. A party outside the audience is asked nothing, but sees what it gave.
 */
export function purposesOf({ history, inForce, answers, party }: PurposesInput): PurposeStanding[] {
  if (!inForce) return [];
  const { agreement } = inForce.version.manifest;
  const isOffered = agreement.audience.who === "optional" || owes(agreement.audience, party);
  const offered = (agreement.purposes ?? []).map((purpose) => standingOfPurpose({ history, version: inForce.version, answers, purpose }));
  const codes = new Set(offered.map(({ purpose }) => purpose.code));
  const former = formerPurposes(history, answers).filter(({ purpose }) => !codes.has(purpose.code));
  return [...offered.filter(({ state }) => isOffered || state === "given"), ...former];
}

type OnePurpose = { history: AgreementHistory; version: Version; answers: Map<string, ActLine>; purpose: Purpose };

function standingOfPurpose({ history, version, answers, purpose }: OnePurpose): PurposeStanding {
  const subject = consentSubject(history.id, purpose.code);
  const about = { agreementId: history.id, subject, purpose, version, isFormer: false };
  const answer = answers.get(subject);
  const under = history.versions.find(({ id }) => id === answer?.versionId);
  if (!answer || !under) return { ...about, state: "open", answered: null, isAsked: true };
  const state = stateOf(answer);
  const isAsked = state === "given" && hasChanged({ history, from: under, to: version, code: purpose.code });
  return { ...about, state, answered: { actId: answer.actId, number: under.number, at: answer.happenedAt }, isAsked };
}

function formerPurposes(history: AgreementHistory, answers: Map<string, ActLine>): PurposeStanding[] {
  return [...answers.values()].flatMap((answer) => {
    const version = history.versions.find(({ id }) => id === answer.versionId);
    const purpose = version && findPurpose(version, answer.purpose);
    if (answer.kind !== "consent" || !version || !purpose) return [];
    return [{ ...standingOfPurpose({ history, version, answers, purpose }), isFormer: true }];
  });
}

function stateOf({ kind }: ActLine): PurposeStanding["state"] {
  if (kind === "consent") return "given";
  return kind === "withdrawal" ? "withdrawn" : "refused";
}

type PurposeChange = { history: AgreementHistory; from: Version; to: Version; code: string };

/**
 * Whether a consent given under one version must be asked for again under another: an essential version lies between,
 * or an ordinary one after which the purpose reads otherwise in the binding language. Editorial versions ask nobody again.
 */
function hasChanged({ history, from, to, code }: PurposeChange): boolean {
  const classes = classesBetween(history, { from, to });
  if (classes === null || classes.includes("essential")) return true;
  return classes.includes("ordinary") && wordsOf(from, code) !== wordsOf(to, code);
}

/** The classes of the versions built on the first up to the second; null when the second does not build on the first. */
function classesBetween(history: AgreementHistory, { from, to }: { from: Version; to: Version }): Version["changeClass"][] | null {
  const classes: Version["changeClass"][] = [];
  let each: Version | undefined = to;
  while (each && each.id !== from.id) {
    classes.push(each.changeClass);
    const base: string | null = each.buildsOnId;
    each = history.versions.find(({ id }) => id === base);
  }
  return each ? classes : null;
}

function wordsOf(version: Version, code: string): string {
  const { bindingLanguage } = version.manifest.agreement;
  const purpose = findPurpose(version, code);
  return JSON.stringify([purpose?.title[bindingLanguage], purpose?.description[bindingLanguage]]);
}

function findPurpose(version: Version, code: string | null): Purpose | undefined {
  return version.manifest.agreement.purposes?.find((purpose) => purpose.code === code);
}
