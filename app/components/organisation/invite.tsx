import { Field, FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { SCOPES } from "#app/domain/access/delegation";
import type { Organisation } from "#app/domain/access/organisation.server";
import { organisationMessages } from "#app/messages/organisation";
import { zoneName } from "#app/messages/time";

type InviteView = { formToken: string; organisation: Organisation; zone: string; refill: Refilled };

/** Whom to authorise, what for, from when and until when. */
export function InvitePage({ formToken, organisation, zone, refill }: InviteView) {
  const language = useLanguage();
  const { invite: words, form } = organisationMessages[language];
  const days = zoneName({ zone, language });
  const faults = refill?.faults;
  const typed = refill?.typed ?? {};
  return (
    <FormPage title={words.title} faults={faults}>
      <p className="lead"><strong>{organisation.name}</strong></p>
      <p>{words.lead}</p>
      <form method="post" className="stack" noValidate>
        <FormToken value={formToken} />
        <Field name="address" type="email" label={words.address} hint={words.addressHint} faults={faults} value={typed.address} autoComplete="off" />
        <ScopeBoxes typed={typed} fault={faults?.scopes} />
        <Field name="from" type="date" label={words.from} hint={words.fromHint(days)} faults={faults} value={typed.from} autoComplete="off" />
        <Field name="until" type="date" label={words.until} hint={words.untilHint(days)} faults={faults} value={typed.until} autoComplete="off" />
        <p>{words.further}</p>
        <button className="button">{words.submit}</button>
      </form>
      <p><a href={`/organisations/${organisation.partyId}`}>{form.back}</a></p>
    </FormPage>
  );
}

function ScopeBoxes({ typed, fault }: { typed: Record<string, string>; fault: string | undefined }) {
  const { invite: words, authority } = organisationMessages[useLanguage()];
  return (
    <fieldset id="scopes" tabIndex={-1} className={fault ? "field field-wrong" : "field"} aria-describedby={fault && "scopes-fault"}>
      <legend>{words.scopes}</legend>
      {fault && <p className="field-error" id="scopes-fault">{fault}</p>}
      {SCOPES.map((scope, index) => (
        <label className="choice" key={scope}>
          <input type="checkbox" name={`scope-${index}`} value="yes" defaultChecked={typed[`scope-${index}`] === "yes"} />
          <span>{authority.scope[scope]} <span className="field-hint organisation-hint">{authority.scopeHint[scope]}</span></span>
        </label>
      ))}
    </fieldset>
  );
}
