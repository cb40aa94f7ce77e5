import { ErrorSummary, Field } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { DeskNav } from "#app/components/compliance/desk-nav";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { caseMessages } from "#app/messages/case-file";

/** Where an auditor finds the case of a party. What is typed does not come into an address: it may be one of mail. */
export function FindCase({ formToken, refill }: { formToken: string; refill: Refilled }) {
  const words = caseMessages[useLanguage()];
  return (
    <div className="staff">
      <ErrorSummary faults={refill?.faults} />
      <h1>{words.findTitle}</h1>
      <DeskNav page="parties" />
      <p className="lead">{words.findLead}</p>
      <form method="post" className="stack staff-form" noValidate>
        <FormToken value={formToken} />
        <Field name="sought" label={words.find} hint={words.findHint} faults={refill?.faults} value={refill?.typed.sought} autoComplete="off" />
        <button className="button">{words.findButton}</button>
      </form>
    </div>
  );
}
