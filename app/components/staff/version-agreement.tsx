import type { ReactNode } from "react";
import { StatusTag } from "#app/components/agreement/status-tag";
import { TextList } from "#app/components/agreement/text-list";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Section } from "#app/components/section";
import { PropertyFacts } from "#app/components/property-lines";
import { AskState } from "#app/components/staff/preview-state";
import { ProposalItem } from "#app/components/staff/proposal-list";
import { EndingFacts } from "#app/components/staff/ending-facts";
import { WaitingTranslation } from "#app/components/staff/translation-waiting";
import { StaffTop } from "#app/components/staff/version-head";
import { Time } from "#app/components/time";
import type { StateView } from "#app/http/desk/preview-view.server";
import type { StaffAct, StaffAgreement, StaffVersion } from "#app/http/desk/version-acts-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { agreementTermsMessages } from "#app/messages/agreement-terms";
import { languageName } from "#app/messages/language-names";
import { readingMessages } from "#app/messages/reading";

type PageView = { view: StaffAgreement; state: StateView; formToken: string };

/** An agreement with all its versions, and what may be done about them. */
export function StaffAgreementPage({ view, state, formToken }: PageView) {
  const language = useLanguage();
  const words = afterPublicationMessages[language];
  return (
    <div className="staff">
      <StaffTop head={view} title={words.agreement.manage}>
        <p className="lead">{words.agreement.lead} <a href={`/agreements/${view.slug}`}>{words.agreement.public}</a></p>
      </StaffTop>
      {view.open.length + view.translations.length > 0 && (
        <Section id="open" title={words.agreement.open}>
          <ul className="staff-list">
            {view.open.map((line) => <li key={line.id}><ProposalItem line={line} zone={view.zone} /></li>)}
            {view.translations.map((line) => <li key={line.id}><WaitingTranslation line={line} /></li>)}
          </ul>
        </Section>
      )}
      <Section id="state" title={words.state.title}><AskState state={state} zone={view.zone} /></Section>
      {view.holds && (
        <Section id="holds" title={agreementTermsMessages[language].holds}>
          <p>{agreementTermsMessages[language].holdsLead(view.holds.number)}</p>
          <PropertyFacts lines={view.holds.lines} />
        </Section>
      )}
      <Section id="versions" title={words.agreement.versions}>
        {view.versions.map((version) => <Version key={version.number} view={view} version={version} formToken={formToken} />)}
      </Section>
      <Section id="ending" title={words.agreement.ending}><Endings view={view} /></Section>
    </div>
  );
}

function Endings({ view }: { view: StaffAgreement }) {
  const words = afterPublicationMessages[useLanguage()].agreement;
  const isOver = view.endings.some(({ isForAll }) => isForAll);
  return (
    <>
      {view.endings.length === 0 && <p className="muted">{words.endingNone}</p>}
      {view.endings.map((ending) => <EndingFacts key={ending.id} ending={ending} zone={view.zone} />)}
      {!isOver && <p><a href={`/editor/agreements/${view.slug}/end`}>{words.end}</a></p>}
    </>
  );
}

type VersionPart = { view: StaffAgreement; version: StaffVersion };

function Version({ view, version, formToken }: VersionPart & { formToken: string }) {
  const language = useLanguage();
  const words = afterPublicationMessages[language].agreement;
  return (
    <article className="staff-version" aria-labelledby={`version-${version.number}`}>
      <h3 id={`version-${version.number}`}>
        <a href={`/agreements/${view.slug}/versions/${version.number}`}>{readingMessages[language].version(version.number)}</a> <StatusTag status={version.status} />
      </h3>
      <p><Words of={version.summary} /></p>
      <Dates version={version} zone={view.zone} />
      <VersionActs view={view} version={version} formToken={formToken} />
      <h4>{words.texts}</h4>
      <TextList texts={version.texts} />
      <Translations slug={view.slug} version={version} />
      <h4>{words.acts}</h4>
      <ol className="staff-acts">{version.acts.map((act) => <li key={act.id}><Act act={act} zone={view.zone} /></li>)}</ol>
      {version.marks.length > 0 && <Marks view={view} version={version} />}
    </article>
  );
}

function Dates({ version, zone }: { version: StaffVersion; zone: string }) {
  const words = afterPublicationMessages[useLanguage()].agreement;
  const dates = [
    [words.announcedAt, version.announcedAt],
    [words.effectiveAt, version.effectiveAt],
    [words.until, version.supersededAt],
    [words.withdrawnAt, version.withdrawnAt],
  ] as const;
  return (
    <dl className="facts facts-wide">
      {dates.map(([label, instant]) => instant && <Fact key={label} label={label}><Time instant={instant} zone={zone} /></Fact>)}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What may be done about a version; only what its status allows is offered. */
function VersionActs({ view: { slug, mayApprove, mayDraft }, version: { number, status }, formToken }: VersionPart & { formToken: string }) {
  const words = afterPublicationMessages[useLanguage()].agreement;
  const base = `/editor/agreements/${slug}/versions/${number}`;
  return (
    <ul className="staff-links" aria-label={words.actsOf(number)}>
      {status === "announced" && <li><a href={base}>{words.preview}</a></li>}
      {status === "announced" && mayApprove && <li><a href={`${base}/postpone`}>{words.postpone}</a></li>}
      {status === "announced" && mayApprove && <li><a href={`${base}/withdraw`}>{words.withdraw}</a></li>}
      {status !== "withdrawn" && <li><a href={`${base}/mark`}>{words.mark}</a></li>}
      {mayDraft && (
        <li>
          <form method="post" action="/editor">
            <FormToken value={formToken} />
            <input type="hidden" name="slug" value={slug} />
            <button className="link-button" name="number" value={number}>{words.draft(number)}</button>
          </form>
        </li>
      )}
    </ul>
  );
}

function Translations({ slug, version }: { slug: string; version: StaffVersion }) {
  const language = useLanguage();
  const words = afterPublicationMessages[language].agreement;
  const base = `/editor/agreements/${slug}/versions/${version.number}/texts`;
  const field = `add-${version.number}`;
  return (
    <>
      <ul className="staff-links">
        {version.texts.filter(({ isBinding }) => !isBinding).map((text) => (
          <li key={text.language}>
            <a href={`${base}/${text.language}`}>{words.translation(languageName(text.language, language))}</a>
            {text.revision > 1 && <span className="muted"> {words.revision(text.revision)}</span>}
          </li>
        ))}
      </ul>
      <details>
        <summary>{words.addTranslation}</summary>
        <form method="get" action={base} className="staff-search">
          <div className="field">
            <label htmlFor={field}>{words.addTranslationHint}</label>
            <input id={field} name="language" autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </div>
          <button className="button button-plain">{words.addTranslationSubmit}</button>
        </form>
      </details>
    </>
  );
}

function Act({ act: { act, happenedAt, effectiveAt, reason, notice }, zone }: { act: StaffAct; zone: string }) {
  const language = useLanguage();
  const { agreement: words, labelled } = afterPublicationMessages[language];
  return (
    <>
      <p><strong>{words.act[act]}</strong> <Time instant={happenedAt} zone={zone} /></p>
      {effectiveAt && <p>{labelled(words.effectiveAt)} <Time instant={effectiveAt} zone={zone} /></p>}
      <p className="muted role-reason">{labelled(words.reason)} {reason}</p>
      {notice && <p className="role-reason">{labelled(words.notice)} <Words of={notice} /></p>}
    </>
  );
}

function Marks({ view, version }: VersionPart) {
  const language = useLanguage();
  const words = afterPublicationMessages[language];
  return (
    <>
      <h4>{words.agreement.marks}</h4>
      <ul className="staff-list">
        {version.marks.map((mark) => (
          <li key={mark.id}>
            <p>
              <a href={`/agreements/${view.slug}/versions/${version.number}#c-${mark.clause.id}`}>{mark.clause.number} {mark.clause.name}</a> ·{" "}
              {words.mark.kinds[mark.kind]} · {mark.isForAll ? words.parties.all : words.parties.some}
            </p>
            <p className="role-reason"><Words of={mark.ground} /></p>
          </li>
        ))}
      </ul>
    </>
  );
}
