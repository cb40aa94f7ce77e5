import { ErrorSummary } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { PartiesField } from "#app/components/staff/proposal-fields";
import { TextField, typedOf, WordsFields, type Typed } from "#app/components/staff/version-fields";
import { StaffTop } from "#app/components/staff/version-head";
import { Time } from "#app/components/time";
import type { viewEndingForm } from "#app/http/desk/proposal-page.server";
import type { ActRefill } from "#app/http/desk/version-acts-refill.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { zoneName } from "#app/messages/time";

type EndingForm = Awaited<ReturnType<typeof viewEndingForm>>;

/** Proposes to end an agreement, for everybody or for some. */
export function EndingPage({ view, formToken, refill }: { view: EndingForm; formToken: string; refill: ActRefill | undefined }) {
  const language = useLanguage();
  const words = afterPublicationMessages[language].ending;
  const typed = typedOf(refill);
  const zone = zoneName({ zone: view.head.zone, language });
  return (
    <div className="staff staff-form">
      <ErrorSummary faults={refill?.faults} />
      <StaffTop head={view.head} title={words.title}>
        <p className="lead">{words.lead}</p>
        <p>{words.now} <strong><Time instant={view.working.earliestAt} zone={view.head.zone} /></strong></p>
      </StaffTop>
      <form method="post" className="stack" noValidate>
        <FormToken value={formToken} />
        <PartiesField typed={typed} />
        <WordsFields name="ground" label={words.ground} typed={typed} />
        <TextField name="effective" label={words.effective} hint={words.effectiveHint(zone)} typed={typed} />
        <WordsFields name="refund" label={words.refund} typed={typed} />
        <TextField name="dataUntil" label={words.dataUntil} hint={words.dataUntilHint(zone)} typed={typed} />
        <SurvivingChoice clauses={view.clauses} typed={refill ? typed : null} />
        <button className="button">{words.submit}</button>
      </form>
    </div>
  );
}

/** Flagged clauses stand first and chosen; any other may be added, any left out. */
function SurvivingChoice({ clauses, typed }: { clauses: EndingForm["clauses"]; typed: Typed | null }) {
  const words = afterPublicationMessages[useLanguage()].ending;
  const chosen = new Set(typed ? (typed.typed.surviving ?? []) : clauses.filter(({ survives }) => survives).map(({ id }) => id));
  const first = clauses.filter(({ id, survives }) => survives || chosen.has(id));
  const others = clauses.filter((clause) => !first.includes(clause));
  return (
    <fieldset className="field" aria-describedby="surviving-hint">
      <legend>{words.surviving}</legend>
      <p className="field-hint" id="surviving-hint">{words.survivingHint}</p>
      {first.map((clause) => <SurvivingBox key={clause.id} clause={clause} isChosen={chosen.has(clause.id)} />)}
      <details>
        <summary>{words.survivingOthers(others.length)}</summary>
        {others.map((clause) => <SurvivingBox key={clause.id} clause={clause} isChosen={chosen.has(clause.id)} />)}
      </details>
    </fieldset>
  );
}

function SurvivingBox({ clause: { id, number, name }, isChosen }: { clause: EndingForm["clauses"][number]; isChosen: boolean }) {
  return (
    <label className="choice">
      <input type="checkbox" name="surviving" value={id} defaultChecked={isChosen} />
      <span>{`${number ?? ""} ${name}`.trim()}</span>
    </label>
  );
}
