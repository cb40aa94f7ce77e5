import { effectOf, isOpenToObjection, silenceAfter, type PublicNotice, type PublicNoticeKind, type Silence } from "#app/domain/notice/public/public-notice";
import type { Instant } from "#app/domain/instant";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import { inForceAt } from "#app/domain/publication/status";
import { chooseText } from "#app/http/reading/agreement-view.server";
import type { Language } from "#app/messages/catalogue";
import { publicNoticeMessages } from "#app/messages/public-notices";

/** A public notice as lists and feeds name it. */
export type NoticeLine = {
  id: string;
  kind: PublicNoticeKind;
  slug: string;
  title: Localised;
  /** What happened, without the agreement's title. */
  heading: string;
  happenedAt: Instant;
  effectiveAt: Instant | null;
  zone: string;
  /** What readers are told in the operator's own words. */
  told: Localised | null;
  version: { number: number; href: string };
  /** The comparison with the version that it changes; null where there is none to make. */
  compare: { from: number; href: string } | null;
};

/** Everything that the page of one notice shows except the redline. */
export type NoticeView = NoticeLine & {
  formerEffectiveAt: Instant | null;
  noticeDays: number | null;
  summary: Localised | null;
  silence: Silence;
  /** Until when one may object; null where there is nothing to object to. */
  objectBefore: Instant | null;
  isObjectionOver: boolean;
  contact: string;
  party: Localised;
  /** The comparison with the version now in force, where that is another one. */
  compareInForce: { from: number; href: string } | null;
  ending: { refund: Localised; dataUntil: Instant | null; surviving: string[] } | null;
  /** Since when a mark holds; null: from the beginning. */
  mark: { clause: string; href: string; sinceAt: Instant | null } | null;
};

/** The permanent address of a public notice, from the root of the portal. */
export function noticePath(id: string): string {
  return `/notices/${id}`;
}

/** A notice as a line, in the language of the interface. */
export function viewNoticeLine(notice: PublicNotice, language: Language): NoticeLine {
  const { id, kind, history: { slug }, version, happenedAt } = notice;
  const { agreement } = version.manifest;
  const text = chooseText(version, { slug, wanted: null, language });
  const clause = "mark" in notice ? clauseName(notice) : "";
  return {
    id, kind, slug, happenedAt,
    title: { text: text.title, language: text.language },
    heading: publicNoticeMessages[language].heading[kind]({ number: version.number, clause }),
    effectiveAt: effectOf(notice),
    zone: agreement.zone,
    told: toldIn(notice, language),
    version: { number: version.number, href: `/agreements/${slug}/versions/${version.number}` },
    compare: isChange(notice) ? compareFrom(notice, version.manifest.version.buildsOn) : null,
  };
}

/** A notice as its own page, at the instant. */
export function viewNotice(notice: PublicNotice, { language, at }: { language: Language; at: Instant }): NoticeView {
  const { agreement, version: { summary } } = notice.version.manifest;
  const localise = (words: Readonly<Record<string, string>>) => inLanguage(words, [language, agreement.bindingLanguage]);
  const line = viewNoticeLine(notice, language);
  const objectBefore = isOpenToObjection(notice) ? line.effectiveAt : null;
  const inForce = inForceAt(notice.history, at)?.version.number ?? null;
  return {
    ...line,
    formerEffectiveAt: "publication" in notice ? notice.formerEffectiveAt : null,
    noticeDays: isChange(notice) && line.effectiveAt !== null ? noticeDaysOf(notice) : null,
    summary: "publication" in notice && notice.kind !== "withdrawn" ? localise(summary) : null,
    silence: silenceAfter(notice),
    objectBefore,
    isObjectionOver: objectBefore !== null && objectBefore <= at,
    contact: agreement.contractingParty.contact,
    party: localise(agreement.contractingParty.name),
    compareInForce: line.compare && inForce !== line.compare.from ? compareFrom(notice, inForce) : null,
    ending: notice.kind === "ended" ? viewEnd(notice, localise) : null,
    mark: "mark" in notice ? viewMarked(notice) : null,
  };
}

/** Whether it tells of a version that replaces another. */
function isChange(notice: PublicNotice): notice is Extract<PublicNotice, { publication: unknown }> {
  return "publication" in notice && notice.kind !== "withdrawn" && notice.version.buildsOnId !== null;
}

function noticeDaysOf({ publication }: Extract<PublicNotice, { publication: unknown }>): number {
  return publication.noticeDays;
}

function compareFrom({ history: { slug }, version }: PublicNotice, from: number | null): NoticeLine["compare"] {
  if (from === null || from >= version.number) return null;
  return { from, href: `/agreements/${slug}/compare/${from}...${version.number}` };
}

/** The operator's words about the notice: of a first announcement, the summary of the version. */
function toldIn(notice: PublicNotice, language: Language): Localised | null {
  const { agreement, version } = notice.version.manifest;
  const words = "publication" in notice ? (Object.keys(notice.publication.notice).length > 0 ? notice.publication.notice : version.summary) : groundOf(notice);
  const told = inLanguage(words, [language, agreement.bindingLanguage]);
  return told.text === "" ? null : told;
}

function groundOf(notice: Exclude<PublicNotice, { publication: unknown }>): Readonly<Record<string, string>> {
  return "ending" in notice ? notice.ending.ground : notice.mark.ground;
}

function clauseName({ version, mark }: Extract<PublicNotice, { mark: unknown }>): string {
  return clauseNameIn(version, mark.clauseId);
}

/** The printed number without its full stop; the heading of a clause that has none. */
function clauseNameIn({ clauses }: PublicNotice["version"], clauseId: string): string {
  const clause = clauses.find(({ id }) => id === clauseId);
  return clause?.number?.replace(/[.．、]$/, "") ?? clause?.heading ?? clauseId;
}

function viewEnd({ version, ending }: Extract<PublicNotice, { kind: "ended" }>, localise: (words: Readonly<Record<string, string>>) => Localised): NoticeView["ending"] {
  return { refund: localise(ending.refund), dataUntil: ending.dataUntil, surviving: ending.surviving.map((id) => clauseNameIn(version, id)) };
}

function viewMarked(notice: Extract<PublicNotice, { mark: unknown }>): NoticeView["mark"] {
  const { mark, version, history } = notice;
  return { clause: clauseName(notice), href: `/agreements/${history.slug}/versions/${version.number}#c-${mark.clauseId}`, sinceAt: mark.sinceAt };
}
