import { createContext, useContext, type ReactNode } from "react";
import type { Language } from "#app/messages/catalogue";

const LanguageContext = createContext<Language>("zh-CN");

/** Sets the language of the interface for everything inside: the page, or a fragment that is rendered on its own. */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
}

/** The language of the interface. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}
