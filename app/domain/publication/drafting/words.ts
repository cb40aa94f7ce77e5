import { DomainError } from "#app/domain/refusal";

/** What is written for people in several languages, by language. */
export type WordsByLanguage = Readonly<Record<string, string>>;

/** Throws words-missing unless the words are there in each of the languages. `what` names them for the sentence. */
export function checkWords(what: "ground" | "refund" | "notice" | "summary", given: WordsByLanguage, languages: readonly string[]): void {
  for (const language of languages) {
    if ((given[language] ?? "").trim() === "") throw new DomainError("words-missing", { what, language });
  }
}
