import { Link } from "@remix-run/react";
import { Field, FormPage, type Faults } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { accountMessages } from "#app/messages/account";

export type Refilled = { faults: Faults; typed: Record<string, string> } | undefined;

type SignInView = { formToken: string; to: string; after: string | null; isSignUpOpen: boolean; refill: Refilled };

/** Address and password, and the ways on for those who lack one of them. */
export function SignInPage({ formToken, to, after, isSignUpOpen, refill }: SignInView) {
  const { form, signIn, signUp } = accountMessages[useLanguage()];
  const goingOn = to === "/" ? "" : `?to=${encodeURIComponent(to)}`;
  return (
    <FormPage title={signIn.title} faults={refill?.faults}>
      <Before after={after} to={to} />
      <form method="post" className="stack" noValidate>
        <FormToken value={formToken} />
        <input type="hidden" name="to" value={to} />
        <Field name="address" type="email" label={form.address} faults={refill?.faults} value={refill?.typed.address} autoComplete="username" />
        <Field name="password" type="password" label={form.password} faults={refill?.faults} autoComplete="current-password" />
        <p>{signIn.forgotten} <Link to="/reset">{signIn.choose}</Link></p>
        <button className="button">{signIn.submit}</button>
      </form>
      {isSignUpOpen && <p>{signIn.noAccount} <Link to={`/sign-up${goingOn}`}>{signUp.title}</Link></p>}
    </FormPage>
  );
}

/** What brought the person here: a page that needs a sign-in, or something done that ends with one. */
function Before({ after, to }: Pick<SignInView, "after" | "to">) {
  const { signIn } = accountMessages[useLanguage()];
  const said: Record<string, string> = { reset: signIn.wasReset, confirmed: signIn.wasConfirmed, moved: signIn.wasMoved };
  if (after !== null && Object.hasOwn(said, after)) return <p className="notice" role="status">{said[after]}</p>;
  return to === "/" ? null : <p className="lead">{signIn.lead}</p>;
}
