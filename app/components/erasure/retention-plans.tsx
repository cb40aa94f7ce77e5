import { ErrorSummary } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { WordsField } from "#app/components/erasure/words-field";
import { FormToken } from "#app/components/form-token";
import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import type { PlanView, RetentionView } from "#app/http/erasure/retention-view.server";
import { retentionMessages } from "#app/messages/retention";

export type PlansProps = { view: RetentionView; roles: string[]; formToken: string; done: string | null; refill: Refilled };

/** The open plan with what may be done about it, a reminder where one is missing, and earlier plans. */
export function Plans({ view, roles, formToken, done, refill }: PlansProps) {
  const words = retentionMessages[useLanguage()];
  const { plan } = view;
  return (
    <>
      {done && !refill && <p className="notice" role="status">{done}</p>}
      <ErrorSummary faults={refill?.faults} />
      <p>{words.plansLead}</p>
      {plan === null ? <Missing view={view} roles={roles} formToken={formToken} /> : <Open plan={plan} view={view} formToken={formToken} refill={refill} />}
      {view.former.length > 0 && <h3>{words.plansFormer}</h3>}
      <ul className="staff-list">
        {view.former.map(({ id, title, by, state, items }) => (
          <li key={id}><p><strong>{title}</strong> · {state}</p><p className="muted">{by} · <a href={`/operator/retention/plans/${id}/list.txt`}>{words.list}</a> · {words.planColumns.count}: {items}</p></li>
        ))}
      </ul>
    </>
  );
}

function Missing({ view, roles, formToken }: { view: RetentionView; roles: string[]; formToken: string }) {
  const words = retentionMessages[useLanguage()];
  if (!view.isPlanMissing) return <p className="empty">{words.planNotDue}</p>;
  return (
    <>
      <p className="notice">{words.planMissing}</p>
      {!view.hasOther && <OnlyOne />}
      {roles.includes("operator")
        ? <form method="post" className="stack"><FormToken value={formToken} /><button className="button" name="intent" value="make">{words.makePlan}</button></form>
        : <p>{words.onlyOperators}</p>}
    </>
  );
}

function OnlyOne() {
  const words = retentionMessages[useLanguage()];
  return <p>{words.onlyOne} <a href="/operator">{words.toRoles}</a></p>;
}

function Open({ plan, view, formToken, refill }: { plan: PlanView; view: RetentionView; formToken: string; refill: Refilled }) {
  const words = retentionMessages[useLanguage()];
  return (
    <>
      <h3>{plan.title}</h3>
      <p>{plan.state} · {plan.by}</p>
      <Counts plan={plan} />
      <p>{plan.left}</p>
      {plan.full && <p>{plan.full}</p>}
      <p><a href={`/operator/retention/plans/${plan.id}/list.txt`}>{words.list}</a></p>
      <p><Hash label={words.listHash} sha256={plan.sha256} /></p>
      {plan.isWaiting && <p>{plan.expires}</p>}
      {plan.isWaiting && (plan.isOwn ? <TakeBack plan={plan} view={view} formToken={formToken} /> : <Decide plan={plan} isFresh={view.isFresh} formToken={formToken} refill={refill} />)}
    </>
  );
}

function Counts({ plan }: { plan: PlanView }) {
  const { planColumns: words } = retentionMessages[useLanguage()];
  return (
    <table className="staff-table">
      <thead><tr><th scope="col">{words.kind}</th><th scope="col">{words.agreement}</th><th scope="col">{words.count}</th></tr></thead>
      <tbody>
        {plan.lines.map(({ key, kind, agreement, count }) => <tr key={key}><th scope="row">{kind}</th><td data-label={words.agreement}>{agreement}</td><td data-label={words.count}>{count}</td></tr>)}
      </tbody>
    </table>
  );
}

function Hidden({ plan, formToken }: { plan: PlanView; formToken: string }) {
  return <><FormToken value={formToken} /><input type="hidden" name="plan" value={plan.id} /><input type="hidden" name="sha256" value={plan.sha256} /></>;
}

function TakeBack({ plan, view, formToken }: { plan: PlanView; view: RetentionView; formToken: string }) {
  const words = retentionMessages[useLanguage()];
  return (
    <>
      {view.hasOther ? <p>{words.ownPlan}</p> : <OnlyOne />}
      <form method="post" className="stack"><Hidden plan={plan} formToken={formToken} /><button className="button button-plain" name="intent" value="withdraw">{words.takeBack}</button></form>
    </>
  );
}

function Decide({ plan, isFresh, formToken, refill }: { plan: PlanView; isFresh: boolean; formToken: string; refill: Refilled }) {
  const words = retentionMessages[useLanguage()];
  return (
    <div className="stack">
      {isFresh
        ? <form method="post"><Hidden plan={plan} formToken={formToken} /><button className="button" name="intent" value="approve">{words.approve(plan.items)}</button></form>
        : <p className="notice">{words.stale} <a href={`/sign-in/again?to=${encodeURIComponent("/operator/retention#plans")}`}>{words.signInAgain}</a></p>}
      <form method="post" className="stack" noValidate>
        <Hidden plan={plan} formToken={formToken} />
        <WordsField id="reject" label={words.rejectReason} fault={refill?.faults.reject} value={refill?.typed.words} />
        <button className="button button-plain" name="intent" value="reject">{words.reject}</button>
      </form>
    </div>
  );
}
