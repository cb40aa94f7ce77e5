import type { Instant } from "#app/domain/instant";

/** What a party did about one version (terms) or one purpose (consents), within one act. */
export type ActLine = {
  actId: string;
  kind: "acceptance" | "decline" | "objection" | "consent" | "refusal" | "withdrawal";
  method: "click" | "api" | "deemed" | "imported";
  agreementId: string;
  versionId: string;
  /** What the line is about: the version id, "<agreement id>/<purpose>", or lateSubject where an objection came late. */
  subject: string;
  /** The act before this one about the same subject; "" for the first. */
  followsActId: string;
  purpose: string | null;
  happenedAt: Instant;
  /** Since when an objection no longer stands; from then on the version is asked again. */
  liftedAt?: Instant | null;
};

/** Whether an objection no longer stands at the instant. */
export function isLifted({ kind, liftedAt }: Pick<ActLine, "kind" | "liftedAt">, at: Instant): boolean {
  return kind === "objection" && typeof liftedAt === "string" && liftedAt <= at;
}

/** The subject of a consent: one chain of acts per agreement and purpose, across versions. */
export function consentSubject(agreementId: string, purpose: string): string {
  return `${agreementId}/${purpose}`;
}

/** The subject of objections that came too late to count: a chain beside that of the version, which they leave as it is. */
export function lateSubject(versionId: string): string {
  return `late-objection/${versionId}`;
}

/** The end of each subject's chain as it was at the instant. Lines may come in any order. */
export function latestBySubject(lines: readonly ActLine[], at: Instant): Map<string, ActLine> {
  const known = lines.filter(({ happenedAt }) => happenedAt <= at);
  const followed = new Set(known.map(({ subject, followsActId }) => `${subject} ${followsActId}`));
  const ends = known.filter(({ subject, actId }) => !followed.has(`${subject} ${actId}`));
  return new Map(ends.map((line) => [line.subject, line]));
}
