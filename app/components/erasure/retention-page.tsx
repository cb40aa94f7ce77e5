import { DeskNav } from "#app/components/compliance/desk-nav";
import { Plans, type PlansProps } from "#app/components/erasure/retention-plans";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import type { RetentionView } from "#app/http/erasure/retention-view.server";
import { retentionMessages } from "#app/messages/retention";

const COUNTED = ["now", "soon", "later", "held"] as const;

/** Periods with their reasons, what goes next and by which plan, what is held, and what waits for a person. */
export function RetentionPage(page: PlansProps) {
  const { view, roles } = page;
  const words = retentionMessages[useLanguage()];
  return (
    <div className="staff">
      <DeskNav page="retention" roles={roles} />
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <Section id="rules" title={words.rules}><div className="stack"><Rules view={view} /></div></Section>
      <Section id="due" title={words.due}><div className="stack"><DueTable view={view} /></div></Section>
      <Section id="plans" title={words.plans}><div className="stack"><Plans {...page} /></div></Section>
      <Section id="waiting" title={words.waiting}><div className="stack"><Waiting view={view} /></div></Section>
      <Section id="restricted" title={words.restricted}>
        {view.restricted.length === 0 && <p className="empty">{words.restrictedNone}</p>}
        <ul className="staff-list">{view.restricted.map(({ href, name, again }) => <li key={href}><a className="role-reason" href={href}>{name}</a> · {again}</li>)}</ul>
      </Section>
      <Section id="holds" title={words.holds}>
        {view.holds.length === 0 && <p className="empty">{words.holdsNone}</p>}
        <ul className="staff-list">{view.holds.map(({ id, href, name, reason, until }) => <li key={id}><a href={href}>{name}</a> · {reason} · {until}</li>)}</ul>
      </Section>
      <Section id="sweeps" title={words.sweeps}>
        {view.sweeps.length === 0 && <p className="empty">{words.sweepsNone}</p>}
        <ul className="staff-list">{view.sweeps.map(({ id, at, sentence }) => <li key={id}><LocalTime instant={at} zone="UTC" /> · {sentence}</li>)}</ul>
      </Section>
    </div>
  );
}

function Rules({ view }: { view: RetentionView }) {
  const words = retentionMessages[useLanguage()];
  return (
    <>
      <p>{view.file === null ? words.rulesShipped : words.rulesOwn(view.file)}</p>
      <table className="staff-table">
        <thead><tr><th scope="col">{words.kind}</th><th scope="col">{words.period}</th><th scope="col">{words.reason}</th><th scope="col">{words.source}</th></tr></thead>
        <tbody>
          {view.rules.map(({ kind, name, kept, reason, isOwn }) => (
            <tr key={kind}>
              <th scope="row">{name}</th>
              <td data-label={words.period}>{kept}</td><td data-label={words.reason}>{reason}</td><td data-label={words.source} className="unbroken">{isOwn ? words.own : words.shipped}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function DueTable({ view }: { view: RetentionView }) {
  const words = retentionMessages[useLanguage()];
  return (
    <>
      <p>{words.dueLead}</p>
      <table className="staff-table">
        <thead><tr><th scope="col">{words.kind}</th>{[...COUNTED, "next" as const].map((name) => <th key={name} scope="col">{words.columns[name]}</th>)}</tr></thead>
        <tbody>
          {view.due.map(({ kind, name, numbers, next }) => (
            <tr key={kind}>
              <th scope="row">{name}</th>
              {COUNTED.map((each) => <td key={each} data-label={words.columns[each]}>{numbers[each]}</td>)}
              <td data-label={words.columns.next}>{next ?? words.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {view.running > 0 && <p className="muted">{words.running(view.running)}</p>}
    </>
  );
}

function Waiting({ view }: { view: RetentionView }) {
  const words = retentionMessages[useLanguage()];
  return (
    <>
      <p>{words.waitingLead}</p>
      {view.waiting.length === 0
        ? <p className="empty">{words.waitingNone}</p>
        : <ul className="staff-list">{view.waiting.map(({ id, href, name, asked }) => <li key={id}><a href={href}>{name}</a> · {words.askedOn} {asked}</li>)}</ul>}
      <p><a href="/operator/erasures">{words.toErasures}</a></p>
    </>
  );
}
