import { ErrorSummary } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { PartiesField } from "#app/components/staff/proposal-fields";
import { TextField, typedOf, WordsFields, type Typed } from "#app/components/staff/version-fields";
import { StaffTop } from "#app/components/staff/version-head";
import type { viewMarkForm } from "#app/http/desk/proposal-page.server";
import type { ActRefill } from "#app/http/desk/version-acts-refill.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { zoneName } from "#app/messages/time";

type MarkForm = Awaited<ReturnType<typeof viewMarkForm>>;

/** Proposes to mark a clause of a version void, or to give an undertaking about it. */
export function MarkPage({ view, formToken, refill }: { view: MarkForm; formToken: string; refill: ActRefill | undefined }) {
  const language = useLanguage();
  const words = afterPublicationMessages[language].mark;
  const typed = typedOf(refill);
  return (
    <div className="staff staff-form">
      <ErrorSummary faults={refill?.faults} />
      <StaffTop head={view.head} title={words.title(view.number)}><p className="lead">{words.lead}</p></StaffTop>
      <form method="post" className="stack" noValidate>
        <FormToken value={formToken} />
        <KindChoice typed={typed} />
        <ClauseChoice clauses={view.clauses} typed={typed} />
        <WordsFields name="ground" label={words.ground} typed={typed} />
        <TextField name="since" label={words.since} hint={words.sinceHint(zoneName({ zone: view.head.zone, language }))} typed={typed} />
        <PartiesField typed={typed} />
        <button className="button">{words.submit}</button>
      </form>
    </div>
  );
}

function KindChoice({ typed }: { typed: Typed }) {
  const words = afterPublicationMessages[useLanguage()].mark;
  const kind = typed.typed.kind?.[0] ?? "void";
  return (
    <fieldset className="field">
      <legend>{words.kind}</legend>
      {(["void", "undertaking"] as const).map((value) => (
        <label className="choice" key={value}>
          <input type="radio" name="kind" value={value} defaultChecked={value === kind} />
          <span>{words.kinds[value]}<span className="field-hint">{words.kindHints[value]}</span></span>
        </label>
      ))}
    </fieldset>
  );
}

function ClauseChoice({ clauses, typed }: { clauses: MarkForm["clauses"]; typed: Typed }) {
  const words = afterPublicationMessages[useLanguage()].mark;
  const fault = typed.faults.clauseId;
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor="clauseId">{words.clause}</label>
      {fault && <p className="field-error" id="clauseId-fault">{fault}</p>}
      <select id="clauseId" name="clauseId" defaultValue={typed.typed.clauseId?.[0] ?? ""} aria-invalid={fault ? true : undefined} aria-describedby={fault ? "clauseId-fault" : undefined}>
        <option value="">{words.choose}</option>
        {clauses.map(({ id, number, name }) => <option key={id} value={id}>{`${number ?? ""} ${name}`.trim()}</option>)}
      </select>
    </div>
  );
}
