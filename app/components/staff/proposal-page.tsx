import { ErrorSummary } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { nameProposal } from "#app/components/staff/proposal-list";
import { TextField, typedOf } from "#app/components/staff/version-fields";
import { StaffTop } from "#app/components/staff/version-head";
import { NoticeKept } from "#app/components/staff/version-notice";
import { Time } from "#app/components/time";
import type { DecisionView } from "#app/http/desk/proposal-page.server";
import type { ActRefill } from "#app/http/desk/version-acts-refill.server";
import { afterPublicationMessages } from "#app/messages/after-publication";

type PageView = { view: DecisionView; isNew: boolean; formToken: string; refill: ActRefill | undefined };

/** What somebody proposed, with all that will be written and told, and the decision on it. */
export function ProposalPage({ view, isNew, formToken, refill }: PageView) {
  const words = afterPublicationMessages[useLanguage()].proposals;
  const { line, head } = view;
  return (
    <div className="staff staff-form">
      <ErrorSummary faults={refill?.faults} />
      <StaffTop head={head} title={nameProposal(line, words)}>
        <p><span className={line.outcome === "open" ? "tag tag-announced" : "tag"}>{words.outcome[line.outcome]}</span> <a href="/editor/proposals">{words.all}</a></p>
      </StaffTop>
      {isNew && line.outcome === "open" && <p className="notice" role="status">{words.saved}</p>}
      {line.outcome === "rejected" && <p className="notice notice-quiet">{words.rejectedBecause} {line.reason}</p>}
      <Facts view={view} />
      {view.blocked && <p className="notice" role="note">{words.blocked} {view.blocked}</p>}
      <Decision view={view} formToken={formToken} refill={refill} />
    </div>
  );
}

function Facts({ view }: { view: DecisionView }) {
  const all = afterPublicationMessages[useLanguage()];
  const words = all.proposals;
  const { head, line, mark, ending, parties } = view;
  return (
    <dl className="facts facts-wide">
      <dt>{words.by}</dt>
      <dd>{view.author ?? words.authorGone}</dd>
      <dt>{words.at}</dt>
      <dd><Time instant={line.createdAt} zone={head.zone} /></dd>
      {mark && <MarkFacts view={view} mark={mark} />}
      <dt>{words.whom}</dt>
      <dd>{parties === null ? words.everyone : <Parties parties={parties} />}</dd>
      <dt>{words.ground}</dt>
      <dd><Said words={view.ground} /></dd>
      {ending && <EndFacts ending={ending} zone={head.zone} />}
    </dl>
  );
}

function MarkFacts({ view: { head, line }, mark: { clause, sinceAt } }: { view: DecisionView; mark: NonNullable<DecisionView["mark"]> }) {
  const words = afterPublicationMessages[useLanguage()].proposals;
  return (
    <>
      <dt>{words.clause}</dt>
      <dd><a href={`/agreements/${head.slug}/versions/${line.version}#c-${clause.id}`}>{`${clause.number ?? ""} ${clause.name}`.trim()}</a></dd>
      <dt>{words.since}</dt>
      <dd>{sinceAt === null ? words.beginning : <Time instant={sinceAt} zone={head.zone} />}</dd>
    </>
  );
}

function EndFacts({ ending, zone }: { ending: NonNullable<DecisionView["ending"]>; zone: string }) {
  const words = afterPublicationMessages[useLanguage()].proposals;
  return (
    <>
      <dt>{words.ends}</dt>
      <dd>
        {ending.wantedAt ? <Time instant={ending.wantedAt} zone={zone} /> : ending.working && <>{words.earliest} <Time instant={ending.working.earliestAt} zone={zone} /></>}
        {ending.working && <NoticeKept working={ending.working} restarts />}
      </dd>
      <dt>{words.refund}</dt>
      <dd><Said words={ending.refund} /></dd>
      <dt>{words.dataUntil}</dt>
      <dd>{ending.dataUntil === null ? words.noData : <Time instant={ending.dataUntil} zone={zone} />}</dd>
      <dt>{words.surviving}</dt>
      <dd>{ending.surviving.length === 0 ? words.noSurviving : <ul>{ending.surviving.map((clause) => <li key={clause}>{clause}</li>)}</ul>}</dd>
    </>
  );
}

/** The same words in every language. */
function Said({ words }: { words: DecisionView["ground"] }) {
  return words.map(({ language, text }) => <p key={language} lang={language} className="role-reason">{text}</p>);
}

function Parties({ parties }: { parties: NonNullable<DecisionView["parties"]> }) {
  const words = afterPublicationMessages[useLanguage()].parties;
  return (
    <details open={parties.length <= 10}>
      <summary>{words.count(parties.length)}</summary>
      <ul>{parties.map(({ id, address }) => <li key={id}>{address ?? ""} <span className="muted party-id">{id}</span></li>)}</ul>
    </details>
  );
}

function Decision({ view, formToken, refill }: Omit<PageView, "isNew">) {
  const words = afterPublicationMessages[useLanguage()].proposals;
  if (view.may === "decided") return null;
  if (view.may === "own") return <p className="notice notice-quiet">{words.own}</p>;
  if (view.may === "no") return <p className="notice notice-quiet">{words.notApprover}</p>;
  return (
    <section className="next-step" aria-labelledby="decide">
      <h2 id="decide">{words.decide}</h2>
      <Approve view={view} formToken={formToken} />
      <form method="post" className="stack">
        <FormToken value={formToken} />
        <TextField name="reason" label={words.rejectReason} typed={typedOf(refill)} rows={3} />
        <button className="button button-plain" name="intent" value="reject">{words.reject}</button>
      </form>
    </section>
  );
}

function Approve({ view, formToken }: { view: DecisionView; formToken: string }) {
  const words = afterPublicationMessages[useLanguage()].proposals;
  const { what, id } = view.line;
  if (view.blocked) return null;
  if (!view.isFresh) return <p className="notice">{words.stale} <a href={`/sign-in/again?to=${encodeURIComponent(`/editor/proposals/${id}`)}`}>{words.signInAgain}</a></p>;
  return (
    <form method="post" className="stack">
      <FormToken value={formToken} />
      <p>{words.approveLead[what]}</p>
      <button className="button" name="intent" value="approve">{words.approve[what]}</button>
    </form>
  );
}
