import { useLanguage } from "#app/components/language";
import type { Localised } from "#app/domain/publication/localised";
import { gateMessages } from "#app/messages/gate";

/** A version by its title and number. */
export function Named({ title, number }: { title: Localised; number: number }) {
  const language = useLanguage();
  return <span lang={title.language === language ? undefined : title.language}>{gateMessages[language].item(title.text, number)}</span>;
}
