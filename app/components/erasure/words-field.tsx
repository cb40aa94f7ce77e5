type WordsFieldProps = { id: string; name?: string; label: string; hint?: string; fault: string | undefined; value: string | undefined };

/** A few lines in which a person says something; several may stand on one page. */
export function WordsField({ id, name = "words", label, hint, fault, value }: WordsFieldProps) {
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor={id}>{label}</label>
      {hint && <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
      {fault && <p className="field-error" id={`${id}-fault`}>{fault}</p>}
      <textarea id={id} name={name} rows={3} maxLength={2000} defaultValue={value ?? ""} aria-invalid={fault ? true : undefined} aria-describedby={described || undefined} />
    </div>
  );
}
