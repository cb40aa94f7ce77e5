import type { AgreementHistory } from "#app/domain/publication/history";
import type { AgreementProperties, VersionManifest } from "#app/domain/publication/manifest";
import { clausesOf } from "#app/domain/publication/later/proposal";
import type { Source } from "#app/domain/publication/files/source";
import { DomainError } from "#app/domain/refusal";
import { matchClauses } from "#app/domain/text/identity";
import type { Outline } from "#app/domain/text/outline";

type Kind = AgreementProperties["kind"];
type ClauseEntries = VersionManifest["clauses"];

/** A text to bring in. What is null is as it is for the agreement already, else as usual. */
export type Given = {
  slug: string;
  source: Source;
  /** Where the text comes from, for sentences. */
  file: string;
  /** The same text in other languages. */
  translations?: readonly (Source & { language: string; file: string })[];
  kind: Kind | null;
  language: string | null;
  title: string | null;
  properties: { agreement: AgreementProperties; file: string } | null;
  /** The language of an agreement of which nothing else says it. */
  defaultLanguage: string;
};

/** The properties that a text comes with: those given, else the published ones, else the usual. Throws agreement-kind-fixed, file-unfit. */
export function propertiesFor(given: Given, history: AgreementHistory | null): AgreementProperties {
  const { slug, properties } = given;
  const kind = history?.kind ?? properties?.agreement.kind ?? given.kind ?? "terms";
  if (given.kind && given.kind !== kind) throw new DomainError("agreement-kind-fixed", { file: given.file, slug, kind, given: given.kind });
  if (!properties) return publishedProperties(history) ?? usualProperties(slug, kind, given.language ?? given.defaultLanguage);
  const { agreement, file } = properties;
  if (agreement.kind !== kind) throw new DomainError("agreement-kind-fixed", { file, slug, kind, given: agreement.kind });
  if (agreement.slug !== slug) throw new DomainError("file-unfit", { file, place: "slug", fault: `“${agreement.slug}” is not “${slug}”` });
  return agreement;
}

function publishedProperties(history: AgreementHistory | null): AgreementProperties | undefined {
  return history?.versions.at(-1)?.manifest.agreement;
}

/** The properties of an agreement of which nothing but a text is known. The party is left empty, to be filled in. */
export function usualProperties(slug: string, kind: Kind, bindingLanguage: string): AgreementProperties {
  const isConsent = kind === "consent";
  return {
    slug,
    kind,
    precedence: { terms: 30, information: 80, consent: 90 }[kind],
    audience: isConsent ? { who: "optional" } : { who: "everyone" },
    bindingLanguage,
    zone: "Asia/Shanghai",
    noticeDays: isConsent ? 0 : 30,
    contractingParty: { name: {}, address: {}, contact: "" },
  };
}

/** The manifest of a first version. */
export function firstManifest(clauses: ClauseEntries, language: string): VersionManifest {
  const words = language.startsWith("zh") ? "首次发布。" : "First publication.";
  const said = { [language]: words };
  return { version: 1, buildsOn: null, changeClass: "first", classReason: said, summary: said, clauses };
}

/** The clauses of a new text with ids and flags carried over from those of an earlier one that they continue. */
export function carriedClauses(outline: Outline, earlier: { outline: Outline; entries: ClauseEntries } | null): ClauseEntries {
  const clauses = clausesOf(outline);
  const fresh = clauses.map(({ id }) => ({ id }));
  const before = earlier ? clausesOf(earlier.outline) : [];
  if (!earlier || before.length !== earlier.entries.length) return fresh;
  const { oldOf } = matchClauses(before, clauses);
  return fresh.map((clause, index) => earlier.entries[oldOf[index] ?? -1] ?? clause);
}
