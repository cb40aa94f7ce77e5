import type { Instant } from "#app/domain/instant";
import type { AgreementHistory, Publication, Version } from "#app/domain/publication/history";

/** A published version with its dates as known at some instant. */
export type DatedVersion = {
  version: Version;
  status: "announced" | "in force" | "superseded" | "withdrawn";
  /** When the notice began: the first announcement, or the last that started it again. */
  announcedAt: Instant;
  /** Null when withdrawn. */
  effectiveAt: Instant | null;
};

/** Every version published by the instant, in number order, with the status it had then. Nothing flips at midnight: it is computed. */
export function versionsAt(history: AgreementHistory, at: Instant): DatedVersion[] {
  const known = history.publications.filter((publication) => publication.happenedAt <= at);
  const dated = history.versions.flatMap((version) => {
    const own = known.filter((publication) => publication.versionId === version.id);
    const latest = own.at(-1);
    const announced = own.findLast(({ act }) => act === "announced");
    return announced && latest ? [{ version, announcedAt: announced.happenedAt, latest }] : [];
  });
  const current = dated.filter(({ latest }) => hasTakenEffect(latest, at)).sort(byEffectiveAt).at(-1);
  return dated.map(({ version, announcedAt, latest }) => ({
    version,
    announcedAt,
    effectiveAt: latest.effectiveAt,
    status: statusOf(latest, at, version === current?.version),
  }));
}

/** The version in force for the public: the published one with the latest effective instant not after `at`. */
export function inForceAt(history: AgreementHistory, at: Instant): DatedVersion | null {
  return versionsAt(history, at).find(({ status }) => status === "in force") ?? null;
}

/** The versions announced and not yet in force, the next one first. */
export function announcedAt(history: AgreementHistory, at: Instant): DatedVersion[] {
  return versionsAt(history, at).filter(({ status }) => status === "announced");
}

/** Agreements by the precedence that their version in force at the instant states; before any is in force, the newest. */
export function inPrecedence(histories: readonly AgreementHistory[], at: Instant): AgreementHistory[] {
  return histories.toSorted((a, b) => precedenceAt(a, at) - precedenceAt(b, at));
}

function precedenceAt(history: AgreementHistory, at: Instant): number {
  const version = inForceAt(history, at)?.version ?? history.versions.at(-1);
  return version?.manifest.agreement.precedence ?? 0;
}

function hasTakenEffect(publication: Publication, at: Instant): boolean {
  return publication.effectiveAt !== null && publication.effectiveAt <= at;
}

function byEffectiveAt(a: { latest: Publication }, b: { latest: Publication }): number {
  return (a.latest.effectiveAt ?? "") < (b.latest.effectiveAt ?? "") ? -1 : 1;
}

function statusOf(latest: Publication, at: Instant, isCurrent: boolean): DatedVersion["status"] {
  if (latest.effectiveAt === null) return "withdrawn";
  if (isCurrent) return "in force";
  return latest.effectiveAt <= at ? "superseded" : "announced";
}
