import type { Binding } from "#app/domain/acceptance/standing";
import type { ComparedVersions, VersionRange } from "#app/domain/publication/compare.server";
import type { Version } from "#app/domain/publication/history";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import { propertyLines, type PropertyLine } from "#app/domain/publication/property-lines";
import { zoneOf } from "#app/domain/publication/reading.server";
import { linkText, viewEntry, type EntryView, type TextLink } from "#app/http/reading/agreement-view.server";
import type { Language } from "#app/messages/catalogue";

/** Everything that the page of a comparison shows except the redline itself, as plain data. */
export type CompareView = {
  slug: string;
  zone: string;
  title: Localised;
  from: ComparedSide;
  to: ComparedSide;
  /** The language asked for, when the texts compared are in another. */
  missed: { language: string; number: number } | null;
  /** Languages in which both versions can be read. */
  languages: { language: string; isBinding: boolean }[];
  bindingLanguage: string;
  layout: "inline" | "side";
  /** What the versions passed on the way say about themselves, the oldest first; none when reading backwards. */
  steps: EntryView[];
  /** Versions worth comparing with the later one, the likeliest first. */
  choices: Choice[];
  versions: VersionOption[];
  /** What differs beside the text. */
  properties: PropertyLine[];
};

export type ComparedSide = EntryView & { text: TextLink };

export type VersionOption = Pick<EntryView, "number" | "status">;

/** Why a reader would want to compare from a version. */
export type Choice = { reason: "accepted" | "binds" | "inForce" | "base"; from: number; to: number };

type ViewInput = {
  range: VersionRange;
  compared: Pick<ComparedVersions, "from" | "to">;
  wanted: string;
  layout: CompareView["layout"];
  language: Language;
  /** The version that binds the reader. */
  binds: Binding | null;
};

/** The view of a comparison in the language of the interface. */
export function viewComparison(input: ViewInput): CompareView {
  const { range: { history, timeline, from, to }, compared, wanted, language } = input;
  const { bindingLanguage } = to.version.manifest.agreement;
  const entries = timeline.map((entry) => viewEntry(entry, timeline, (texts) => inLanguage(texts, [language, bindingLanguage])));
  const sideOf = (version: Version, text: ComparedVersions["from"]): ComparedSide[] =>
    entries.filter(({ number }) => number === version.number).map((entry) => ({ ...entry, text: linkText(history.slug, version, text) }));
  const [before] = sideOf(from.version, compared.from);
  const [after] = sideOf(to.version, compared.to);
  if (!before || !after) throw new Error("both versions are on the line of time");
  return {
    slug: history.slug,
    zone: zoneOf(timeline),
    title: { text: compared.to.title, language: compared.to.language },
    from: before,
    to: after,
    missed: missedLanguage(input.range, compared, wanted),
    languages: commonLanguages(from.version, to.version),
    bindingLanguage,
    layout: input.layout,
    steps: stepsBetween(input.range).flatMap((number) => entries.filter((entry) => entry.number === number)),
    choices: choicesFor(input.range, input.binds),
    versions: entries.map(({ number, status }) => ({ number, status })),
    properties: propertyLines(to.version.manifest.agreement, from.version.manifest.agreement, language),
  };
}

function missedLanguage({ from, to }: VersionRange, compared: Pick<ComparedVersions, "from" | "to">, wanted: string): CompareView["missed"] {
  if (compared.from.language === wanted && compared.to.language === wanted) return null;
  const without = [to, from].find(({ version }) => version.texts.every(({ language }) => language !== wanted));
  const hasOne = [to, from].some(({ version }) => version.texts.some(({ language }) => language === wanted));
  return without && hasOne ? { language: wanted, number: without.version.number } : null;
}

function commonLanguages(from: Version, to: Version): CompareView["languages"] {
  return to.texts.flatMap(({ language, isBinding }) => {
    const other = from.texts.find((text) => text.language === language);
    return other ? [{ language, isBinding: isBinding && other.isBinding }] : [];
  });
}

/** Numbers of the versions that lead from one to the other, each building on the one before; only the last where they do not. */
function stepsBetween({ history, from, to }: VersionRange): number[] {
  if (from.version.number >= to.version.number) return [];
  const steps: number[] = [];
  let at: Version | undefined = to.version;
  while (at && at !== from.version && at.number > from.version.number) {
    steps.unshift(at.number);
    const base: string | null = at.buildsOnId;
    at = history.versions.find(({ id }) => id === base);
  }
  return at === from.version ? steps : [to.version.number];
}

/** Versions worth comparing with the later one of a range: that which binds the reader, that in force, that on which it builds. */
export function choicesFor({ timeline, from, to, history }: VersionRange, binds: Binding | null): Choice[] {
  const target = from.version.number > to.version.number ? from.version : to.version;
  const inForce = timeline.find(({ status }) => status === "in force")?.version;
  const base = history.versions.find(({ id }) => id === target.buildsOnId);
  const wishes: { reason: Choice["reason"]; version: Version | undefined }[] = [
    { reason: binds?.method === "deemed" ? "binds" : "accepted", version: binds?.version },
    { reason: "inForce", version: inForce },
    { reason: "base", version: base },
  ];
  const choices = wishes.flatMap(({ reason, version }) => (version ? [{ reason, from: version.number, to: target.number }] : []));
  const earlier = choices.filter((choice) => choice.from < choice.to);
  return earlier.filter((choice, index) => earlier.findIndex((other) => other.from === choice.from) === index);
}
