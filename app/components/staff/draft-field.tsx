import type { PropertyFieldsView } from "#app/http/desk/agreement-properties-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";

export type FieldsView = { view: PropertyFieldsView; refill: EditRefill | undefined };

type RadiosProps = { name: string; legend: string; hint?: string; chosen: string; choices: { value: string; label: string }[]; fault?: string | undefined };

/** One of several. */
export function Radios({ name, legend, hint, chosen, choices, fault }: RadiosProps) {
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  return (
    <fieldset className={fault ? "field field-wrong" : "field"} id={name} aria-describedby={described || undefined}>
      <legend>{legend}</legend>
      {hint && <p className="field-hint" id={`${name}-hint`}>{hint}</p>}
      {fault && <p className="field-error" id={`${name}-fault`}>{fault}</p>}
      {choices.map(({ value, label }) => (
        <label className="choice" key={value}>
          <input type="radio" name={name} value={value} defaultChecked={value === chosen} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

type BoxesProps = { name: string; legend: string; chosen: readonly string[]; choices: { value: string; label: string }[]; fault?: string | undefined };

/** Any of several. */
export function Boxes({ name, legend, chosen, choices, fault }: BoxesProps) {
  return (
    <fieldset className={fault ? "field field-wrong" : "field"} id={name} aria-describedby={fault && `${name}-fault`}>
      <legend>{legend}</legend>
      {fault && <p className="field-error" id={`${name}-fault`}>{fault}</p>}
      <div className="flag-boxes">
        {choices.map(({ value, label }) => (
          <label className="choice" key={value}>
            <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type FieldProps = { name: string; label: string; hint?: string; value: string; lang?: string; refill: EditRefill | undefined; isNumber?: boolean; rows?: number };

/** A line of a form about a draft, or with `rows` several: what was typed, else what the draft says. */
export function DraftField({ name, label, hint, value, lang, refill, isNumber = false, rows }: FieldProps) {
  const fault = refill?.faults[name];
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  const shared = { id: name, name, lang, defaultValue: refill?.typed[name]?.[0] ?? value, "aria-invalid": fault ? true : undefined, "aria-describedby": described || undefined };
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor={name}>{label}</label>
      {hint && <p className="field-hint" id={`${name}-hint`}>{hint}</p>}
      {fault && <p className="field-error" id={`${name}-fault`}>{fault}</p>}
      {rows ? <textarea rows={rows} {...shared} /> : <input autoComplete="off" className={isNumber ? "field-number" : undefined} inputMode={isNumber ? "numeric" : undefined} {...shared} />}
    </div>
  );
}
