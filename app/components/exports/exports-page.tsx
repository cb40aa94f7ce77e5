import { ErrorSummary } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { DeskNav } from "#app/components/compliance/desk-nav";
import { WordsField } from "#app/components/erasure/words-field";
import { OrderForm } from "#app/components/exports/order-form";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import type { ListedExport } from "#app/http/compliance/exports-view.server";
import { exportMessages } from "#app/messages/exports";

export type ExportsView = {
  formToken: string;
  isFresh: boolean;
  /** Only auditors take data out; operators may be the second person. */
  mayOrder: boolean;
  roles: string[];
  /** What the address of the page fills into the form. */
  given: Record<string, string>;
  done: string | null;
  waiting: ListedExport[];
  exports: ListedExport[];
  next: string | null;
  isFirst: boolean;
};

/** Taking records out, deciding about what names persons, and all exports made. */
export function ExportsPage({ view, refill }: { view: ExportsView; refill: Refilled }) {
  const words = exportMessages[useLanguage()];
  return (
    <div className="staff">
      <ErrorSummary faults={refill?.faults} />
      <h1>{words.title}</h1>
      <DeskNav page="exports" roles={view.roles} />
      <p className="lead">{words.lead}</p>
      {view.done && <p className="notice" role="status">{view.done}</p>}
      {!view.isFresh && <p className="notice">{words.stale} <a href={`/sign-in/again?to=${encodeURIComponent(`/compliance/exports?${new URLSearchParams(view.given)}`)}`}>{words.again}</a></p>}
      {view.mayOrder && <Section id="new" title={words.newTitle}><OrderForm formToken={view.formToken} given={view.given} refill={refill} /></Section>}
      <Section id="waiting" title={words.waiting}><Waiting view={view} refill={refill} /></Section>
      <Section id="made" title={words.made}><Made view={view} /></Section>
    </div>
  );
}

function Waiting({ view, refill }: { view: ExportsView; refill: Refilled }) {
  const words = exportMessages[useLanguage()];
  if (view.waiting.length === 0) return <p className="empty">{words.nothingWaits}</p>;
  return (
    <>
      <p>{words.waitingLead}</p>
      <ul className="staff-list">
        {view.waiting.map((request) => (
          <li key={request.id}>
            <Listed row={request} />
            {request.isMine ? <TakeBack id={request.id} formToken={view.formToken} /> : <Decide id={request.id} view={view} refill={refill} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Decide({ id, view, refill }: { id: string; view: ExportsView; refill: Refilled }) {
  const words = exportMessages[useLanguage()];
  const hidden = <><FormToken value={view.formToken} /><input type="hidden" name="request" value={id} /></>;
  const typed = refill?.typed.request === id && refill.typed.intent === "reject" ? refill.typed.words : "";
  return (
    <div className="stack">
      {view.isFresh && <form method="post">{hidden}<button className="button" name="intent" value="approve">{words.approve}</button></form>}
      <form method="post" className="stack" noValidate>
        {hidden}
        <WordsField id={`reject-${id}`} label={words.rejectReason} fault={refill?.faults[`reject-${id}`]} value={typed} />
        <button className="button button-plain" name="intent" value="reject">{words.reject}</button>
      </form>
    </div>
  );
}

function TakeBack({ id, formToken }: { id: string; formToken: string }) {
  const words = exportMessages[useLanguage()];
  return (
    <form method="post" className="stack">
      <FormToken value={formToken} />
      <input type="hidden" name="request" value={id} />
      <p className="muted">{words.own}</p>
      <button className="button button-plain" name="intent" value="withdraw">{words.takeBack}</button>
    </form>
  );
}

function Made({ view }: { view: ExportsView }) {
  const words = exportMessages[useLanguage()];
  return (
    <>
      {view.exports.length === 0 && <p className="empty">{words.none}</p>}
      <ul className="staff-list">
        {view.exports.map((made) => <li key={made.id}><Listed row={made} to={`/compliance/exports/${made.id}`} /></li>)}
      </ul>
      <ul className="actions">
        {!view.isFirst && <li><a href="/compliance/exports">{words.newest}</a></li>}
        {view.next && <li><a href={`/compliance/exports?before=${view.next}`} rel="next">{words.older}</a></li>}
      </ul>
    </>
  );
}

function Listed({ row, to }: { row: ListedExport; to?: string }) {
  const words = exportMessages[useLanguage()];
  return (
    <>
      <p>{to === undefined ? <strong>{row.title}</strong> : <a href={to}>{row.title}</a>}</p>
      <p className="muted"><LocalTime instant={row.at} zone="UTC" /> · {words.askedBy(row.by)} · {row.filter}</p>
      <p className="role-reason">{row.reason}</p>
    </>
  );
}
