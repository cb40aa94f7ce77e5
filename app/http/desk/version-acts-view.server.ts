import type { Session } from "#app/domain/access/session.server";
import type { Instant } from "#app/domain/instant";
import { readWaitingTranslations } from "#app/domain/publication/desk.server";
import type { AgreementHistory, Publication, Version } from "#app/domain/publication/history";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import { propertyLines, type PropertyLine } from "#app/domain/publication/property-lines";
import { readProposals } from "#app/domain/publication/later/proposals.server";
import { readTimeline, zoneOf, type Timeline } from "#app/domain/publication/reading.server";
import { readRendered, type ClauseName } from "#app/domain/publication/rendered.server";
import type { TimelineEntry } from "#app/domain/publication/timeline";
import { chooseText, linkText, viewEntry, type EntryView, type TextLink } from "#app/http/reading/agreement-view.server";
import { translationLine } from "#app/http/desk/editor-view.server";
import { viewEnding, viewMark, type EndingView, type MarkView } from "#app/http/reading/marks-view.server";
import { viewProposal, type ProposalLine } from "#app/http/desk/proposal-view.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** What every staff page about a published agreement shows at its head. */
export type StaffHead = { slug: string; kind: AgreementHistory["kind"]; title: Localised; zone: string };

export type StaffAct = Pick<Publication, "id" | "act" | "happenedAt" | "effectiveAt" | "reason"> & { notice: Localised | null };

/** A version with all that was done about it. */
export type StaffVersion = EntryView & { texts: TextLink[]; acts: StaffAct[]; marks: MarkView[] };

export type TranslationLine = ReturnType<typeof translationLine>;

export type StaffAgreement = StaffHead & {
  versions: StaffVersion[];
  endings: EndingView[];
  /** Proposals that wait for a second person. */
  open: ProposalLine[];
  /** Translations out of files that wait for an approver. */
  translations: TranslationLine[];
  mayDraft: boolean;
  mayApprove: boolean;
  /** What holds beside the text: of the version in force, else of the newest. */
  holds: { number: number; lines: PropertyLine[] } | null;
};

type View = { language: Language; now: Instant };

/** The agreement with every version, as staff see it: marks and ends of single parties too. Throws agreement-unknown. */
export async function viewStaffAgreement(portal: Portal, slug: string, { roles, language }: Pick<Session, "roles"> & { language: Language }): Promise<StaffAgreement> {
  const found = await readTimeline(portal, slug);
  const { history, timeline } = found;
  const view = { language, now: portal.now() };
  const named = new Map(await Promise.all(timeline.map(async ({ version }) => [version.id, await clauseNames(portal, version, language)] as const)));
  const proposals = (await readProposals(portal)).filter((each) => each.slug === slug && each.decidedAt === null);
  return {
    ...headOf(found, language),
    versions: timeline.map((entry) => viewVersion(found, entry, { ...view, names: named.get(entry.version.id) ?? [] })),
    endings: history.endings.map((ending) => viewEnding(ending, { history, names: named.get(ending.versionId) ?? [] }, view)),
    open: proposals.map((proposal) => viewProposal(proposal, history)),
    translations: (await readWaitingTranslations(portal, history)).map(translationLine),
    mayDraft: roles.includes("editor"),
    mayApprove: roles.includes("approver"),
    holds: viewHolds(found, language),
  };
}

function viewHolds({ timeline }: Timeline, language: Language): StaffAgreement["holds"] {
  const shown = (timeline.find(({ status }) => status === "in force") ?? timeline[0])?.version;
  return shown ? { number: shown.number, lines: propertyLines(shown.manifest.agreement, null, language) } : null;
}

/** Title, zone and kind of an agreement. */
export function headOf({ history, timeline }: Timeline, language: Language): StaffHead {
  const shown = timeline.find(({ status }) => status === "in force") ?? timeline[0];
  const text = shown && chooseText(shown.version, { slug: history.slug, wanted: null, language });
  return { slug: history.slug, kind: history.kind, zone: zoneOf(timeline), title: text ? { text: text.title, language: text.language } : { text: history.slug, language } };
}

/** The clauses of a version by the names that they have in the language of the interface, else in the binding text. */
export async function clauseNames(portal: Pick<Portal, "db">, version: Version, language: Language): Promise<ClauseName[]> {
  const text = chooseText(version, { slug: "", wanted: null, language });
  return (await readRendered(portal, { version, text, language })).names;
}

function viewVersion({ history, timeline }: Timeline, entry: TimelineEntry, { language, names }: View & { names: readonly ClauseName[] }): StaffVersion {
  const { version } = entry;
  const localise = (words: Readonly<Record<string, string>>) => inLanguage(words, [language, version.manifest.agreement.bindingLanguage]);
  const marks = history.marks.filter(({ versionId }) => versionId === version.id);
  return {
    ...viewEntry(entry, timeline, localise),
    texts: version.texts.map((text) => linkText(history.slug, version, text)),
    acts: entry.acts.map(({ id, act, happenedAt, effectiveAt, reason, notice }) => {
      return { id, act, happenedAt, effectiveAt, reason, notice: Object.keys(notice).length === 0 ? null : localise(notice) };
    }),
    marks: marks.map((mark) => viewMark(mark, { name: names.find(({ id }) => id === mark.clauseId) ?? unnamed(version, mark.clauseId), version, language })),
  };
}

function unnamed({ clauses }: Version, id: string): ClauseName {
  const clause = clauses.find((each) => each.id === id);
  return { id, level: clause?.level ?? 1, number: clause?.number ?? null, name: clause?.heading ?? id, isListed: false };
}
