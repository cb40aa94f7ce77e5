import type { AgreementHistory } from "#app/domain/publication/history";
import { inLanguage, type Localised } from "#app/domain/publication/localised";

/** What an agreement is called by its newest version, in the language where there is one; its short name before the first. */
export function agreementTitle({ slug, versions }: Pick<AgreementHistory, "slug" | "versions">, language: string): Localised {
  const newest = versions.at(-1);
  if (!newest) return { text: slug, language };
  return inLanguage(Object.fromEntries(newest.texts.map((text) => [text.language, text.title])), [language, newest.manifest.agreement.bindingLanguage]);
}
