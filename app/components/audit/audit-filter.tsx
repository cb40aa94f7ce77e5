import { Field } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { AUDIT_FIELDS } from "#app/http/compliance/audit-fields";
import type { AuditView } from "#app/http/compliance/audit-view.server";
import { auditMessages } from "#app/messages/audit";

/** What the records are narrowed by. It is sent, not asked for by address: an address of mail is not to stand in one of the site. */
export function AuditFilter({ view: { typed, wrongDays }, formToken, refill }: { view: AuditView; formToken: string; refill: Refilled }) {
  const words = auditMessages[useLanguage()];
  const value = { ...typed, ...refill?.typed };
  const faults = { ...Object.fromEntries(wrongDays.map((name) => [name, words.wrongDay])), ...refill?.faults };
  const isOpen = refill !== undefined || AUDIT_FIELDS.some((name) => typed[name] !== "");
  const kinds = Object.entries(words.kinds);
  return (
    <details open={isOpen}>
      <summary>{words.narrow}</summary>
      <form method="post" action="/compliance/audit" className="stack staff-form" noValidate>
        <FormToken value={formToken} />
        <Field name="person" label={words.fields.person} hint={words.personHint} faults={faults} value={value.person} autoComplete="off" />
        <div className="field">
          <label htmlFor="kind">{words.fields.kind}</label>
          <select id="kind" name="kind" defaultValue={value.kind}>
            <option value="">{words.any}</option>
            {kinds.map(([kind, name]) => <option key={kind} value={kind}>{name}</option>)}
          </select>
        </div>
        <Field name="subject" label={words.fields.subject} faults={faults} value={value.subject} autoComplete="off" />
        <Field name="from" label={words.fields.from} hint={words.dayHint} faults={faults} value={value.from} autoComplete="off" />
        <Field name="until" label={words.fields.until} faults={faults} value={value.until} autoComplete="off" />
        <ul className="actions">
          <li><button className="button">{words.apply}</button></li>
          <li><a href="/compliance/audit">{words.all}</a></li>
        </ul>
      </form>
    </details>
  );
}
