import { ErrorSummary } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { StaffTop } from "#app/components/staff/version-head";
import { Carried, StaleSignIn, TextField, typedOf, WordsFields } from "#app/components/staff/version-fields";
import { NoticeKept } from "#app/components/staff/version-notice";
import { Time } from "#app/components/time";
import type { MovableView, PostponeConfirm } from "#app/http/desk/version-acts-form.server";
import type { ActRefill } from "#app/http/desk/version-acts-refill.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { zoneName } from "#app/messages/time";

type PageView = { view: MovableView; formToken: string; answer: ActRefill | { confirm: PostponeConfirm } | undefined };

/** Gives an announced version another date: the form, then what it will mean. */
export function PostponePage({ view, formToken, answer }: PageView) {
  const words = afterPublicationMessages[useLanguage()];
  if (answer && "confirm" in answer) return <ConfirmPostpone view={view} formToken={formToken} confirm={answer.confirm} />;
  return (
    <div className="staff staff-form">
      <ErrorSummary faults={answer?.faults} />
      <StaffTop head={view.head} title={words.postpone.title(view.number)}>
        <p className="lead">{words.postpone.lead}</p>
        <p>{words.postpone.now} <strong><Time instant={view.effectiveAt} zone={view.head.zone} /></strong></p>
      </StaffTop>
      {(answer ? answer.isStale : !view.isFresh) && <StaleSignIn />}
      <PostponeForm view={view} formToken={formToken} answer={answer} />
    </div>
  );
}

function PostponeForm({ view, formToken, answer }: { view: MovableView; formToken: string; answer: ActRefill | undefined }) {
  const language = useLanguage();
  const words = afterPublicationMessages[language];
  const typed = typedOf(answer);
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={formToken} />
      <TextField name="effective" label={words.postpone.date} hint={words.state.hint(zoneName({ zone: view.head.zone, language }))} typed={typed} />
      <ActWords typed={typed} />
      <button className="button" name="intent" value="check">{words.forms.check}</button>
    </form>
  );
}

/** Why it is done, for the record, and what readers are told. */
export function ActWords({ typed }: { typed: ReturnType<typeof typedOf> }) {
  const { forms } = afterPublicationMessages[useLanguage()];
  return (
    <>
      <WordsFields name="notice" label={forms.noticeIn} hint={forms.noticeHint} typed={typed} />
      <TextField name="reason" label={forms.reason} hint={forms.reasonHint} typed={typed} rows={3} />
    </>
  );
}

function ConfirmPostpone({ view, formToken, confirm }: { view: MovableView; formToken: string; confirm: PostponeConfirm }) {
  const words = afterPublicationMessages[useLanguage()];
  const { zone } = view.head;
  return (
    <div className="staff staff-form">
      <StaffTop head={view.head} title={words.postpone.title(view.number)} />
      <section className="next-step" aria-labelledby="confirm">
        <h2 id="confirm">{words.postpone.confirmTitle}</h2>
        {confirm.hasChanged && <p className="notice" role="alert">{words.forms.changed}</p>}
        <dl className="facts facts-wide">
          <dt>{words.postpone.from}</dt>
          <dd><Time instant={view.effectiveAt} zone={zone} /></dd>
          <dt>{words.postpone.to}</dt>
          <dd><strong><Time instant={confirm.effectiveAt} zone={zone} /></strong></dd>
        </dl>
        {confirm.working === null ? <p>{words.postpone.goesOn}</p> : <NoticeKept working={confirm.working} restarts />}
        <ActSaid typed={confirm.typed} />
        <ConfirmForm formToken={formToken} confirm={confirm} label={words.postpone.submit} />
      </section>
    </div>
  );
}

/** The words as they will be kept and told. */
export function ActSaid({ typed }: { typed: ActRefill["typed"] }) {
  const language = useLanguage();
  const { agreement } = afterPublicationMessages[language];
  const told = Object.entries(typed).filter(([name]) => name.startsWith("notice."));
  return (
    <dl className="facts facts-wide">
      <dt>{agreement.notice}</dt>
      <dd>{told.map(([name, [text]]) => <p key={name} lang={name.slice("notice.".length)} className="role-reason">{text}</p>)}</dd>
      <dt>{agreement.reason}</dt>
      <dd className="role-reason">{typed.reason?.[0]}</dd>
    </dl>
  );
}

type ConfirmFormProps = { formToken: string; confirm: { typed: ActRefill["typed"]; shown: string }; label: string };

/** The button that does it, and the one that leads back with everything typed. */
export function ConfirmForm({ formToken, confirm, label }: ConfirmFormProps) {
  const { forms } = afterPublicationMessages[useLanguage()];
  return (
    <form method="post" className="actions">
      <FormToken value={formToken} />
      <Carried typed={confirm.typed} />
      <input type="hidden" name="shown" value={confirm.shown} />
      <button className="button" name="intent" value="confirm">{label}</button>
      <button className="button button-plain" name="intent" value="change">{forms.change}</button>
    </form>
  );
}
