import type { ReactNode } from "react";
import { useLanguage } from "#app/components/language";
import { accountMessages } from "#app/messages/account";

/** Sentences about what is wrong, by the name of the field; `form` for what no single field is to blame for. */
export type Faults = Record<string, string>;

/** Above the heading of a page whose form came back: every fault, each leading to its field. */
export function ErrorSummary({ faults }: { faults: Faults | undefined }) {
  const words = accountMessages[useLanguage()].form;
  const entries = Object.entries(faults ?? {});
  if (entries.length === 0) return null;
  return (
    <div className="error-summary" role="alert" aria-labelledby="error-summary-title" tabIndex={-1} autoFocus>
      <h2 id="error-summary-title">{words.problem}</h2>
      <ul>
        {entries.map(([field, sentence]) => (
          <li key={field}>{field === "form" ? sentence : <a href={`#${field}`}>{sentence}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  faults: Faults | undefined;
  /** What was typed before. Passwords are never given back. */
  value?: string;
  type?: "text" | "email" | "password" | "date";
  autoComplete: string;
};

/** A field of one line with its label, hint and fault. */
export function Field({ name, label, hint, faults, value, type = "text", autoComplete }: FieldProps) {
  const fault = faults?.[name];
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor={name}>{label}</label>
      {hint && <p className="field-hint" id={`${name}-hint`}>{hint}</p>}
      <FaultLine name={name} fault={fault} />
      <input
        id={name}
        name={name}
        type={type}
        defaultValue={value}
        autoComplete={autoComplete}
        autoCapitalize={type === "text" ? undefined : "none"}
        spellCheck={false}
        aria-invalid={fault ? true : undefined}
        aria-describedby={described || undefined}
      />
    </div>
  );
}

type ChoicesProps = Pick<FieldProps, "name" | "hint" | "faults" | "value"> & {
  legend: string;
  choices: { value: string; label: string; lang?: string }[];
};

/** One of several; none is chosen beforehand unless it was chosen before. */
export function Choices({ name, legend, hint, faults, value, choices }: ChoicesProps) {
  const fault = faults?.[name];
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  return (
    <fieldset className={fault ? "field field-wrong" : "field"} aria-describedby={described || undefined}>
      <legend>{legend}</legend>
      {hint && <p className="field-hint" id={`${name}-hint`}>{hint}</p>}
      <FaultLine name={name} fault={fault} />
      {choices.map((choice, index) => (
        <label className="choice" key={choice.value} lang={choice.lang}>
          <input
            type="radio"
            id={index === 0 ? name : undefined}
            name={name}
            value={choice.value}
            defaultChecked={choice.value === value}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function FaultLine({ name, fault }: { name: string; fault: string | undefined }) {
  const words = accountMessages[useLanguage()].form;
  if (!fault) return null;
  return (
    <p className="field-error" id={`${name}-fault`}>
      <span className="visually-hidden">{words.error} </span>
      {fault}
    </p>
  );
}

/** The one column of a page with a form: faults first, then the heading. */
export function FormPage({ title, faults, children }: { title: string; faults?: Faults | undefined; children: ReactNode }) {
  return (
    <div className="page form-page">
      <ErrorSummary faults={faults} />
      <h1>{title}</h1>
      {children}
    </div>
  );
}
