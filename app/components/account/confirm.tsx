import { FormPage } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { accountMessages } from "#app/messages/account";

/** Asks the holder of an address to confirm it. */
export function ConfirmPage({ formToken, address }: { formToken: string; address: string }) {
  const words = accountMessages[useLanguage()].confirm;
  return (
    <FormPage title={words.title}>
      <p className="lead">{words.question(address)}</p>
      <p>{words.effect}</p>
      <form method="post">
        <FormToken value={formToken} />
        <button className="button">{words.submit}</button>
      </form>
      <p className="muted">{words.otherwise}</p>
    </FormPage>
  );
}

/** Asks whether an account shall move to the address to which the link was mailed. */
export function MovePage({ formToken, address }: { formToken: string; address: string }) {
  const words = accountMessages[useLanguage()].move;
  return (
    <FormPage title={words.title}>
      <p className="lead">{words.question(address)}</p>
      <p>{words.effect}</p>
      <form method="post">
        <FormToken value={formToken} />
        <button className="button">{words.submit}</button>
      </form>
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
