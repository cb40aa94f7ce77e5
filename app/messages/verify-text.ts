import type { Language } from "#app/messages/catalogue";
import { verifyMessages } from "#app/messages/verify";
import type { Report } from "#app/messages/verify-report";

/** The report as lines of text: the four answers, what each means and does not mean, then the facts. */
export function reportText({ title, trust, levels, facts, notes }: Report, language: Language): string {
  const { answered, stated } = verifyMessages[language];
  return [
    title,
    ...trust,
    "",
    ...levels.flatMap(({ name, word, sentence, meaning }, place) => [`${place + 1}. ${answered(name, word, sentence)}`, `   ${meaning}`, ""]),
    ...facts.map(({ name, value }) => stated(name, value)),
    ...notes,
    "",
  ].join("\n");
}
