import { AgreementText } from "#app/components/agreement/text";
import { useLanguage } from "#app/components/language";
import { Findings } from "#app/components/staff/findings";
import type { CitedClause, ClausePreview } from "#app/domain/publication/drafting/clause-preview.server";
import { editorMessages } from "#app/messages/editor";

type PreviewView = { preview: ClausePreview; draftId: string };

/** A clause as readers will get it: whether it is in step, its text, what it refers to, and what is wrong with it. */
export function ClausePreviewPart({ preview, draftId }: PreviewView) {
  const { language, html, findings } = preview;
  const words = editorMessages[useLanguage()].clause;
  return (
    <>
      <Step preview={preview} />
      <AgreementText html={leadingAway(html, draftId)} language={language} numbers="wide" />
      <Citations preview={preview} draftId={draftId} />
      {findings.length > 0 && (
        <>
          <h3>{words.findings}</h3>
          <Findings findings={findings} page={`/editor/drafts/${draftId}?lang=${language}`} />
        </>
      )}
    </>
  );
}

/** Its links lead to the draft's own page, where the clauses are; the clause's id stands on that page alone. */
function leadingAway(html: string, draftId: string): string {
  return html.replaceAll('href="#c-', `href="/editor/drafts/${draftId}#c-`).replace(/ id="c-[\w-]+"/, "");
}

function Step({ preview: { language, isBinding, isBehind } }: { preview: ClausePreview }) {
  const words = editorMessages[useLanguage()].clause;
  if (isBinding) return null;
  return (
    <p className="preview-step">
      <span className={isBehind ? "tag tag-binding" : "tag"}>{isBehind ? words.behind : words.inStep}</span>
      {isBehind && <button className="link-button" name="intent" value={`confirm.${language}`}>{words.confirm}</button>}
    </p>
  );
}

function Citations({ preview: { language, cites, citedBy }, draftId }: PreviewView) {
  const words = editorMessages[useLanguage()].clause;
  if (cites.length === 0 && citedBy.length === 0) return null;
  return (
    <dl className="citations">
      {cites.length > 0 && <dt>{words.cites}</dt>}
      {cites.map(({ text, clause }, index) => (
        <dd key={index} lang={language}>
          {text} {clause === null ? <strong lang={undefined}>{words.leadsNowhere}</strong> : <>→ <ClauseLink clause={clause} draftId={draftId} /></>}
        </dd>
      ))}
      {citedBy.length > 0 && <dt>{words.citedBy}</dt>}
      {citedBy.map((clause) => <dd key={clause.id} lang={language}><ClauseLink clause={clause} draftId={draftId} /></dd>)}
    </dl>
  );
}

function ClauseLink({ clause: { id, number, name }, draftId }: { clause: CitedClause; draftId: string }) {
  return <a href={`/editor/drafts/${draftId}/clauses/${id}`}>{number !== null && <span className="clause-ref">{number}</span>} {name}</a>;
}
