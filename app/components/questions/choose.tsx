import { useLanguage } from "#app/components/language";
import type { ClausesView } from "#app/http/reading/question-view.server";
import { questionMessages } from "#app/messages/questions";

/** Every clause of a version, each leading to the page on which one asks about it. */
export function ChooseClausePage({ view }: { view: ClausesView }) {
  const { choose: words, form } = questionMessages[useLanguage()];
  return (
    <div className="page choose-clause">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead(view.title, view.version)}</p>
      {view.channel === "acceptance" && <p><a href="/accept">{form.toAcceptance}</a></p>}
      <nav aria-label={words.clauses}>
        <ol className="clause-index" lang={view.language}>
          {view.clauses.map(({ id, level, number, name }) => (
            <li key={id} className={`tree-level-${Math.min(level, 4)}`}>
              <a href={askAddress(view, id)}>{number !== null && <span className="clause-ref">{number} </span>}<span>{name}</span></a>
            </li>
          ))}
        </ol>
      </nav>
      <p className="muted">{form.contact(view.contact)}</p>
    </div>
  );
}

/** Where one asks about a clause in this text, having come the same way. */
function askAddress({ slug, version, language, channel }: ClausesView, clauseId: string): string {
  const from = channel === "acceptance" ? "&from=acceptance" : "";
  return `/agreements/${slug}/versions/${version}/clauses/${clauseId}?lang=${language}${from}`;
}
