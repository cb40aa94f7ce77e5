import { useLanguage } from "#app/components/language";
import { DATE_FIELDS, FILTER_CHOICES, type FilterField } from "#app/http/compliance/compliance-fields";
import type { ComplianceView } from "#app/http/compliance/compliance-view.server";
import { complianceMessages } from "#app/messages/compliance";

/** What the numbers are narrowed by: a form that only asks. */
export function FilterForm({ view: { choices: agreements, places, typed, faults } }: { view: Pick<ComplianceView, "choices" | "places" | "typed" | "faults"> }) {
  const words = complianceMessages[useLanguage()];
  const choices = (name: keyof typeof FILTER_CHOICES) => FILTER_CHOICES[name].map((value) => ({ value, label: words.choices[value] }));
  return (
    <details open={Object.keys(typed).length > 0}>
      <summary>{words.filter}</summary>
      <form method="get" action="/compliance" className="stack staff-form">
        <OneOf name="agreement" value={typed.agreement} choices={agreements.map(({ slug, title }) => ({ value: slug, label: title.text }))} />
        <Written name="version" value={typed.version} fault={faults.includes("version") ? words.wrongVersion : undefined} />
        <OneOf name="class" value={typed.class} choices={choices("class")} />
        <OneOf name="method" value={typed.method} choices={choices("method")} />
        <OneOf name="grade" value={typed.grade} choices={choices("grade")} />
        <OneOf name="customer" value={typed.customer} choices={choices("customer")} />
        <OneOf name="kind" value={typed.kind} choices={choices("kind")} />
        {places.length > 0 && <OneOf name="place" value={typed.place} choices={places.map((place) => ({ value: place, label: place }))} />}
        <Written name="language" value={typed.language} />
        {DATE_FIELDS.map((name) => <Written key={name} name={name} value={typed[name]} fault={faults.includes(name) ? words.wrongDate : undefined} />)}
        <ul className="actions">
          <li><button className="button">{words.apply}</button></li>
          <li><a href="/compliance">{words.all}</a></li>
        </ul>
      </form>
    </details>
  );
}

function OneOf({ name, value, choices }: { name: FilterField; value: string | undefined; choices: { value: string; label: string }[] }) {
  const words = complianceMessages[useLanguage()];
  return (
    <div className="field">
      <label htmlFor={name}>{words.fields[name]}</label>
      <select id={name} name={name} defaultValue={value ?? ""}>
        <option value="">{words.any}</option>
        {choices.map((each) => <option key={each.value} value={each.value}>{each.label}</option>)}
      </select>
    </div>
  );
}

function Written({ name, value, fault }: { name: FilterField; value: string | undefined; fault?: string }) {
  const words = complianceMessages[useLanguage()];
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor={name}>{words.fields[name]}</label>
      {fault && <p className="field-error" id={`${name}-fault`}>{fault}</p>}
      <input id={name} name={name} defaultValue={value ?? ""} autoComplete="off" aria-invalid={fault ? true : undefined} aria-describedby={fault && `${name}-fault`} />
    </div>
  );
}
