import type { Language } from "#app/messages/catalogue";

const NAMES: Record<Language, Record<string, string>> = {
  en: { zh: "Chinese", en: "English" },
  "zh-CN": { zh: "中文", en: "英文" },
};

const OWN_NAMES: Record<string, string> = { zh: "中文", en: "English" };

/** What the interface calls the language of a text: "Chinese", "英文"; the bare code where nobody knows a name. */
export function languageName(code: string, language: Language): string {
  return NAMES[language][baseOf(code)] ?? new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
}

/** What a language calls itself. */
export function ownLanguageName(code: string): string {
  return OWN_NAMES[baseOf(code)] ?? new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
}

function baseOf(code: string): string {
  return code.split("-")[0] ?? code;
}
