import { Link } from "@remix-run/react";
import { Field, FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { accountMessages } from "#app/messages/account";

export function ResetRequestPage({ formToken, refill }: { formToken: string; refill: Refilled }) {
  const { form, reset, signIn } = accountMessages[useLanguage()];
  return (
    <FormPage title={reset.title} faults={refill?.faults}>
      <p className="lead">{reset.lead}</p>
      <form method="post" className="stack" noValidate>
        <FormToken value={formToken} />
        <Field name="address" type="email" label={form.address} faults={refill?.faults} value={refill?.typed.address} autoComplete="username" />
        <button className="button">{reset.submit}</button>
      </form>
      <p><Link to="/sign-in">{signIn.title}</Link></p>
    </FormPage>
  );
}

/** The same whether the address has an account or not. */
export function ResetSentPage() {
  const { reset } = accountMessages[useLanguage()];
  return (
    <FormPage title={reset.sentTitle}>
      <p>{reset.sent}</p>
      <p className="muted">{reset.sentNone}</p>
      <p><Link to="/reset">{reset.again}</Link></p>
    </FormPage>
  );
}

export function NewPasswordPage({ formToken, address, refill }: { formToken: string; address: string; refill: Refilled }) {
  const { form, reset } = accountMessages[useLanguage()];
  return (
    <FormPage title={reset.title} faults={refill?.faults}>
      <p className="lead">{reset.choose(address)}</p>
      <form method="post" className="stack" noValidate>
        <FormToken value={formToken} />
        <input type="hidden" name="username" value={address} autoComplete="username" />
        <Field name="password" type="password" label={form.newPassword} hint={form.passwordHint} faults={refill?.faults} autoComplete="new-password" />
        <p>{reset.effect}</p>
        <button className="button">{reset.save}</button>
      </form>
    </FormPage>
  );
}
