import { Field, FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import type { Organisation } from "#app/domain/access/organisation.server";
import type { Place } from "#app/http/account/organisation-view.server";
import { organisationMessages } from "#app/messages/organisation";

type FormView = {
  formToken: string;
  /** Under which a new one is founded once, however often the form is sent. */
  once: string;
  /** Null for a new one. */
  organisation: Organisation | null;
  places: Place[];
  refill: Refilled;
};

/** Name and place of an organisation, new or to be changed. */
export function OrganisationFormPage({ formToken, once, organisation, places, refill }: FormView) {
  const words = organisationMessages[useLanguage()].form;
  const typed = refill?.typed;
  return (
    <FormPage title={organisation ? words.change : words.create} faults={refill?.faults}>
      <p className="lead">{organisation ? words.changeLead : words.createLead}</p>
      <form method="post" className="stack" noValidate>
        <FormToken value={formToken} />
        <input type="hidden" name="once" value={typed?.once ?? once} />
        <Field name="name" label={words.name} hint={words.nameHint} faults={refill?.faults} value={typed?.name ?? organisation?.name ?? ""} autoComplete="organization" />
        <PlaceField places={places} fault={refill?.faults.place} value={typed?.place ?? organisation?.place ?? ""} />
        <button className="button">{organisation ? words.submitChange : words.submitCreate}</button>
      </form>
      <p><a href={organisation ? `/organisations/${organisation.partyId}` : "/organisations"}>{words.back}</a></p>
    </FormPage>
  );
}

function PlaceField({ places, fault, value }: { places: Place[]; fault: string | undefined; value: string }) {
  const words = organisationMessages[useLanguage()].form;
  const described = fault ? "place-hint place-fault" : "place-hint";
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor="place">{words.place}</label>
      <p className="field-hint" id="place-hint">{words.placeHint}</p>
      {fault && <p className="field-error" id="place-fault">{fault}</p>}
      <select id="place" name="place" defaultValue={value} autoComplete="country" aria-describedby={described} aria-invalid={fault ? true : undefined}>
        <option value="">{words.placeNone}</option>
        {places.map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
      </select>
    </div>
  );
}
