import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import type { TextLink } from "#app/http/reading/agreement-view.server";
import { languageName } from "#app/messages/language-names";
import { readingMessages } from "#app/messages/reading";

/** The exact texts of a version, to keep: each with its hash, and whether it binds. */
export function TextList({ texts }: { texts: TextLink[] }) {
  const language = useLanguage();
  const words = readingMessages[language];
  return (
    <ul className="downloads">
      {texts.map((text) => (
        <li key={text.language}>
          <a href={text.file} hrefLang={text.language} type="text/markdown">{words.downloadFile(languageName(text.language, language))}</a>{" "}
          <span className={text.isBinding ? "tag tag-binding" : "tag"}>{text.isBinding ? words.binds : words.translated}</span>
          <Hash label="SHA-256" sha256={text.sha256} />
        </li>
      ))}
    </ul>
  );
}
