import { AgreementText } from "#app/components/agreement/text";
import { useLanguage } from "#app/components/language";
import { DraftTop } from "#app/components/staff/draft-head";
import { Findings } from "#app/components/staff/findings";
import type { DraftView } from "#app/http/draft-view.server";
import { editorMessages } from "#app/messages/editor";
import { languageName } from "#app/messages/language-names";

/** A draft: its clauses as a tree, its text as readers will see it, and what is wrong with it. */
export function DraftPage({ view }: { view: DraftView }) {
  const words = editorMessages[useLanguage()].draft;
  const { head, text } = view;
  return (
    <div className="staff draft">
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

function ClauseTree({ view: { text } }: { view: DraftView }) {
  const words = editorMessages[useLanguage()].draft;
  return (
    <nav className="clause-tree" aria-label={words.clauses}>
      <details>
        <summary>{words.clauses}</summary>
        <ol lang={text.language}>
          {text.clauses.map(({ id, level, number, name, flags }) => (
            <li key={id} className={`tree-level-${Math.min(level, 4)}`}>
              <a href={`#c-${id}`}>{number !== null && <span className="clause-ref">{number} </span>}{name}</a>
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
