import { ErrorSummary } from "#app/components/account/fields";
import { AgreementText } from "#app/components/agreement/text";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { ClauseFields, FlagBoxes } from "#app/components/staff/clause-fields";
import { Conflicts } from "#app/components/staff/conflicts";
import type { ClauseView } from "#app/http/clause-view.server";
import type { EditRefill } from "#app/http/save-edits.server";
import { editorMessages } from "#app/messages/editor";

type PageView = { view: ClauseView; formToken: string; done: "saved" | null; refill: EditRefill | undefined };

/** One clause: its words in every language, flags, place, and how readers will see it. */
export function ClausePage({ view, formToken, done, refill }: PageView) {
  const words = editorMessages[useLanguage()].clause;
  const { head } = view;
  const counter = refill?.counter ?? view.counter;
  return (
    <div className="staff clause-page">
      <ErrorSummary faults={refill?.faults} />
      <p className="eyebrow"><a href={`/editor/drafts/${head.id}#c-${view.clauseId}`}>{words.back}</a></p>
      <h1>{words.title(view.name)}</h1>
      {done && !refill && <p className="notice" role="status">{words.saved}</p>}
      <StageNotice stage={head.stage} />
      {refill && refill.conflicts.length > 0 && <Conflicts conflicts={refill.conflicts} />}
      {head.stage !== "published" && (
        <>
          <form method="post" className="stack" noValidate>
            <Hidden formToken={formToken} counter={counter} />
            <ClauseFields texts={view.texts} refill={refill} />
            <FlagBoxes chosen={refill?.typed.intent ? (refill.typed.flag ?? []) : view.flags} />
            <button className="button" name="intent" value="save">{words.save}</button>
          </form>
          <Preview view={view} formToken={formToken} />
          <Place view={view} formToken={formToken} />
          <Remove view={view} formToken={formToken} />
        </>
      )}
    </div>
  );
}

/** Whose form it is, and on which state of the draft it was made. */
export function Hidden({ formToken, counter }: { formToken: string; counter: number }) {
  return (
    <>
      <FormToken value={formToken} />
      <input type="hidden" name="counter" value={counter} />
    </>
  );
}

/** What an edit does to a draft that has gone further. */
export function StageNotice({ stage }: { stage: ClauseView["head"]["stage"] }) {
  const words = editorMessages[useLanguage()].clause;
  if (stage === "published") return <p className="notice">{words.published}</p>;
  return stage === "in review" || stage === "approved" ? <p className="notice">{words.takesBack}</p> : null;
}

type PartView = { view: ClauseView; formToken: string };

function Preview({ view, formToken }: PartView) {
  const words = editorMessages[useLanguage()].clause;
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{words.preview}</h2>
      <div className="clause-languages">
        {view.texts.map(({ language, html, isBehind }) => (
          <div key={language}>
            <AgreementText html={html} language={language} numbers="wide" />
            {isBehind && (
              <form method="post">
                <Hidden formToken={formToken} counter={view.counter} />
                <input type="hidden" name="language" value={language} />
                <button className="button button-plain" name="intent" value="confirm">{words.confirm}</button>
              </form>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}

function Place({ view, formToken }: PartView) {
  const words = editorMessages[useLanguage()].clause;
  return (
    <section aria-labelledby="place">
      <h2 id="place">{words.moveTitle}</h2>
      <form method="post" className="stack">
        <Hidden formToken={formToken} counter={view.counter} />
        <p className="actions">
          <button className="button button-plain" name="intent" value="up">{words.up}</button>
          <button className="button button-plain" name="intent" value="down">{words.down}</button>
        </p>
        <div className="field">
          <label htmlFor="after">{words.after}</label>
          <select id="after" name="after">
            <option value="">{words.first}</option>
            {view.places.map(({ id, number, name }) => <option key={id} value={id}>{number} {name}</option>)}
          </select>
        </div>
        <button className="button button-plain" name="intent" value="move">{words.move}</button>
      </form>
      <p><a href={`/editor/drafts/${view.head.id}/add?after=${view.clauseId}`}>{words.add}</a></p>
    </section>
  );
}

function Remove({ view, formToken }: PartView) {
  const words = editorMessages[useLanguage()].clause;
  return (
    <section aria-labelledby="remove">
      <h2 id="remove">{words.removeTitle}</h2>
      <p>{words.removeHint}</p>
      <form method="post">
        <Hidden formToken={formToken} counter={view.counter} />
        <button className="button button-plain" name="intent" value="remove">{words.remove}</button>
      </form>
    </section>
  );
}
