import { ErrorSummary } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { ClauseFields, FlagBoxes } from "#app/components/staff/clause-fields";
import { ClausePreviewPart } from "#app/components/staff/clause-preview";
import { Comments } from "#app/components/staff/comments";
import { Conflicts } from "#app/components/staff/conflicts";
import { AgreementText } from "#app/components/agreement/text";
import type { CommentsView } from "#app/http/desk/comments-view.server";
import type { ClauseView } from "#app/http/reading/clause-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { editorMessages } from "#app/messages/editor";

type PageView = {
  view: ClauseView;
  comments: CommentsView;
  formToken: string;
  /** For the style element of the editor. */
  nonce: string;
  done: "saved" | null;
  refill: EditRefill | undefined;
};

/** One clause: its words in every language beside what readers will see, its flags, and its place. */
export function ClausePage({ view, comments, formToken, nonce, done, refill: sent }: PageView) {
  const words = editorMessages[useLanguage()].clause;
  const { head } = view;
  const isComment = sent?.typed.intent?.[0] === "comment";
  const refill = isComment ? undefined : sent;
  return (
    <div className="staff clause-page">
      <ErrorSummary faults={sent?.faults} />
      <div className="clause-top">
        <p className="eyebrow"><a href={`/editor/drafts/${head.id}#c-${view.clauseId}`}>{words.back}</a></p>
        <Neighbours view={view} />
        <h1>{words.title(view.name)}</h1>
      </div>
      <StageNotice stage={head.stage} />
      {head.stage === "published" ? <AsPublished view={view} /> : (
        <>
          <EditForm view={view} formToken={formToken} done={done} refill={refill} />
          <div className="clause-rest">
            <Comments view={comments} formToken={formToken} refill={isComment ? sent : undefined} />
            <Place view={view} formToken={formToken} />
            <Remove view={view} formToken={formToken} />
          </div>
          <script src="/scripts/edit-clause.js" nonce={nonce} defer />
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

function Neighbours({ view: { head, previous, next } }: { view: ClauseView }) {
  const words = editorMessages[useLanguage()].clause;
  const linkTo = (clause: ClauseView["next"], word: string) =>
    clause && <li><a href={`/editor/drafts/${head.id}/clauses/${clause.id}`}>{word} <span className="clause-ref">{clause.number ?? clause.name}</span></a></li>;
  return (
    <nav className="neighbours" aria-label={words.neighbours}>
      <ul className="actions">{linkTo(previous, words.previous)}{linkTo(next, words.next)}</ul>
    </nav>
  );
}

function AsPublished({ view }: { view: ClauseView }) {
  return view.previews.map(({ language, html }) => <AgreementText key={language} html={html} language={language} numbers="wide" />);
}

/**
 * The script (app/browser/edit-clause.ts) finds here where to save (`at`) and preview, and its words. The first button is the one
 * that the enter key presses.
 */
function EditForm({ view, formToken, done, refill }: Omit<PageView, "nonce" | "comments">) {
  const words = editorMessages[useLanguage()].clause;
  const { head, clauseId } = view;
  const previews = refill?.previews ?? view.previews;
  const at = `/editor/drafts/${head.id}/clauses/${clauseId}`;
  const isWithApprovers = head.stage === "in review" || head.stage === "approved";
  const fresh = refill ? words.state.unsaved : done ? words.saved : words.state.fresh;
  return (
    <form
      method="post" className="clause-form" id="edit" noValidate
      data-at={at} data-previews={`${at}/preview`} data-words={JSON.stringify(words.state)}
      data-saves={isWithApprovers ? "by-button" : "by-itself"} data-shows={refill ? "typed" : done ? "saved" : "stored"}
    >
      <button className="visually-hidden" name="intent" value="save" tabIndex={-1} aria-hidden="true">{words.save}</button>
      <Hidden formToken={formToken} counter={refill?.counter ?? view.counter} />
      <div id="conflicts">{refill && refill.conflicts.length > 0 && <Conflicts conflicts={refill.conflicts} />}</div>
      <ClauseFields texts={view.texts} refill={refill} beside={(language) => previews.filter((preview) => preview.language === language).map((preview) => (
        <ClausePreviewPart key={language} preview={preview} draftId={head.id} />
      ))} />
      <FlagBoxes chosen={refill?.typed.flag ?? view.flags} />
      <div className="clause-bar">
        <button className="button" name="intent" value="save">{words.save}</button>
        <button className="button button-plain" name="intent" value="preview" id="preview-button">{words.previewButton}</button>
        <p id="save-state" role="status">{fresh}</p>
      </div>
    </form>
  );
}

type PartView = { view: ClauseView; formToken: string };

function Place({ view, formToken }: PartView) {
  const words = editorMessages[useLanguage()].clause;
  const { head, clauseId } = view;
  return (
    <section aria-labelledby="place">
      <h2 id="place">{words.moveTitle}</h2>
      <form method="post">
        <Hidden formToken={formToken} counter={view.counter} />
        <p className="actions">
          <button className="button button-plain" name="intent" value="up">{words.up}</button>
          <button className="button button-plain" name="intent" value="down">{words.down}</button>
        </p>
      </form>
      <p><a href={`/editor/drafts/${head.id}/clauses/${clauseId}/place`}>{words.elsewhere}</a></p>
      <p><a href={`/editor/drafts/${head.id}/add?after=${clauseId}`}>{words.add}</a></p>
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
