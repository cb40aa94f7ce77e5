import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Named } from "#app/components/gate/named";
import { Gate } from "#app/components/organisation/gate";
import { Section } from "#app/components/section";
import type { AcceptView } from "#app/http/acceptance/accept-view.server";
import { acceptPageMessages } from "#app/messages/acceptance";

export type AcceptProblem = keyof (typeof acceptPageMessages)["en"]["problem"];

type Page = { view: AcceptView; problem: AcceptProblem | null; formToken: string; to: string };

/** The acceptance screen, placed as it was hashed, with its form and whatever must be said around it. */
export function AcceptPage({ view, problem, formToken, to }: Page) {
  const words = acceptPageMessages[useLanguage()];
  return (
    <div className="page accept-page">
      <Problem problem={problem} hasBox={view.kind === "open"} />
      {view.kind === "open" && view.reasons.length > 0 && (
        <aside className="notice" aria-label={words.why}>
          {view.reasons.map(({ title, sentence }) => <p key={title}>{words.reasonFor(title, sentence)}</p>)}
        </aside>
      )}
      {view.kind === "open" && <div dangerouslySetInnerHTML={{ __html: view.html }} />}
      {view.kind === "open" && (
        <form id="act" method="post">
          <input type="hidden" name="token" value={view.token} />
          <FormToken value={formToken} />
        </form>
      )}
      <NothingToAccept view={view} to={to} />
    </div>
  );
}

/** Always there, because the box names it as its description; empty while nothing is wrong. */
function Problem({ problem, hasBox }: { problem: AcceptProblem | null; hasBox: boolean }) {
  const words = acceptPageMessages[useLanguage()];
  if (problem === null) return <div id="act-problem" />;
  return (
    <div id="act-problem" className="error-summary" role="alert">
      <h2>{words.problemTitle}</h2>
      <p>{words.problem[problem]}</p>
      {problem === "unticked" && hasBox && <p><a href="#accepted">{words.toBox}</a></p>}
    </div>
  );
}

function NothingToAccept({ view, to }: { view: AcceptView; to: string }) {
  const words = acceptPageMessages[useLanguage()];
  switch (view.kind) {
    case "open":
    case "hidden":
      return null;
    case "gate":
      return <Gate gate={view.gate} />;
    case "nothing":
      return (
        <>
          <Plain title={words.nothing} lead={words.nothingLead} links={[[to, words.onward], ["/me", words.mine]]} />
          {view.ahead.length > 0 && <Ahead ahead={view.ahead} />}
        </>
      );
    case "already": {
      const receipts = view.actIds.map((id): [string, string] => [`/receipts/${id}`, words.receipt]);
      return <Plain title={words.already} lead={words.alreadyLead} links={[...receipts, [to, words.onward]]} />;
    }
    case "closed": {
      const links: [string, string][] = [[`/agreements/${view.slug}`, words.read], [`/agreements/${view.slug}/versions`, words.history]];
      return <Plain title={words.closed(view.slug, view.number)} lead={words.closedLead} links={links} />;
    }
    case "information":
    case "consent":
      return <Plain title={words.information} lead={words.informationLead} links={[[`/agreements/${view.slug}`, words.read], ["/me", words.mine]]} />;
  }
}

function Ahead({ ahead }: Pick<Extract<AcceptView, { kind: "nothing" }>, "ahead">) {
  const words = acceptPageMessages[useLanguage()];
  return (
    <Section id="ahead" title={words.ahead}>
      <p>{words.aheadLead}</p>
      <ul>
        {ahead.map(({ href, title, number }) => <li key={href}><a href={href}><Named title={title} number={number} /></a></li>)}
      </ul>
    </Section>
  );
}

function Plain({ title, lead, links }: { title: string; lead: string; links: [string, string][] }) {
  return (
    <>
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      <ul className="actions">
        {links.map(([to, name]) => <li key={to}><a href={to}>{name}</a></li>)}
      </ul>
    </>
  );
}
