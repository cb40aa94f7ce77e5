/** The languages of the interface. Agreements may have texts in any language. */
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/**
 * The words of one part of the interface in every language. The compiler refuses a catalogue in which one language
 * lacks a message of the other. Messages are strings, or functions of their values that return strings.
 */
export function catalogue<T>(texts: { en: T; "zh-CN": NoInfer<T> }): Record<Language, T> {
  return texts;
}

/** Sentences one after the other; Chinese sets no space between them. */
export function joinSentences(sentences: readonly string[], language: Language): string {
  return sentences.join(language === "en" ? " " : "");
}
