import { Link } from "@remix-run/react";
import { FormPage } from "#app/components/account/fields";
import { useLanguage } from "#app/components/language";
import { accountMessages } from "#app/messages/account";

const NEXT = {
  confirm: { to: "/account", name: "toAccount" },
  reset: { to: "/reset", name: "toReset" },
  change: { to: "/account", name: "toAccount" },
  operator: { to: "/sign-in", name: "toSignIn" },
} as const;

/** What is shown for every link that cannot be used, whatever the reason, with what to do instead. */
export function LinkOverPage({ purpose }: { purpose: keyof typeof NEXT }) {
  const words = accountMessages[useLanguage()].linkOver;
  const { to, name } = NEXT[purpose];
  return (
    <FormPage title={words.title}>
      <p className="lead">{words.reasons}</p>
      <p>{words[purpose]}</p>
      <p><Link to={to}>{words[name]}</Link></p>
    </FormPage>
  );
}
