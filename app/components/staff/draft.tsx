import { ErrorSummary } from "#app/components/account/fields";
import { AgreementText } from "#app/components/agreement/text";
import { useLanguage } from "#app/components/language";
import { Hidden } from "#app/components/staff/clause";
import { DraftTop } from "#app/components/staff/draft-head";
import { Findings } from "#app/components/staff/findings";
import type { DraftView } from "#app/http/draft-view.server";
import type { EditRefill } from "#app/http/save-edits.server";
import { editorMessages } from "#app/messages/editor";
import { languageName } from "#app/messages/language-names";

/** A draft: its clauses as a tree, its text as readers will see it, and what is wrong with it. */
export function DraftPage({ view, formToken, refill }: { view: DraftView; formToken: string; refill: EditRefill | undefined }) {
  const words = editorMessages[useLanguage()].draft;
  const { head, text } = view;
  return (
    <div className="staff draft">
      <ErrorSummary faults={refill?.faults} />
      <DraftTop head={head} page="text" />
      <Languages view={view} />
      <div className="draft-columns">
        <ClauseTree view={view} />
        <section className="draft-text" aria-label={words.text}>
          <AgreementText html={text.html} language={text.language} numbers={text.numbers} />
        </section>
        <aside className="draft-side" aria-labelledby="findings">
          <h2 id="findings">{words.findings}</h2>
          <Findings findings={text.findings} page="" />
          {view.mayEdit && <Renumber counter={view.counter} formToken={formToken} />}
        </aside>
      </div>
    </div>
  );
}

function Languages({ view: { head, languages, text } }: { view: DraftView }) {
  const language = useLanguage();
  const words = editorMessages[language].draft;
  return (
    <ul className="actions" aria-label={words.language}>
      {languages.map((each) => (
        <li key={each.language}>
          <a href={`/editor/drafts/${head.id}?lang=${each.language}`} aria-current={each.language === text.language ? "true" : undefined}>
            {languageName(each.language, language)}
          </a>{" "}
          {each.isBinding && <span className="tag tag-binding">{words.binds}</span>}
        </li>
      ))}
    </ul>
  );
}

function ClauseTree({ view }: { view: DraftView }) {
  const { text } = view;
  const words = editorMessages[useLanguage()].draft;
  return (
    <nav className="clause-tree" aria-label={words.clauses}>
      <details>
        <summary>{words.clauses}</summary>
        <ol lang={text.language}>
          {text.clauses.map(({ id, level, number, name, flags }) => (
            <li key={id} className={`tree-level-${Math.min(level, 4)}`}>
              <a href={`#c-${id}`}>{number !== null && <span className="clause-ref">{number} </span>}{name}</a>
              {view.mayEdit && <a className="tree-edit" href={`/editor/drafts/${view.head.id}/clauses/${id}`} aria-label={words.editOf(number ?? name)}>{words.edit}</a>}
              <Flags flags={flags} />
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}

function Flags({ flags }: Pick<DraftView["text"]["clauses"][number], "flags">) {
  const language = useLanguage();
  const words = editorMessages[language].draft.flags;
  return flags.length === 0 ? null : <span className="tree-flags" lang={language}>{flags.map((flag) => words[flag]).join(" · ")}</span>;
}

function Renumber({ counter, formToken }: { counter: number; formToken: string }) {
  const words = editorMessages[useLanguage()].clause;
  return (
    <form method="post" className="draft-renumber">
      <Hidden formToken={formToken} counter={counter} />
      <button className="button button-plain">{words.renumber}</button>
    </form>
  );
}
