import { FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { WordsField } from "#app/components/erasure/words-field";
import { TimeSentence } from "#app/components/agreement/time-sentence";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { EndingList } from "#app/components/leaving/ending-list";
import { Section } from "#app/components/section";
import type { LeaveView } from "#app/http/acceptance/leave-view.server";
import type { Language } from "#app/messages/catalogue";
import { leavingMessages } from "#app/messages/leaving";
import { formatDate } from "#app/messages/time";

type Page = { view: LeaveView; formToken: string; refill: Refilled };

/** Says what ends, what goes on binding and what follows, and lets one leave; afterwards what it meant, and until when data can be fetched. */
export function LeavePage({ view, formToken, refill }: Page) {
  const language = useLanguage();
  if (view.leftAt !== null) return <LeftPage view={view} leftAt={view.leftAt} />;
  const words = leavingMessages[language];
  const { organisation } = view;
  return (
    <FormPage title={organisation === null ? words.title : words.titleFor(organisation)} faults={refill?.faults}>
      <p className="lead">{organisation === null ? words.lead : words.leadFor(organisation)}</p>
      <Copy view={view} />
      <Section id="ends" title={words.ends}><EndingList agreements={view.agreements} /></Section>
      <Section id="follows" title={words.follows}><Follows view={view} language={language} /></Section>
      {view.mayLeave ? <LeaveForm view={view} formToken={formToken} refill={refill} /> : <AskOwner organisation={organisation ?? ""} />}
      <p><a href={organisation === null ? "/account" : "/me"}>{words.cancel}</a></p>
    </FormPage>
  );
}

function Copy({ view: { organisation, mayLeave } }: { view: LeaveView }) {
  const words = leavingMessages[useLanguage()];
  return (
    <Section id="before" title={words.before}>
      <p>{organisation === null ? words.copyFirst : words.copyFirstFor}</p>
      {mayLeave && <p><a className="button button-plain" href="/leave/copy.json" download>{words.copy}</a></p>}
      <p><a href="/me">{words.receipts}</a></p>
    </Section>
  );
}

function Follows({ view, language }: { view: LeaveView; language: Language }) {
  const words = leavingMessages[language];
  const date = formatDate(view.dataUntil, { zone: view.zone, language });
  if (view.organisation !== null) {
    return <ul>{[words.ended, words.fetchFor(date), words.kept, words.finalFor].map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>;
  }
  return (
    <>
      <ul>
        <li>{words.ended}</li>
        <li>{words.fetch(date)}</li>
        <li>{words.erasure} <a href="/account/erasure">{words.erasureLink}</a></li>
        <li>{words.final}</li>
      </ul>
      {view.owned.length > 0 && <p>{words.owned}</p>}
      {view.owned.length > 0 && <ul>{view.owned.map((name) => <li key={name}>{name}</li>)}</ul>}
    </>
  );
}

function LeaveForm({ view: { organisation }, formToken, refill }: Page) {
  const words = leavingMessages[useLanguage()];
  const fault = refill?.faults.understood;
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={formToken} />
      <WordsField id="reason" name="reason" label={words.reason} hint={words.reasonHint} fault={undefined} value={refill?.typed.reason} />
      <div className={fault ? "field field-wrong" : "field"}>
        {fault && <p className="field-error" id="understood-fault">{fault}</p>}
        <label className="choice">
          <input type="checkbox" id="understood" name="understood" value="yes" aria-describedby={fault && "understood-fault"} />
          <span>{words.understood}</span>
        </label>
      </div>
      <button className="button">{organisation === null ? words.submit : words.submitFor}</button>
    </form>
  );
}

function AskOwner({ organisation }: { organisation: string }) {
  const words = leavingMessages[useLanguage()];
  return <Section id="ask" title={words.ask}><p>{words.askLead(organisation)}</p></Section>;
}

function LeftPage({ view, leftAt }: { view: LeaveView; leftAt: string }) {
  const language = useLanguage();
  const words = leavingMessages[language];
  const { organisation, dataUntil, zone } = view;
  const date = formatDate(dataUntil, { zone, language });
  return (
    <FormPage title={organisation === null ? words.done : words.doneFor(organisation)}>
      <p className="lead"><TimeSentence words={words.doneLead} instant={leftAt} zone={zone} /></p>
      <p>{organisation === null ? words.fetch(date) : words.fetchFor(date)}</p>
      <ul className="actions">
        <li><a href="/leave/copy.json" download>{words.copy}</a></li>
        <li><a href="/me">{words.receipts}</a></li>
        {organisation === null && <li><a href="/account/erasure">{words.erasureState}</a></li>}
      </ul>
      <Section id="ended" title={words.endedList}><EndingList agreements={view.agreements} /></Section>
    </FormPage>
  );
}
