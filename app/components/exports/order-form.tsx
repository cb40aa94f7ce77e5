import { Choices, Field } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { WordsField } from "#app/components/erasure/words-field";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { DATA_SET_NAMES, FILTER_WORDS, FORMATS, type FilterName } from "#app/domain/compliance/export/data-sets";
import { exportMessages } from "#app/messages/exports";

/** What to take out, in which form, and why. */
export function OrderForm({ formToken, given, refill }: { formToken: string; given: Record<string, string>; refill: Refilled }) {
  const words = exportMessages[useLanguage()];
  const typed: Record<string, string> = refill?.typed.intent === "order" ? refill.typed : given;
  const faults = refill?.faults;
  return (
    <form method="post" className="stack staff-form" noValidate>
      <FormToken value={formToken} />
      <Choices name="dataSet" legend={words.dataSet} faults={faults} value={typed.dataSet} choices={DATA_SET_NAMES.map((value) => ({ value, label: words.dataSets[value] }))} />
      <Choices name="format" legend={words.format} hint={words.formatHint} faults={faults} value={typed.format ?? "csv"} choices={FORMATS.map((value) => ({ value, label: words.formats[value] }))} />
      <Filters typed={typed} faults={faults} />
      <Choices
        name="mask" legend={words.mask} hint={words.maskHint} faults={faults} value={typed.mask ?? "masked"}
        choices={(["masked", "unmasked"] as const).map((value) => ({ value, label: words.masks[value] }))}
      />
      <Field name="size" label={words.size} hint={words.sizeHint} faults={faults} value={typed.size} autoComplete="off" />
      <WordsField id="reason" name="reason" label={words.reason} hint={words.reasonHint} fault={faults?.reason} value={typed.reason} />
      <button className="button" name="intent" value="order">{words.submit}</button>
    </form>
  );
}

type Filled = { typed: Record<string, string>; faults: Record<string, string> | undefined };

function Filters({ typed, faults }: Filled) {
  const words = exportMessages[useLanguage()];
  const field = (name: FilterName) => (
    <Field name={name} label={words.filters[name]} hint={words.filterHints[name]} faults={faults} value={typed[name]} autoComplete="off" />
  );
  return (
    <fieldset className="stack export-filters">
      <legend>{words.narrow}</legend>
      <p className="field-hint">{words.narrowHint}</p>
      {field("agreement")}
      {field("version")}
      {field("language")}
      <OneOf name="method" typed={typed} faults={faults} />
      <OneOf name="class" typed={typed} faults={faults} />
      <OneOf name="grade" typed={typed} faults={faults} />
      {field("party")}
      {field("from")}
      {field("until")}
    </fieldset>
  );
}

function OneOf({ name, typed, faults }: Filled & { name: keyof typeof FILTER_WORDS }) {
  const words = exportMessages[useLanguage()];
  const fault = faults?.[name];
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor={name}>{words.filters[name]}</label>
      {fault && <p className="field-error" id={`${name}-fault`}>{fault}</p>}
      <select id={name} name={name} defaultValue={typed[name] ?? ""} aria-invalid={fault ? true : undefined} aria-describedby={fault && `${name}-fault`}>
        <option value="">{words.choices.any}</option>
        {FILTER_WORDS[name].map((value) => <option key={value} value={value}>{words.choices[value]}</option>)}
      </select>
    </div>
  );
}
