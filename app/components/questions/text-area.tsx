type Props = { name: string; label: string; hint: string; most: number; rows: number; fault: string | undefined; value: string; lang?: string };

/** A field of several lines with its label, hint and fault. */
export function TextArea({ name, label, hint, most, rows, fault, value, lang }: Props) {
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor={name}>{label}</label>
      <p className="field-hint" id={`${name}-hint`}>{hint}</p>
      {fault && <p className="field-error" id={`${name}-fault`}>{fault}</p>}
      <textarea
        id={name} name={name} rows={rows} maxLength={most} defaultValue={value} lang={lang}
        aria-invalid={fault ? true : undefined} aria-describedby={[`${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ")}
      />
    </div>
  );
}
