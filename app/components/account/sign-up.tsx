import { Link } from "@remix-run/react";
import { Choices, Field, FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { accountMessages } from "#app/messages/account";

type SignUpView = { formToken: string; to: string; state: "open" | "closed" | "sent"; refill: Refilled };

export function SignUpPage(view: SignUpView) {
  if (view.state === "sent") return <SentPage to={view.to} />;
  return view.state === "closed" ? <ClosedPage /> : <SignUpForm {...view} />;
}

function SignUpForm({ formToken, to, refill }: SignUpView) {
  const { signUp } = accountMessages[useLanguage()];
  const { faults, typed } = refill ?? { faults: {}, typed: {} };
  return (
    <FormPage title={signUp.title} faults={faults}>
      <p className="lead">{signUp.lead}</p>
      <p>{signUp.haveOne} <Link to={signInPath(to)}>{accountMessages[useLanguage()].signIn.title}</Link></p>
      <form method="post" className="stack" noValidate>
        <FormToken value={formToken} />
        <input type="hidden" name="to" value={to} />
        <AccountFields faults={faults} typed={typed} />
        <Choices
          name="customerKind"
          legend={signUp.kind}
          hint={signUp.kindHint}
          faults={faults}
          value={typed.customerKind}
          choices={[{ value: "consumer", label: signUp.consumer }, { value: "business", label: signUp.business }]}
        />
        <button className="button">{signUp.submit}</button>
      </form>
    </FormPage>
  );
}

/** Address, password and name, as every new account needs them. */
export function AccountFields({ faults, typed }: { faults: Record<string, string>; typed: Record<string, string> }) {
  const { form } = accountMessages[useLanguage()];
  return (
    <>
      <Field name="address" type="email" label={form.address} faults={faults} value={typed.address} autoComplete="email" />
      <Field name="password" type="password" label={form.password} hint={form.passwordHint} faults={faults} autoComplete="new-password" />
      <Field name="name" label={form.name} hint={form.nameHint} faults={faults} value={typed.name} autoComplete="name" />
    </>
  );
}

function SentPage({ to }: { to: string }) {
  const { signUp, signIn } = accountMessages[useLanguage()];
  return (
    <FormPage title={signUp.sentTitle}>
      <p>{signUp.sent}</p>
      <p>{signUp.sentNow}</p>
      <p className="actions">
        <Link className="button" to={signInPath(to)}>{signIn.title}</Link>
        <Link to="/sign-up">{signUp.again}</Link>
      </p>
      <p className="muted">{signUp.sentNone}</p>
    </FormPage>
  );
}

function ClosedPage() {
  const { signUp, signIn } = accountMessages[useLanguage()];
  return (
    <FormPage title={signUp.closedTitle}>
      <p>{signUp.closed}</p>
      <p><Link to="/sign-in">{signIn.title}</Link></p>
    </FormPage>
  );
}

function signInPath(to: string): string {
  return to === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(to)}`;
}
