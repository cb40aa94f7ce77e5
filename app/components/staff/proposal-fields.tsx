import { useLanguage } from "#app/components/language";
import { TextField, type Typed } from "#app/components/staff/version-fields";
import { afterPublicationMessages } from "#app/messages/after-publication";

/** Whom an act concerns: everybody, or parties named one in each line. */
export function PartiesField({ typed }: { typed: Typed }) {
  const words = afterPublicationMessages[useLanguage()].parties;
  const whom = typed.typed.whom?.[0] ?? "all";
  return (
    <fieldset className="field">
      <legend>{words.legend}</legend>
      {(["all", "some"] as const).map((value) => (
        <label className="choice" key={value}>
          <input type="radio" name="whom" value={value} defaultChecked={value === whom} />
          <span>{words[value]}</span>
        </label>
      ))}
      <TextField name="parties" label={words.label} hint={words.hint} typed={typed} rows={3} />
    </fieldset>
  );
}
