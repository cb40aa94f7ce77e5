import { ErrorSummary } from "#app/components/account/fields";
import { AgreementText } from "#app/components/agreement/text";
import { useLanguage } from "#app/components/language";
import { Hidden } from "#app/components/staff/clause";
import { DraftTop } from "#app/components/staff/draft-head";
import { Findings } from "#app/components/staff/findings";
import type { DraftView, TreeClause } from "#app/http/desk/draft-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { draftingMessages } from "#app/messages/drafting";
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
          {text.clauses.map((clause) => <TreeItem key={clause.id} clause={clause} view={view} />)}
        </ol>
      </details>
    </nav>
  );
}

function TreeItem({ clause, view }: { clause: TreeClause; view: DraftView }) {
  const language = useLanguage();
  const words = editorMessages[language].draft;
  const { id, level, number, name } = clause;
  return (
    <li className={`tree-item tree-level-${Math.min(level, 4)}`}>
      <a className="tree-name" href={`#c-${id}`}>{number !== null && <span className="tree-number">{number} </span>}{name}</a>
      {view.mayEdit && <a className="tree-edit" lang={language} href={`/editor/drafts/${view.head.id}/clauses/${id}`} aria-label={words.editOf(number ?? name)}>{words.edit}</a>}
      <Marks clause={clause} />
    </li>
  );
}

/** What is to be done about a clause, then what marks it. */
function Marks({ clause: { flags, behind, openComments, findings } }: { clause: TreeClause }) {
  const language = useLanguage();
  const words = editorMessages[language].draft;
  const due = [
    ...behind.map((each) => words.behind(languageName(each, language))),
    ...(openComments > 0 ? [draftingMessages[language].comments.count(openComments)] : []),
    ...(findings > 0 ? [words.findingsCount(findings)] : []),
  ];
  if (due.length + flags.length === 0) return null;
  return (
    <ul className="tree-marks" lang={language}>
      {due.map((mark) => <li key={mark} className="tree-due">{mark}</li>)}
      {flags.map((flag) => <li key={flag}>{words.flags[flag]}</li>)}
    </ul>
  );
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
