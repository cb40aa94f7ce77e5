import { Field, FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { staffMessages } from "#app/messages/staff";

/** Asks a signed-in person for the password once more. */
export function SignInAgainPage({ formToken, address, to, refill }: { formToken: string; address: string; to: string; refill: Refilled }) {
  const words = staffMessages[useLanguage()].again;
  return (
    <FormPage title={words.title} faults={refill?.faults}>
      <p className="lead">{words.lead}</p>
      <p>{words.account(address)}</p>
      <form method="post" className="stack" noValidate>
        <FormToken value={formToken} />
        <input type="hidden" name="to" value={to} />
        <input type="hidden" name="username" value={address} autoComplete="username" />
        <Field name="current" type="password" label={words.password} faults={refill?.faults} autoComplete="current-password" />
        <button className="button">{words.submit}</button>
      </form>
    </FormPage>
  );
}
