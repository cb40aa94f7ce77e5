import type { ReactNode } from "react";
import { FormPage } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { accountMessages } from "#app/messages/account";

type Asking = { formToken: string; address: string };

/** Asks the holder of an address to confirm it. */
export function ConfirmPage(asking: Asking) {
  const words = accountMessages[useLanguage()].confirm;
  return (
    <Question {...asking} words={words}>
      <p className="muted">{words.otherwise}</p>
    </Question>
  );
}

/** Asks whether an account shall move to the address to which the link was mailed. */
export function MovePage(asking: Asking) {
  return <Question {...asking} words={accountMessages[useLanguage()].move} />;
}

type QuestionWords = { title: string; question: (address: string) => string; effect: string; submit: string };

function Question({ formToken, address, words, children }: Asking & { words: QuestionWords; children?: ReactNode }) {
  return (
    <FormPage title={words.title}>
      <p className="lead">{words.question(address)}</p>
      <p>{words.effect}</p>
      <form method="post">
        <FormToken value={formToken} />
        <button className="button">{words.submit}</button>
      </form>
      {children}
    </FormPage>
  );
}

/** Said to the holder of both addresses: whoever opened the link has the mail of this one. */
export function TakenPage() {
  const words = accountMessages[useLanguage()].move;
  return (
    <FormPage title={words.takenTitle}>
      <p>{words.taken}</p>
    </FormPage>
  );
}
