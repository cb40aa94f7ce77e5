import { ErrorSummary } from "#app/components/account/fields";
import { TextList } from "#app/components/agreement/text-list";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { TranslationClauses, TranslationProblems } from "#app/components/staff/translation-clauses";
import { StaleSignIn, TextField, typedOf } from "#app/components/staff/version-fields";
import { StaffTop } from "#app/components/staff/version-head";
import type { TranslationChecked } from "#app/http/desk/translation-form.server";
import type { TranslationView } from "#app/http/desk/translation-page.server";
import type { ActRefill } from "#app/http/desk/version-acts-refill.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { languageName } from "#app/messages/language-names";

type PageView = { view: TranslationView; saved: number | null; isProposed: boolean; formToken: string; answer: ActRefill | TranslationChecked | undefined };

/** A version's translation beside its binding text, and the form that adds or corrects it. */
export function TranslationPage({ view, saved, isProposed, formToken, answer }: PageView) {
  const language = useLanguage();
  const words = afterPublicationMessages[language].translation;
  const checked = answer && "clauses" in answer ? answer : null;
  const shown = checked ?? view;
  return (
    <div className="staff staff-form">
      <ErrorSummary faults={answer?.faults} />
      <StaffTop head={view.head} title={words.title(languageName(view.language, language), view.number)}><p className="lead">{words.lead}</p></StaffTop>
      {saved !== null && !answer && <p className="notice" role="status">{words.saved(saved)}</p>}
      {isProposed && view.waiting && !answer && <p className="notice" role="status">{words.proposed}</p>}
      {answer?.isStale && <StaleSignIn />}
      {checked && <TranslationProblems misfits={checked.misfits} findings={checked.findings} />}
      {!checked && view.waiting && <TranslationProblems misfits={view.misfits} findings={view.findings} />}
      <Section id="revisions" title={words.revisions}>
        {view.revisions.length === 0 ? <p className="muted">{words.none}</p> : <Revisions view={view} />}
      </Section>
      <Section id="form" title={view.waiting ? words.decide : words.form[kindOf(view)]}>
        {view.waiting ? <Decide view={view} waiting={view.waiting} formToken={formToken} answer={answer} /> : <TranslationForm view={view} formToken={formToken} answer={answer} />}
      </Section>
      <Section id="side" title={checked ? words.sideTyped : words.side}>
        <TranslationClauses clauses={shown.clauses} language={view.language} bindingLanguage={view.bindingLanguage} />
      </Section>
    </div>
  );
}

function kindOf({ revisions }: TranslationView): "add" | "correct" {
  return revisions.length === 0 ? "add" : "correct";
}

function Revisions({ view }: { view: TranslationView }) {
  const words = afterPublicationMessages[useLanguage()];
  return (
    <ol className="staff-acts" reversed>
      {view.revisions.map((text, index) => (
        <li key={text.revision}>
          <p><strong>{words.agreement.revision(text.revision)}</strong> {index === 0 && <span className="tag tag-in-force">{words.translation.newest}</span>}</p>
          <TextList texts={[text]} />
        </li>
      ))}
    </ol>
  );
}

type FormView = Pick<PageView, "view" | "formToken" | "answer">;

/** A translation that waits, for whoever did not write it. */
function Decide({ view, waiting, formToken, answer }: FormView & { waiting: NonNullable<TranslationView["waiting"]> }) {
  const words = afterPublicationMessages[useLanguage()].translation;
  const { author, mayAdd, mayDiscard } = waiting;
  return (
    <form method="post" encType="multipart/form-data" className="stack" noValidate>
      <FormToken value={formToken} />
      <p className="notice notice-quiet">{words.author[author]}</p>
      {mayAdd && !view.isFresh && !answer && <StaleSignIn />}
      <dl className="facts facts-wide"><dt>{words.textTitle}</dt><dd lang={view.language}>{view.title}</dd></dl>
      <div className="actions">
        {mayAdd && <button className="button" name="intent" value="add">{words.add[kindOf(view)]}</button>}
        {mayDiscard && <button className="button button-plain" name="intent" value="discard">{words.discard}</button>}
      </div>
    </form>
  );
}

function TranslationForm({ view, formToken, answer }: FormView) {
  const words = afterPublicationMessages[useLanguage()].translation;
  const typed = typedOf(answer);
  return (
    <form method="post" encType="multipart/form-data" className="stack translation-text" noValidate>
      <FormToken value={formToken} />
      <p className="field-hint">{words.formHint}</p>
      <div className="field">
        <label htmlFor="file">{words.file}</label>
        <p className="field-hint" id="file-hint">{words.fileHint}</p>
        <input id="file" name="file" type="file" accept=".md,.markdown,.txt,text/markdown,text/plain" aria-describedby="file-hint" />
      </div>
      <TextField name="text" label={words.text} typed={typed} lang={view.language} fallback={view.body} rows={20} />
      <TextField name="title" label={words.textTitle} hint={words.textTitleHint} typed={typed} lang={view.language} fallback={view.title} />
      <div className="actions">
        <button className="button button-plain" name="intent" value="check">{words.check}</button>
        <button className="button" name="intent" value="save">{words.save[kindOf(view)]}</button>
      </div>
    </form>
  );
}
