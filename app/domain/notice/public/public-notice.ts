import type { DeemingRule } from "#app/domain/acceptance/deeming-facts";
import { strictestRule } from "#app/domain/acceptance/deeming-rule";
import type { Instant } from "#app/domain/instant";
import { effectOfUse, type EffectOfUse } from "#app/domain/notice/texts/effect-of-use";
import type { AgreementHistory, ClauseMark, Ending, Publication, Version } from "#app/domain/publication/history";
import { inForceAt } from "#app/domain/publication/status";

/** What everybody is told of: a publication, an end or a mark that holds for all. `id` is that of its record, and for good. */
export type PublicNotice = {
  id: string;
  history: AgreementHistory;
  /** The version that it is about; of an end, the one in force then. */
  version: Version;
  happenedAt: Instant;
} & (
  | { kind: "first" | "announced" | "announcedAgain" | "postponed" | "withdrawn"; publication: Publication; formerEffectiveAt: Instant | null }
  | { kind: "ended"; ending: Ending }
  | { kind: "void" | "undertaking"; mark: ClauseMark }
);

export type PublicNoticeKind = PublicNotice["kind"];

/** Every public notice that happened by the instant, the newest first. */
export function publicNotices(histories: readonly AgreementHistory[], at: Instant): PublicNotice[] {
  return histories.flatMap(noticesOf).filter(({ happenedAt }) => happenedAt <= at).sort(newestFirst);
}

/** Whether a record of an agreement has a public notice. */
export function isPublicNotice(history: AgreementHistory, id: string): boolean {
  return noticesOf(history).some((notice) => notice.id === id);
}

/** So many of them, after the one with that id; from the newest on where none has it. `next` asks for the following page. */
export function pageOfNotices(notices: readonly PublicNotice[], { after, limit }: { after: string | null; limit: number }) {
  const start = notices.findIndex(({ id }) => id === after) + 1;
  const shown = notices.slice(start, start + limit);
  return { shown, next: start + limit < notices.length ? (shown.at(-1)?.id ?? null) : null, isFirst: start === 0 };
}

/** The notice that took the place of this one: the newest that was published of its version; null while it stands. */
export function overtakenBy(notice: PublicNotice, notices: readonly PublicNotice[]): PublicNotice | null {
  if (!("publication" in notice)) return null;
  const newest = notices.find((other) => "publication" in other && other.version === notice.version);
  return newest === undefined || newest.id === notice.id ? null : newest;
}

/** When what the notice announces takes effect; null for a withdrawal, and for a mark, which holds at once. */
export function effectOf(notice: PublicNotice): Instant | null {
  if ("publication" in notice) return notice.publication.effectiveAt;
  return notice.kind === "ended" ? notice.ending.effectiveAt : null;
}

/** Whether one may object to what it announces: a change of terms, until it takes effect. */
export function isOpenToObjection({ kind, history, version }: PublicNotice): boolean {
  return history.kind === "terms" && version.changeClass !== "first" && (kind === "announced" || kind === "announcedAgain" || kind === "postponed");
}

/** What follows from doing nothing. "everybody", "business", "consumer": for these, acceptance may follow from use after a proven notice. */
export type Silence = "first" | "withdrawn" | "ended" | "void" | "undertaking" | Exclude<EffectOfUse["kind"], "deemed"> | "everybody" | "business" | "consumer";

/** What silence means for those to whom a notice is addressed, as the rule on use allows. */
export function silenceAfter(notice: PublicNotice, given?: DeemingRule): Silence {
  const { kind, history, version, happenedAt } = notice;
  if (kind === "withdrawn" || kind === "ended" || kind === "void" || kind === "undertaking") return kind;
  if (version.changeClass === "first" && history.kind === "terms") return "first";
  const inForce = inForceAt(history, happenedAt)?.version ?? null;
  const rule = given ?? strictestRule([inForce?.manifest.agreement ?? null, version.manifest.agreement]);
  const effect = effectOfUse({ version, inForce, rule });
  return effect.kind === "deemed" ? effect.customers : effect.kind;
}

function noticesOf(history: AgreementHistory): PublicNotice[] {
  const about = <T>(versionId: string, make: (version: Version) => T): T[] => history.versions.filter(({ id }) => id === versionId).map(make);
  return [
    ...history.publications.flatMap((publication) => about(publication.versionId, (version) => published({ history, version, publication }))),
    ...history.endings.filter(isForAll).flatMap((ending) => about(ending.versionId, (version): PublicNotice => ({ ...factsOf(ending), history, version, kind: "ended", ending }))),
    ...history.marks.filter(isForAll).flatMap((mark) => about(mark.versionId, (version): PublicNotice => ({ ...factsOf(mark), history, version, kind: mark.kind, mark }))),
  ];
}

function published({ history, version, publication }: { history: AgreementHistory; version: Version; publication: Publication }): PublicNotice {
  const own = history.publications.filter(({ versionId }) => versionId === version.id);
  const former = own[own.indexOf(publication) - 1];
  const kind = publication.act === "announced" ? announcementOf(version, former) : publication.act;
  return { ...factsOf(publication), history, version, kind, publication, formerEffectiveAt: former?.effectiveAt ?? null };
}

function announcementOf({ changeClass }: Version, former: Publication | undefined) {
  if (former) return "announcedAgain";
  return changeClass === "first" ? "first" : "announced";
}

function factsOf({ id, happenedAt }: { id: string; happenedAt: Instant }) {
  return { id, happenedAt };
}

function isForAll({ parties }: { parties: readonly string[] | null }): boolean {
  return parties === null;
}

function newestFirst(a: PublicNotice, b: PublicNotice): number {
  if (a.happenedAt === b.happenedAt) return a.id < b.id ? 1 : -1;
  return a.happenedAt < b.happenedAt ? 1 : -1;
}
