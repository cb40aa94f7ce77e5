import { FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { AccountFields } from "#app/components/account/sign-up";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { accountMessages } from "#app/messages/account";

export function OperatorPage({ formToken, refill }: { formToken: string; refill: Refilled }) {
  const words = accountMessages[useLanguage()].operator;
  return (
    <FormPage title={words.title} faults={refill?.faults}>
      <p className="lead">{words.lead}</p>
      <form method="post" className="stack" noValidate>
        <FormToken value={formToken} />
        <AccountFields faults={refill?.faults ?? {}} typed={refill?.typed ?? {}} />
        <button className="button">{words.submit}</button>
      </form>
    </FormPage>
  );
}
