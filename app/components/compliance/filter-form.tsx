import { useLanguage } from "#app/components/language";
import { FILTER_CHOICES, type FilterField } from "#app/http/compliance-fields";
import type { ComplianceView } from "#app/http/compliance-view.server";
import { complianceMessages } from "#app/messages/compliance";

/** What the numbers are narrowed by: a form that only asks. */
export function FilterForm({ view: { slugs, typed, isWrongDate } }: { view: Pick<ComplianceView, "slugs" | "typed" | "isWrongDate"> }) {
  const words = complianceMessages[useLanguage()];
  const choices = (name: keyof typeof FILTER_CHOICES) => FILTER_CHOICES[name].map((value) => ({ value, label: words.choices[value] }));
  return (
    <details open={Object.keys(typed).length > 0}>
      <summary>{words.filter}</summary>
      <form method="get" action="/compliance" className="stack staff-form">
        <OneOf name="agreement" value={typed.agreement} choices={slugs.map((slug) => ({ value: slug, label: slug }))} />
        <Written name="version" value={typed.version} />
        <OneOf name="class" value={typed.class} choices={choices("class")} />
        <OneOf name="method" value={typed.method} choices={choices("method")} />
        <OneOf name="grade" value={typed.grade} choices={choices("grade")} />
        <OneOf name="customer" value={typed.customer} choices={choices("customer")} />
        <Written name="language" value={typed.language} />
        <Written name="at" value={typed.at} fault={isWrongDate ? words.wrongDate : undefined} />
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
