import { useLanguage } from "#app/components/language";
import type { TranslationLine } from "#app/http/desk/version-acts-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { languageName } from "#app/messages/language-names";

/** A translation out of the content folder, leading to where it is read and added. */
export function WaitingTranslation({ line: { id, slug, number, language } }: { line: TranslationLine }) {
  const shown = useLanguage();
  const words = afterPublicationMessages[shown].translation;
  return (
    <p>
      <strong>{words.waiting}</strong>{" "}
      <a href={`/editor/agreements/${slug}/versions/${number}/texts/${language}?draft=${id}`}>{words.waitingFor(languageName(language, shown), number)}</a> · {slug}
    </p>
  );
}
