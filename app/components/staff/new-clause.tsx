import { ErrorSummary } from "#app/components/account/fields";
import { useLanguage } from "#app/components/language";
import { Hidden, StageNotice } from "#app/components/staff/clause";
import { ClauseFields, FlagBoxes } from "#app/components/staff/clause-fields";
import { ClausePreviewPart } from "#app/components/staff/clause-preview";
import { Conflicts } from "#app/components/staff/conflicts";
import type { ClauseView } from "#app/http/reading/clause-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { editorMessages } from "#app/messages/editor";

type PageView = {
  view: ClauseView;
  formToken: string;
  /** For the style element of the editor. */
  nonce: string;
  refill: EditRefill | undefined;
};

/** A clause behind another one: its words in every language. */
export function NewClausePage({ view, formToken, nonce, refill }: PageView) {
  const words = editorMessages[useLanguage()].clause;
  return (
    <div className="staff clause-page">
      <ErrorSummary faults={refill?.faults} />
      <p className="eyebrow"><a href={`/editor/drafts/${view.head.id}/clauses/${view.clauseId}`}>{view.name}</a></p>
      <h1>{words.titleNew}</h1>
      <StageNotice stage={view.head.stage} />
      {refill && refill.conflicts.length > 0 && <Conflicts conflicts={refill.conflicts} />}
      <p className="lead">{words.addHint}</p>
      {view.head.stage !== "published" && (
        <>
          <NewForm view={view} formToken={formToken} refill={refill} />
          <script src="/scripts/edit-clause.js" nonce={nonce} defer />
        </>
      )}
    </div>
  );
}

/** The script (app/browser/edit-clause.ts) finds here where to preview, and its words. The first button is the one that the enter key presses. */
function NewForm({ view: { head, clauseId, counter, texts }, formToken, refill }: Omit<PageView, "nonce">) {
  const words = editorMessages[useLanguage()].clause;
  const empty = texts.map(({ language, isBinding }) => ({ language, isBinding, number: "", heading: "", body: "" }));
  const previews = refill?.previews ?? [];
  return (
    <form method="post" className="clause-form" id="edit" noValidate data-previews={`/editor/drafts/${head.id}/add/preview?after=${clauseId}`} data-words={JSON.stringify(words.state)}>
      <button className="visually-hidden" tabIndex={-1} aria-hidden="true">{words.addSubmit}</button>
      <Hidden formToken={formToken} counter={refill?.counter ?? counter} />
      <Level chosen={refill?.typed.level?.[0] ?? "same"} />
      <ClauseFields texts={empty} refill={refill} beside={(language) => previews.filter((preview) => preview.language === language).map((preview) => (
        <ClausePreviewPart key={language} preview={preview} draftId={head.id} />
      ))} />
      <FlagBoxes chosen={refill?.typed.flag ?? []} />
      <div className="clause-bar">
        <button className="button">{words.addSubmit}</button>
        <button className="button button-plain" name="intent" value="preview" id="preview-button">{words.previewButton}</button>
      </div>
    </form>
  );
}

function Level({ chosen }: { chosen: string }) {
  const words = editorMessages[useLanguage()].clause;
  return (
    <fieldset className="field">
      <legend>{words.level}</legend>
      {(["same", "below"] as const).map((value) => (
        <label className="choice" key={value}>
          <input type="radio" name="level" value={value} defaultChecked={value === chosen} />
          <span>{words[value]}</span>
        </label>
      ))}
    </fieldset>
  );
}
