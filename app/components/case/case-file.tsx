import { ErrorSummary } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { Answer, AskThen } from "#app/components/case/bound";
import { Timeline } from "#app/components/case/timeline";
import { UnmaskForm } from "#app/components/case/unmask-form";
import { DeskNav } from "#app/components/compliance/desk-nav";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { LocalTime, Time } from "#app/components/time";
import type { CaseView } from "#app/http/compliance/case-view.server";
import { caseMessages } from "#app/messages/case-file";

type CaseFileView = { view: CaseView; formToken: string; isFresh: boolean; isWrongDay: boolean; refill: Refilled };

/** All that is on record of one party: what binds, what bound, and how that came about. */
export function CaseFile({ view, isWrongDay, ...form }: CaseFileView) {
  const words = caseMessages[useLanguage()];
  const { day, known } = view.query;
  return (
    <div className="staff case">
      <ErrorSummary faults={form.refill?.faults} />
      <p className="eyebrow"><a href="/compliance/parties">{words.findTitle}</a></p>
      <h1>{words.title}</h1>
      <DeskNav page="parties" />
      <Person view={view} />
      <Section id="person" title={words.unmask.title}><UnmaskForm view={view} {...form} /></Section>
      <Section id="now" title={words.now}><Answer answer={view.now} zone={view.zone} /></Section>
      <Section id="then" title={words.then}>
        <AskThen view={view} isWrong={isWrongDay} />
        {view.then && (
          <>
            <h3>{words.onDay(day)}{known === "" ? "" : `, ${words.knownOn(known)}`}</h3>
            <Answer answer={view.then} zone={view.zone} />
          </>
        )}
      </Section>
      <Section id="timeline" title={words.timeline}><Timeline view={view} /></Section>
    </div>
  );
}

function Person({ view }: { view: CaseView }) {
  const words = caseMessages[useLanguage()];
  const { partyId, asOf, zone, sorts, place, createdAt, accountId, state, holds } = view;
  return (
    <>
      <dl className="facts facts-wide">
        <dt>{words.party}</dt><dd><code>{partyId}</code>{sorts.length > 0 && ` ${sorts.join(" · ")}`}</dd>
        <dt>{words.account}</dt><dd>{accountId ? <code>{accountId}</code> : words.noAccount}</dd>
        {place && <><dt>{words.place}</dt><dd>{place}</dd></>}
        {createdAt && <><dt>{words.since}</dt><dd><LocalTime instant={createdAt} zone={zone} /></dd></>}
        <dt>{words.asOf}</dt><dd><Time instant={asOf} zone={zone} /></dd>
        {holds.length > 0 && <><dt>{words.holds}</dt><dd>{holds.join("; ")}</dd></>}
      </dl>
      {createdAt === null && <p className="notice notice-quiet">{words.erasedParty}</p>}
      {state && <p className="notice notice-quiet">{state}</p>}
      <ul className="actions">
        <li><a className="button button-quiet" href={`/compliance/exports?${new URLSearchParams({ dataSet: "evidence", party: partyId }).toString()}`}>{words.bag}</a></li>
        <li><a href={`/operator/erasures/${partyId}`}>{words.dataPage}</a></li>
        <li><a href={`/compliance/audit?${new URLSearchParams({ person: partyId }).toString()}`}>{words.audit}</a></li>
      </ul>
    </>
  );
}
