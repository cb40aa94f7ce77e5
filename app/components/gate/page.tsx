import { ChangeItem } from "#app/components/gate/change";
import { Choices } from "#app/components/gate/choices";
import { useLanguage } from "#app/components/language";
import { Named } from "#app/components/gate/named";
import { Section } from "#app/components/section";
import type { ChangeGateView } from "#app/http/acceptance/change-gate.server";
import type { GateView } from "#app/http/acceptance/gate-view.server";
import { gateMessages } from "#app/messages/gate";

export type GatePageView =
  | { page: "visitor"; to: string | null }
  | { page: "gate"; view: ChangeGateView; owner: GateView | null; to: string | null; onward: string; formToken: string };

/** What a signed-in person meets on the way to the service: what changes, what each answer means, and the ways to answer. */
export function ChangeGatePage({ view: page }: { view: GatePageView }) {
  const words = gateMessages[useLanguage()];
  if (page.page === "visitor") return <Visitor to={page.to} />;
  const { view, owner, to, onward, formToken } = page;
  return (
    <div className="page notice-page gate-page">
      <h1>{words.heading[view.kind]}</h1>
      <p className="lead">{words.lead[view.kind]}</p>
      {view.kind !== "open" && <p><a href="#means">{words.toChoices}</a></p>}
      {owner?.owner && <p>{words.owner(owner.owner)}</p>}
      {view.changes.map((change) => <ChangeItem key={change.versionId} change={change} isAlone={view.changes.length === 1} />)}
      {view.kind === "open" ? <Answered view={view} to={to} /> : <Choices view={view} onward={onward} formToken={formToken} />}
    </div>
  );
}

function Visitor({ to }: { to: string | null }) {
  const words = gateMessages[useLanguage()];
  return (
    <div className="page">
      <h1>{words.visitor}</h1>
      <p className="lead">{words.visitorLead}</p>
      <ul className="actions">
        <li><a href={`/sign-in?to=${encodeURIComponent(to === null ? "/me" : `/gate?to=${encodeURIComponent(to)}`)}`}>{words.signIn}</a></li>
        <li><a href={to ?? "/"}>{to === null ? words.home : words.onward}</a></li>
      </ul>
    </div>
  );
}

function Answered({ view: { answered }, to }: { view: ChangeGateView; to: string | null }) {
  const words = gateMessages[useLanguage()];
  return (
    <Section id="answered" title={words.answered}>
      <ul>
        {answered.map(({ slug, number, title, why }) => (
          <li key={`${slug} ${number}`}><a href={`/agreements/${slug}/versions/${number}`}><Named title={title} number={number} /></a>: {why}</li>
        ))}
      </ul>
      <ul className="actions">
        <li><a href="/me">{words.mine}</a></li>
        <li><a href={to ?? "/"}>{words.onward}</a></li>
      </ul>
    </Section>
  );
}
