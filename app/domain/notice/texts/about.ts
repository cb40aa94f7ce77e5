import { inLanguage, type Localised } from "#app/domain/publication/localised";
import type { Version } from "#app/domain/publication/history";
import type { Language } from "#app/messages/catalogue";

/** What a notice needs to know of a version. */
export type AboutVersion = Pick<Version, "number" | "changeClass" | "manifest" | "clauses"> & {
  /** The binding text first. */
  texts: readonly Pick<Version["texts"][number], "language" | "isBinding" | "title">[];
};

/** A clause as a notice names it in one language. */
export type NamedClause = { id: string; place: string; name: string };

/** The title in a language, or in the one that binds. */
export function titleOf({ texts }: AboutVersion, language: Language): string {
  return inLanguage(Object.fromEntries(texts.map((text) => [text.language, text.title])), [language, texts[0]?.language ?? ""]).text;
}

/** Words by language, in the wanted one or the one that binds. */
export function wordsIn(words: Readonly<Record<string, string>>, { texts }: AboutVersion, language: Language): Localised {
  return inLanguage(words, [language, texts[0]?.language ?? ""]);
}

/** The contracting party of a version, for a reader of a language. */
export function partyOf(version: AboutVersion, language: Language): { name: string; address: string; contact: string } {
  const { name, address, contact } = version.manifest.agreement.contractingParty;
  return { name: wordsIn(name, version, language).text, address: wordsIn(address, version, language).text, contact };
}

/** The clause that says how the agreement is changed, as printed; null where the version has none. */
export function changeClauseOf({ clauses }: AboutVersion): string | null {
  const clause = clauses.find(({ flags, number }) => flags.includes("changeClause") && number !== null);
  return clause?.number?.trim().replace(/[.．。、:：]+$/, "") ?? null;
}

type Where = { publicUrl: string; slug: string };

/** Where readers go from a notice: public pages by their own address, personal ones by the copy's own link. */
export const addressOf = {
  agreement: ({ publicUrl, slug }: Where) => `${publicUrl}/agreements/${slug}`,
  version: ({ publicUrl, slug }: Where, number: number, language: string) => `${publicUrl}/agreements/${slug}/versions/${number}?lang=${language}`,
  comparison: ({ publicUrl, slug }: Where, range: { from: number; to: number }, language: string) =>
    `${publicUrl}/agreements/${slug}/compare/${range.from}...${range.to}?lang=${language}`,
  accept: ({ publicUrl }: Where) => `${publicUrl}/accept`,
  consents: ({ publicUrl }: Where) => `${publicUrl}/consents`,
  object: ({ publicUrl, slug }: Where, number: number) => `${publicUrl}/agreements/${slug}/versions/${number}/object`,
  leave: ({ publicUrl }: Where) => `${publicUrl}/leave`,
  copy: ({ publicUrl }: Where) => `${publicUrl}/account/erasure`,
  reminders: ({ publicUrl }: Where) => `${publicUrl}/account`,
};
