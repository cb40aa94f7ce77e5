import { ErrorSummary } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { StaleSignIn, typedOf } from "#app/components/staff/version-fields";
import { StaffTop } from "#app/components/staff/version-head";
import { ActSaid, ActWords, ConfirmForm } from "#app/components/staff/version-postpone";
import type { MovableView, WithdrawConfirm } from "#app/http/desk/version-acts-form.server";
import type { ActRefill } from "#app/http/desk/version-acts-refill.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { readingMessages } from "#app/messages/reading";

type PageView = { view: MovableView; formToken: string; answer: ActRefill | { confirm: WithdrawConfirm } | undefined };

/** Withdraws an announced version: the form, then which versions fall with it. */
export function WithdrawPage({ view, formToken, answer }: PageView) {
  const words = afterPublicationMessages[useLanguage()];
  const confirm = answer && "confirm" in answer ? answer.confirm : null;
  const refill = answer && "faults" in answer ? answer : undefined;
  return (
    <div className="staff staff-form">
      <ErrorSummary faults={refill?.faults} />
      <StaffTop head={view.head} title={words.withdraw.title(view.number)}>
        {confirm === null && <p className="lead">{words.withdraw.lead}</p>}
      </StaffTop>
      {confirm ? <ConfirmWithdraw view={view} formToken={formToken} confirm={confirm} /> : (
        <>
          {(refill ? refill.isStale : !view.isFresh) && <StaleSignIn />}
          <form method="post" className="stack" noValidate>
            <FormToken value={formToken} />
            <ActWords typed={typedOf(refill)} />
            <button className="button" name="intent" value="check">{words.forms.check}</button>
          </form>
        </>
      )}
    </div>
  );
}

function ConfirmWithdraw({ view, formToken, confirm }: { view: MovableView; formToken: string; confirm: WithdrawConfirm }) {
  const language = useLanguage();
  const words = afterPublicationMessages[language];
  const { numbers, inForce } = confirm;
  return (
    <section className="next-step" aria-labelledby="confirm">
      <h2 id="confirm">{words.withdraw.confirmTitle}</h2>
      {confirm.hasChanged && <p className="notice" role="alert">{words.forms.changed}</p>}
      <p>{words.withdraw.falls}</p>
      <ul>
        {numbers.map((number) => (
          <li key={number}><a href={`/agreements/${view.head.slug}/versions/${number}`}>{readingMessages[language].version(number)}</a></li>
        ))}
      </ul>
      <p>{inForce === null ? words.withdraw.nothing : words.withdraw.remains(inForce)}</p>
      <ActSaid typed={confirm.typed} />
      <ConfirmForm formToken={formToken} confirm={confirm} label={words.withdraw.submit(numbers.length)} />
    </section>
  );
}
