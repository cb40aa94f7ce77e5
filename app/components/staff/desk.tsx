import type { ReactNode } from "react";
import { StatusTag } from "#app/components/agreement/status-tag";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { StageTag } from "#app/components/staff/stage-tag";
import { WaitingTranslation } from "#app/components/staff/translation-waiting";
import { Day, LocalTime } from "#app/components/time";
import type { DeskAgreement, DeskView, DraftLine, WaitingLine } from "#app/http/desk/editor-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { editorMessages } from "#app/messages/editor";
import { objectionMessages } from "#app/messages/objection-pages";
import { questionMessages } from "#app/messages/questions";
import { readingMessages } from "#app/messages/reading";
import { ruleMessages } from "#app/messages/rules";

/** What waits for the person, and every agreement with its versions and drafts. */
export function DeskPage({ view, questions, formToken }: { view: DeskView; questions: number; formToken: string | null }) {
  const language = useLanguage();
  const words = editorMessages[language].desk;
  return (
    <div className="staff">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <p><a href="/editor/questions">{questionMessages[language].staff.link(questions)}</a></p>
      <p><a href="/editor/objections">{objectionMessages[language].staff.link}</a></p>
      <p><a href="/compliance/rules">{ruleMessages[language].link}</a></p>
      <section aria-labelledby="waiting">
        <h2 id="waiting">{words.waiting}</h2>
        {view.waiting.length === 0 && <p className="empty">{words.waitingNone}</p>}
        <ul className="staff-list">
          {view.waiting.map((line) => <li key={"draft" in line ? line.draft.id : line.id}><WaitingItem line={line} /></li>)}
        </ul>
        <p><a href="/editor/proposals">{afterPublicationMessages[language].proposals.all}</a></p>
      </section>
      <section aria-labelledby="agreements">
        <h2 id="agreements">{words.agreements}</h2>
        {formToken && <p><a className="button button-plain" href="/editor/import">{words.bringIn}</a></p>}
        {view.agreements.length === 0 && <p className="empty"><WithCommand text={words.agreementsNone} /></p>}
        {view.agreements.map((agreement) => <Agreement key={agreement.slug} agreement={agreement} formToken={formToken} />)}
      </section>
      {view.unpublished.length > 0 && <Unpublished agreements={view.unpublished} />}
    </div>
  );
}

function WaitingItem({ line }: { line: WaitingLine }) {
  const words = editorMessages[useLanguage()].desk;
  if (line.task === "decide") return <p><strong>{words.task.decide}</strong> <a href={`/editor/proposals/${line.id}`}>{words.proposal[line.what]} · {line.slug}</a></p>;
  if (line.task === "translate") return <WaitingTranslation line={line} />;
  return (
    <>
      <p><strong>{words.task[line.task]}</strong></p>
      <Draft draft={line.draft} />
    </>
  );
}

/** Who may not write drafts has no form token and no button. */
type AgreementPart = { agreement: DeskAgreement; formToken: string | null };

function Agreement({ agreement, formToken }: AgreementPart) {
  const words = editorMessages[useLanguage()].desk;
  return (
    <article className="desk-agreement" aria-labelledby={`desk-${agreement.slug}`}>
      <h3 id={`desk-${agreement.slug}`}><a href={`/agreements/${agreement.slug}`}><Words of={agreement.title} /></a></h3>
      <ul className="actions">
        <li><a href={`/editor/agreements/${agreement.slug}`}>{afterPublicationMessages[useLanguage()].agreement.manage}</a></li>
        {formToken && <li><a href={`/editor/import?agreement=${agreement.slug}`} aria-describedby={`desk-${agreement.slug}`}>{words.bringInNext}</a></li>}
      </ul>
      <VersionTable agreement={agreement} formToken={formToken} />
      <Drafts drafts={agreement.drafts}><p className="muted">{words.draftsNone}</p></Drafts>
    </article>
  );
}

function VersionTable({ agreement: { slug, title, zone, versions }, formToken }: AgreementPart) {
  const language = useLanguage();
  const words = editorMessages[language].desk;
  return (
    <table className="staff-table">
      <caption className="visually-hidden">{words.history}: <Words of={title} /></caption>
      <thead>
        <tr><th scope="col">{words.version}</th><th scope="col">{words.status}</th><th scope="col">{words.announced}</th><th scope="col">{words.effective}</th>{formToken && <td />}</tr>
      </thead>
      <tbody>
        {versions.map(({ number, status, announcedAt, effectiveAt }) => (
          <tr key={number}>
            <th scope="row"><a href={`/agreements/${slug}/versions/${number}`}>{readingMessages[language].version(number)}</a></th>
            <td data-label={words.status}><StatusTag status={status} /></td>
            <td data-label={words.announced}><Day instant={announcedAt} zone={zone} /></td>
            <td data-label={words.effective}>{effectiveAt === null ? "–" : <LocalTime instant={effectiveAt} zone={zone} />}</td>
            {formToken && <td><Start slug={slug} number={number} formToken={formToken} /></td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Start({ slug, number, formToken }: { slug: string; number: number; formToken: string }) {
  const words = editorMessages[useLanguage()];
  return (
    <form method="post" action="/editor">
      <FormToken value={formToken} />
      <input type="hidden" name="slug" value={slug} />
      <button className="link-button" name="number" value={number}>{words.startOf(number)}</button>
    </form>
  );
}

function Drafts({ drafts, children }: { drafts: DraftLine[]; children?: ReactNode }) {
  const words = editorMessages[useLanguage()].desk;
  return (
    <div className="desk-drafts">
      <h4>{words.drafts}</h4>
      {drafts.length === 0 && children}
      <ul className="staff-list">
        {drafts.map((draft) => <li key={draft.id}><Draft draft={draft} /></li>)}
      </ul>
    </div>
  );
}

function Draft({ draft: { id, title, number, buildsOn, stage, updatedAt, file, reviewReason } }: { draft: DraftLine }) {
  const { desk: words, reasonGiven } = editorMessages[useLanguage()];
  return (
    <>
      <p><a href={`/editor/drafts/${id}`}>{words.draft(number)}: <Words of={title} /></a> <StageTag stage={stage} /></p>
      <p className="muted">
        {buildsOn !== null && <>{words.buildsOn(buildsOn)} · </>}
        {file !== "" && <>{words.from(file)} · </>}
        {words.changed} <LocalTime instant={updatedAt} zone="UTC" />
      </p>
      {stage === "rejected" && <p className="role-reason">{reasonGiven} {reviewReason}</p>}
    </>
  );
}

function Unpublished({ agreements }: { agreements: DeskView["unpublished"] }) {
  const words = editorMessages[useLanguage()].desk;
  return (
    <section aria-labelledby="unpublished">
      <h2 id="unpublished">{words.unpublished}</h2>
      {agreements.map(({ slug, drafts }) => (
        <article className="desk-agreement" key={slug}>
          <h3>{slug}</h3>
          <Drafts drafts={drafts} />
        </article>
      ))}
    </section>
  );
}

/** Text in which what stands between backquotes is a command. */
function WithCommand({ text }: { text: string }) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
}
