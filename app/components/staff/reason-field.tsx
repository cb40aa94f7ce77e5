type ReasonFieldProps = { label: string; hint?: string; fault: string | undefined; value: string };

/** Where a person says why, in a few lines. */
export function ReasonField({ label, hint, fault, value }: ReasonFieldProps) {
  const described = [hint && "reason-hint", fault && "reason-fault"].filter(Boolean).join(" ");
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor="reason">{label}</label>
      {hint && <p className="field-hint" id="reason-hint">{hint}</p>}
      {fault && <p className="field-error" id="reason-fault">{fault}</p>}
      <textarea id="reason" name="reason" rows={3} maxLength={2000} defaultValue={value} aria-invalid={fault ? true : undefined} aria-describedby={described || undefined} />
    </div>
  );
}
