import type { Language } from "#app/messages/catalogue";

/** Numbers that already say what they number: "第五条", "Article 5", "§ 5". */
const NAMED = /^(?:第|§|art(?:icle|\.)|section|clause)/i;

/** A clause by its printed number within a sentence: "clause 3.1", "第 3.1 条", "第五条". */
export function citeClause(number: string, language: Language): string {
  const bare = number.trim().replace(/[.．。、]$/, "");
  if (NAMED.test(bare)) return bare;
  return language === "en" ? `clause ${bare}` : `第 ${bare} 条`;
}
