import { ErrorSummary } from "#app/components/account/fields";
import { useLanguage } from "#app/components/language";
import { Hidden, StageNotice } from "#app/components/staff/clause";
import { ClauseFields, FlagBoxes } from "#app/components/staff/clause-fields";
import { Conflicts } from "#app/components/staff/conflicts";
import type { ClauseView } from "#app/http/clause-view.server";
import type { EditRefill } from "#app/http/save-edits.server";
import { editorMessages } from "#app/messages/editor";

type PageView = { view: ClauseView; formToken: string; refill: EditRefill | undefined };

/** A clause behind another one: its words in every language. */
export function NewClausePage({ view, formToken, refill }: PageView) {
  const words = editorMessages[useLanguage()].clause;
  const empty = view.texts.map(({ language }) => ({ language, number: null, heading: "", body: "" }));
  return (
    <div className="staff clause-page">
      <ErrorSummary faults={refill?.faults} />
      <p className="eyebrow"><a href={`/editor/drafts/${view.head.id}/clauses/${view.clauseId}`}>{view.name}</a></p>
      <h1>{words.titleNew}</h1>
      <StageNotice stage={view.head.stage} />
      {refill && refill.conflicts.length > 0 && <Conflicts conflicts={refill.conflicts} />}
      <p className="lead">{words.addHint}</p>
      <form method="post" className="stack" noValidate>
        <Hidden formToken={formToken} counter={refill?.counter ?? view.counter} />
        <Level chosen={refill?.typed.level?.[0] ?? "same"} />
        <ClauseFields texts={empty} refill={refill} />
        <FlagBoxes chosen={refill?.typed.flag ?? []} />
        <button className="button">{words.addSubmit}</button>
      </form>
    </div>
  );
}

function Level({ chosen }: { chosen: string }) {
  const words = editorMessages[useLanguage()].clause;
  return (
    <fieldset className="field">
      <legend>{words.level}</legend>
      {(["same", "below"] as const).map((value) => (
        <label className="choice" key={value}>
          <input type="radio" name="level" value={value} defaultChecked={value === chosen} />
          <span>{words[value]}</span>
        </label>
      ))}
    </fieldset>
  );
}
