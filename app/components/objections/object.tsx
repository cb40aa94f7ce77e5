import type { ReactNode } from "react";
import { FormPage } from "#app/components/account/fields";
import { TimeSentence } from "#app/components/agreement/time-sentence";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Answers } from "#app/components/objections/answers";
import { Gate } from "#app/components/organisation/gate";
import { TextArea } from "#app/components/questions/text-area";
import { Said } from "#app/components/said";
import { Section } from "#app/components/section";
import { LONGEST_OBJECTION } from "#app/domain/acceptance/objection";
import type { GateView } from "#app/http/acceptance/gate-view.server";
import type { ObjectionView, ObjectView } from "#app/http/acceptance/objection-view.server";
import type { Refill } from "#app/http/desk/refill.server";
import { objectionMessages } from "#app/messages/objection-pages";

export type ObjectPageProps = { view: ObjectView; owner: GateView | null; formToken: string; refill: Refill | undefined };

/** Says what objecting would mean and lets one object; afterwards what it came to. */
export function ObjectPage({ view, owner, formToken, refill }: ObjectPageProps) {
  const words = objectionMessages[useLanguage()];
  if (owner) return <div className="page form-page"><Gate gate={owner} /></div>;
  const { chance, number } = view;
  switch (chance.chance) {
    case "open":
      return (
        <Page view={view} title={words.title(number)} refill={refill}>
          <p className="lead"><TimeSentence words={words.until} instant={chance.untilAt} zone={view.zone} /></p>
          <Section id="follows" title={words.follows}>
            <ul>{words.followsList(chance.binds, number).map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
          </Section>
          <ObjectForm submit={words.submit(number)} formToken={formToken} refill={refill} />
        </Page>
      );
    case "late":
      return (
        <Page view={view} title={words.lateTitle(number)} refill={refill}>
          <p className="lead"><TimeSentence words={words.late} instant={chance.untilAt} zone={view.zone} /></p>
          <p>{words.lateLead}</p>
          <p><a href={`/accept?set=${view.slug}@${number}`}>{words.decline}</a></p>
          <ObjectForm submit={words.submitLate} formToken={formToken} refill={refill} />
        </Page>
      );
    case "already objected":
      return <Made view={view} isLate={chance.isLate} />;
    case "accepted before":
      return <Closed view={view} title={words.acceptedTitle(number)} lead={words.acceptedLead} links={[[`/receipts/${chance.actId}`, words.receipt], ["/leave", words.leave]]} />;
    case "closed":
      return <Closed view={view} title={words.closedTitle(number)} lead={words.closedLead} links={[]} />;
    case "nothing binds":
      return <Closed view={view} title={words.nothingTitle} lead={words.nothingLead} links={[]} />;
  }
}

type PageProps = { view: ObjectView; title: string; refill?: Refill | undefined; children: ReactNode };

function Page({ view, title, refill, children }: PageProps) {
  const words = objectionMessages[useLanguage()];
  return (
    <FormPage title={title} faults={refill?.faults}>
      <p><a href={`/agreements/${view.slug}/versions/${view.number}`}><Words of={view.title} /></a></p>
      {children}
      <p><a href={`/agreements/${view.slug}`}>{words.cancel}</a></p>
    </FormPage>
  );
}

function ObjectForm({ submit, formToken, refill }: { submit: string; formToken: string; refill: Refill | undefined }) {
  const words = objectionMessages[useLanguage()];
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={formToken} />
      <TextArea name="reason" label={words.reason} hint={words.reasonHint} most={LONGEST_OBJECTION} rows={5} fault={refill?.faults.reason} value={refill?.typed.reason ?? ""} />
      <button className="button">{submit}</button>
    </form>
  );
}

function Made({ view, isLate }: { view: ObjectView; isLate: boolean }) {
  const words = objectionMessages[useLanguage()];
  const { number, made } = view;
  return (
    <FormPage title={isLate ? words.doneLateTitle(number) : words.doneTitle(number)}>
      <p><a href={`/agreements/${view.slug}/versions/${number}`}><Words of={view.title} /></a></p>
      <p className="lead" role="status">{isLate ? words.doneLateLead : words.doneLead(number)}</p>
      {made && <MadeFacts made={made} />}
      <ul className="actions">
        {made && <li><a href={`/receipts/${made.actId}`}>{words.receipt}</a></li>}
        <li><a href="/me">{words.mine}</a></li>
      </ul>
    </FormPage>
  );
}

function MadeFacts({ made }: { made: ObjectionView }) {
  const words = objectionMessages[useLanguage()];
  return (
    <>
      <p><TimeSentence words={words.objectedAt} instant={made.objectedAt} zone={made.zone} /></p>
      {(made.reason !== null || made.isRemoved) && <Section id="reason" title={words.yourReason}><Said words={made.reason} isRemoved={made.isRemoved} /></Section>}
      <Section id="answers" title={words.answers}><Answers objection={made} /></Section>
    </>
  );
}

function Closed({ view, title, lead, links }: { view: ObjectView; title: string; lead: string; links: [string, string][] }) {
  const words = objectionMessages[useLanguage()];
  const all: [string, string][] = [...links, [`/agreements/${view.slug}`, words.read], ["/me", words.mine]];
  return (
    <FormPage title={title}>
      <p className="lead">{lead}</p>
      <ul className="actions">{all.map(([to, name]) => <li key={to}><a href={to}>{name}</a></li>)}</ul>
    </FormPage>
  );
}
