import { useLanguage } from "#app/components/language";
import type { Faults } from "#app/components/account/fields";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { LANGUAGES } from "#app/messages/catalogue";
import { languageName } from "#app/messages/language-names";

/** What was typed before, and what is wrong with it. */
export type Typed = { faults: Faults; typed: Record<string, string[]> };

const EMPTY: Typed = { faults: {}, typed: {} };

/** What came back of a form; nothing where it is opened. */
export function typedOf(refill: Partial<Typed> | undefined): Typed {
  return { faults: refill?.faults ?? EMPTY.faults, typed: refill?.typed ?? EMPTY.typed };
}

type FieldProps = { name: string; label: string; hint?: string | undefined; typed: Typed; lang?: string; fallback?: string };

/** A field of one line, or with `rows` of several. */
export function TextField({ name, label, hint, typed, lang, fallback = "", rows }: FieldProps & { rows?: number }) {
  const fault = typed.faults[name];
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  const shared = {
    id: name, name, lang, defaultValue: typed.typed[name]?.[0] ?? fallback,
    "aria-invalid": fault ? true : undefined, "aria-describedby": described || undefined,
  };
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor={name}>{label}</label>
      {hint && <p className="field-hint" id={`${name}-hint`}>{hint}</p>}
      {fault && <p className="field-error" id={`${name}-fault`}>{fault}</p>}
      {rows ? <textarea rows={rows} {...shared} /> : <input autoComplete="off" {...shared} />}
    </div>
  );
}

type WordsFieldsProps = { name: string; label: (language: string) => string; hint?: string; typed: Typed; rows?: number };

/** The same words in every language of the interface, side by side where there is room. */
export function WordsFields({ name, label, hint, typed, rows = 4 }: WordsFieldsProps) {
  const language = useLanguage();
  return (
    <div className="clause-languages">
      {LANGUAGES.map((each) => (
        <TextField key={each} name={`${name}.${each}`} label={label(languageName(each, language))} hint={hint} typed={typed} lang={each} rows={rows} />
      ))}
    </div>
  );
}

/** Said with a link that opens beside the form, so that nothing typed is lost. */
export function StaleSignIn() {
  const { forms } = afterPublicationMessages[useLanguage()];
  return <p className="notice">{forms.stale} <a href="/sign-in/again?to=/account" target="_blank" rel="noopener">{forms.signInAgain}</a></p>;
}

/** Carries what was typed on to the next step of a form. */
export function Carried({ typed }: { typed: Record<string, string[]> }) {
  return Object.entries(typed).flatMap(([name, values]) =>
    values.map((value, index) => <input key={`${name}-${index}`} type="hidden" name={name} value={value} />));
}
