import { useLanguage } from "#app/components/language";
import type { ClauseName } from "#app/domain/publication/rendered.server";
import type { AgreementView } from "#app/http/reading/agreement-view.server";
import { readingMessages } from "#app/messages/reading";

/** The contents: a disclosure where room is scarce, always open beside the text where it is not (reading.css). */
export function Contents({ view }: { view: AgreementView }) {
  const words = readingMessages[useLanguage()];
  if (view.contents.length === 0) return null;
  return (
    <nav className="contents" aria-label={words.contents}>
      <details>
        <summary>{words.contents}</summary>
        <ol className="contents-list" lang={view.text.language}>
          {view.contents.map((clause) => (
            <li key={clause.id} className={clause.level > 1 ? "contents-deeper" : undefined}>
              <ClauseLink clause={clause} />
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}

/** A link to a clause on the same page: its printed number, and its heading or first words. */
export function ClauseLink({ clause }: { clause: ClauseName }) {
  return (
    <a href={`#c-${clause.id}`}>
      {clause.number && <span className="clause-ref">{clause.number} </span>}
      <span>{clause.name}</span>
    </a>
  );
}
