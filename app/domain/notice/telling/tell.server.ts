import { requireOwnAddress } from "#app/domain/notice/own-address.server";
import type { Instant } from "#app/domain/instant";
import { NOTICE_RULES, REASONS_TO_MANY, type NewNotice, type NoticeAudience, type NoticeText } from "#app/domain/notice/notice";
import { noticeSteps, type NoticeSteps } from "#app/domain/notice/telling/notice-steps.server";
import { announcedReason, announcementText, postponementText } from "#app/domain/notice/texts/announcement";
import { endingText } from "#app/domain/notice/texts/ending";
import { markText } from "#app/domain/notice/texts/mark";
import { reminderText } from "#app/domain/notice/texts/reminder";
import { withdrawalText } from "#app/domain/notice/texts/withdrawal";
import { readNamedClauses } from "#app/domain/notice/telling/named-clauses.server";
import { readVersionFacts, type Told } from "#app/domain/notice/telling/version-facts.server";
import type { AgreementHistory, ClauseMark, Ending, Version } from "#app/domain/publication/history";
import { inForceAt } from "#app/domain/publication/status";
import type { WordsByLanguage } from "#app/domain/publication/drafting/words";
import { LANGUAGES, type Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { selectNoticesOf } from "#db/notice/notices";

export type Telling = Pick<Portal, "db" | "ledger" | "settings" | "now">;

/** What a notice adds to the commit of the act that it tells of. */
export type Telled = Pick<NoticeSteps, "steps" | "entries">;

export const NOBODY: Telled = { steps: [], entries: [] };

/** Tells that a version is announced. A first version binds nobody yet: nobody is told but by the public site. */
export async function tellAnnouncement(portal: Telling, told: Told & { publicationId: string }): Promise<Telled> {
  const { history, version, publicationId } = told;
  if (version.changeClass === "first") return NOBODY;
  const facts = await readVersionFacts(portal, told, told.announcedAt);
  const reason = announcedReason(facts);
  return tell(portal, { reason, history, version, publicationId, at: told.announcedAt, textIn: (language) => announcementText(facts, language) });
}

/** Tells that a version has another date; `isAnew`: with it the notice begins again. */
export async function tellNewDate(
  portal: Telling,
  told: Told & { publicationId: string; formerEffectiveAt: Instant; words: WordsByLanguage; isAnew: boolean; at: Instant },
): Promise<Telled> {
  const { history, version, publicationId, formerEffectiveAt, words, isAnew, at } = told;
  if (version.changeClass === "first") return NOBODY;
  const announcedAt = isAnew ? at : told.announcedAt;
  const facts = { ...(await readVersionFacts(portal, { ...told, announcedAt }, at)), formerEffectiveAt, told: words, isAnew };
  const reason = isAnew ? announcedReason(facts) : "postponement";
  return tell(portal, { reason, history, version, publicationId, at, textIn: (language) => postponementText(facts, language) });
}

type Falling = { version: Version; effectiveAt: Instant };
type Withdrawn = { history: AgreementHistory; falling: readonly Falling[]; publicationId: string; words: WordsByLanguage; at: Instant };

/**
 * Tells that versions are withdrawn together, each with the date that it had; they are named in one notice, about the first of them. It goes to those who
 * were told of one of them, or answered one: nobody else has to learn what will not come.
 */
export async function tellWithdrawal(portal: Telling, { history, falling, publicationId, words, at }: Withdrawn): Promise<Telled> {
  const inOrder = falling.toSorted((a, b) => a.version.number - b.version.number);
  const version = inOrder[0]?.version;
  if (!version || version.changeClass === "first") return NOBODY;
  const inForce = inForceAt(history, at)?.version ?? null;
  const facts = { ...aboutOf(portal, history), version, falling: inOrder.map(({ version: { number }, effectiveAt }) => ({ number, effectiveAt })), inForce, withdrawnAt: at, told: words };
  const audience = await toldOf(portal, inOrder.map((each) => each.version.id));
  return tell(portal, { reason: "withdrawal", history, version, publicationId, at, audience, textIn: (language) => withdrawalText(facts, language) });
}

async function toldOf({ db }: Telling, versionIds: readonly string[]): Promise<NoticeAudience> {
  const notices = await Promise.all(versionIds.map((versionId) => selectNoticesOf(db, { versionId, reasons: REASONS_TO_MANY })));
  return { who: "told", noticeIds: notices.flat().map(({ id }) => id), versionIds };
}

/** Reminds those who have not answered that a version takes effect in so many days. */
export async function tellReminder(portal: Telling, told: Told & { days: number; at: Instant }): Promise<Telled> {
  const { history, version, days, at, effectiveAt } = told;
  const facts = await readVersionFacts(portal, told, at);
  const later = history.versions.filter(({ number }) => number >= version.number).map(({ id }) => id);
  const audience = { ...version.manifest.agreement.audience, unanswered: later };
  return tell(portal, { reason: "reminder", occasion: reminderOccasion(effectiveAt, days), history, version, at, audience, textIn: (language) => reminderText(facts, language) });
}

/** A reminder comes once for each date and number of days: a version with a new date is reminded of anew. */
export function reminderOccasion(effectiveAt: Instant, days: number): string {
  return `${effectiveAt}/${days}`;
}

type Concerning = { history: AgreementHistory; version: Version; parties: readonly string[] | null; ground: WordsByLanguage; at: Instant };
type Ended = Concerning & Pick<Ending, "effectiveAt" | "noticeDays" | "refund" | "dataUntil" | "surviving"> & { endingId: string };

/** Tells that an agreement ends: everybody whom it concerns, or those for whom it ends. */
export async function tellEnding(portal: Telling, ended: Ended): Promise<Telled> {
  const { history, version, endingId, parties, effectiveAt: endsAt, surviving, at, ...others } = ended;
  const clauses = await readNamedClauses(portal, version);
  const named = byLanguage((language) => surviving.flatMap((id) => clauses[language].get(id) ?? []));
  const facts = { ...others, ...aboutOf(portal, history), version, isForAll: parties === null, announcedAt: at, endsAt, surviving: named };
  return tell(portal, { reason: "ending", history, version, endingId, at, parties, textIn: (language) => endingText(facts, language) });
}

type Marked = Concerning & Pick<ClauseMark, "kind" | "clauseId" | "sinceAt"> & { markId: string };

/** Tells that a clause is void, or that the operator undertakes not to rely on it. */
export async function tellMark(portal: Telling, marked: Marked): Promise<Telled> {
  const { history, version, markId, parties, clauseId, at, ...others } = marked;
  const clauses = await readNamedClauses(portal, version);
  const clause = byLanguage((language) => {
    const found = clauses[language].get(clauseId);
    if (!found) throw new Error(`version ${version.id} has no clause ${clauseId}`);
    return found;
  });
  const facts = { ...others, ...aboutOf(portal, history), version, clause, markedAt: at };
  return tell(portal, { reason: "mark", occasion: markId, history, version, at, parties, textIn: (language) => markText(facts, language) });
}

type Saying = Pick<NewNotice, "reason" | "occasion" | "publicationId" | "endingId"> & {
  history: AgreementHistory;
  version: Told["version"];
  at: Instant;
  /** Null or not given: everybody whom the version concerns. */
  parties?: readonly string[] | null;
  audience?: NoticeAudience;
  textIn(language: Language): NoticeText;
};

async function tell(portal: Telling, { history, version, at, parties, textIn, ...saying }: Saying): Promise<Telled> {
  await requireOwnAddress(portal);
  const { audience: owing } = version.manifest.agreement;
  const audience: NoticeAudience = saying.audience ?? (parties ? { who: "parties", partyIds: parties } : owing);
  const texts = languagesOf(version).map(textIn);
  const rule = NOTICE_RULES[saying.reason];
  return noticeSteps({ ...portal, now: () => at }, { ...saying, agreementId: history.id, versionId: version.id, audience, rule, texts });
}

/** That of the binding text first: it is for those whose own language is none of the interface. */
function languagesOf({ texts }: Told["version"]): Language[] {
  const binding = LANGUAGES.filter((language) => language === texts[0]?.language);
  return [...binding, ...LANGUAGES.filter((language) => !binding.includes(language))];
}

function aboutOf({ settings }: Telling, { slug }: AgreementHistory): { publicUrl: string; slug: string } {
  return { publicUrl: settings.publicUrl, slug };
}

function byLanguage<T>(of: (language: Language) => T): Record<Language, T> {
  return { en: of("en"), "zh-CN": of("zh-CN") };
}
