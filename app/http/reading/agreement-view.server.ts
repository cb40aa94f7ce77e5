import type { Instant } from "#app/domain/instant";
import type { AgreementHistory, Version, VersionText } from "#app/domain/publication/history";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import { zoneOf, type Reading } from "#app/domain/publication/reading.server";
import type { ClauseName } from "#app/domain/publication/rendered.server";
import type { DatedVersion } from "#app/domain/publication/status";
import { textFile } from "#app/domain/publication/files/text-file";
import type { TimelineEntry } from "#app/domain/publication/timeline";
import { DomainError } from "#app/domain/refusal";
import { viewEndingFor, viewMarks, type Concerned, type EndingView, type MarkView } from "#app/http/reading/marks-view.server";
import type { Language } from "#app/messages/catalogue";

/** Everything that the page of an agreement shows except the text itself, as plain data. */
export type AgreementView = {
  slug: string;
  kind: AgreementHistory["kind"];
  zone: string;
  title: Localised;
  shown: EntryView;
  text: TextLink;
  languages: TextLink[];
  bindingLanguage: string;
  manifestSha256: string;
  conspicuous: ClauseName[];
  contents: ClauseName[];
  party: { name: Localised; address: Localised; contact: string };
  purposes: { code: string; title: Localised; description: Localised }[];
  /** Number of the version in force now; null before the first is. */
  inForce: number | null;
  /** Announced and not yet in force, apart from the one shown; the next one first. */
  announced: EntryView[];
  timeline: EntryView[];
  asOf: Reading["asOf"];
  /** Void marks and undertakings about the version shown, as far as they concern the reader. */
  marks: MarkView[];
  /** The announced end; null where there is none for the reader. */
  ending: EndingView | null;
};

export type EntryView = {
  number: number;
  /** Number of the version whose text it changes; null for a first one. */
  buildsOn: number | null;
  status: DatedVersion["status"];
  changeClass: Version["changeClass"];
  announcedAt: Instant;
  effectiveAt: Instant | null;
  supersededAt: Instant | null;
  /** Number of the version that took its place. */
  supersededBy: number | null;
  withdrawnAt: Instant | null;
  summary: Localised;
  /** What readers were told with the new date or the withdrawal; null where neither came. */
  notice: Localised | null;
  /** Id of the public notice that was published of it last. */
  noticeId: string;
};

/** A text of a version: its page and its exact bytes. */
export type TextLink = { language: string; revision: number; isBinding: boolean; sha256: string; file: string };

type TextWish = { slug: string; wanted: string | null; language: Language };

/** The text of a version in a language; without a wish in that of the interface, else the binding one. Throws text-unknown. */
export function chooseText(version: Version, wish: TextWish): VersionText {
  const inWanted = version.texts.find(({ language }) => language === (wish.wanted ?? wish.language));
  const text = inWanted ?? (wish.wanted === null ? version.texts[0] : undefined);
  if (!text) throw new DomainError("text-unknown", { slug: wish.slug, number: version.number });
  return text;
}

type ViewInput = { reading: Reading; text: VersionText; names: ClauseName[]; concerned: Concerned };

/** The view of a reading in the language of the interface; localised facts prefer that of the text. */
export function viewAgreement({ reading, text, names, concerned }: ViewInput): AgreementView {
  const { history, timeline, shown } = reading;
  const { language } = concerned;
  const { agreement } = shown.version.manifest;
  const localise = (texts: Record<string, string>) => inLanguage(texts, [language, agreement.bindingLanguage]);
  const entries = timeline.map((entry) => viewEntry(entry, timeline, localise));
  const shownEntry = viewEntry(shown, timeline, localise);
  return {
    slug: history.slug,
    kind: history.kind,
    zone: zoneOf(timeline),
    title: { text: text.title, language: text.language },
    shown: shownEntry,
    text: linkText(history.slug, shown.version, text),
    languages: shown.version.texts.map((each) => linkText(history.slug, shown.version, each)),
    bindingLanguage: agreement.bindingLanguage,
    manifestSha256: shown.version.manifestSha256,
    contents: names.filter(({ isListed }) => isListed),
    conspicuous: nameConspicuous(shown.version, names),
    party: {
      name: localise(agreement.contractingParty.name),
      address: localise(agreement.contractingParty.address),
      contact: agreement.contractingParty.contact,
    },
    purposes: (agreement.purposes ?? []).map(({ code, title, description }) => ({
      code, title: localise(title), description: localise(description),
    })),
    inForce: entries.find(({ status }) => status === "in force")?.number ?? null,
    announced: entries.filter(({ status, number }) => status === "announced" && number !== shownEntry.number).toReversed(),
    timeline: entries,
    asOf: reading.asOf,
    marks: viewMarks({ history, version: shown.version, names }, concerned),
    ending: viewEndingFor({ history, names }, concerned),
  };
}

export function viewEntry(
  entry: TimelineEntry,
  timeline: readonly TimelineEntry[],
  localise: (texts: Record<string, string>) => Localised,
): EntryView {
  const { version, status, announcedAt, effectiveAt, supersededAt } = entry;
  const successor = timeline.find((other) => supersededAt !== null && other.effectiveAt === supersededAt);
  return {
    number: version.number,
    buildsOn: version.manifest.version.buildsOn,
    status,
    changeClass: version.changeClass,
    announcedAt,
    effectiveAt,
    supersededAt,
    supersededBy: successor?.version.number ?? null,
    withdrawnAt: status === "withdrawn" ? (entry.acts.at(-1)?.happenedAt ?? null) : null,
    summary: localise(version.manifest.version.summary),
    notice: noticeOf(entry, localise),
    noticeId: entry.acts.at(-1)?.id ?? "",
  };
}

/** The words of the latest act; those of a first announcement are the summary. */
function noticeOf({ acts }: TimelineEntry, localise: (texts: Record<string, string>) => Localised): Localised | null {
  const { notice = {} } = acts.at(-1) ?? {};
  return Object.keys(notice).length === 0 ? null : localise(notice);
}

export function linkText(slug: string, version: Version, text: VersionText): TextLink {
  const { language, revision, isBinding, sha256 } = text;
  return { language, revision, isBinding, sha256, file: `/agreements/${slug}/versions/${version.number}/${textFile(text)}` };
}

/** The flagged clauses, by their names in the text shown. */
function nameConspicuous(version: Version, names: ClauseName[]): ClauseName[] {
  const flagged = new Set(version.clauses.filter(({ flags }) => flags.includes("conspicuous")).map(({ id }) => id));
  return names.filter(({ id }) => flagged.has(id));
}
