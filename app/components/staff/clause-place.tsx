import { ErrorSummary } from "#app/components/account/fields";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { Hidden } from "#app/components/staff/clause";
import { Conflicts } from "#app/components/staff/conflicts";
import { PLACES } from "#app/domain/publication/drafting/place";
import type { PlaceView } from "#app/http/desk/clause-place.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { draftingMessages } from "#app/messages/drafting";
import { editorMessages } from "#app/messages/editor";

type PageView = { view: PlaceView; formToken: string; refill: EditRefill | undefined };

/** Where a clause is to stand: first the place is chosen, then what it changes is shown, then it is done. */
export function ClausePlacePage({ view, formToken, refill }: PageView) {
  const language = useLanguage();
  const words = draftingMessages[language].place;
  const { draftId, clause } = view;
  return (
    <div className="staff place-page">
      <ErrorSummary faults={refill?.faults} />
      <p className="eyebrow"><a href={`/editor/drafts/${draftId}/clauses/${clause.id}`}>{editorMessages[language].clause.title(clause.number ?? clause.name)}</a></p>
      <h1>{words.title(clause.number ?? clause.name)}</h1>
      <p className="lead">{words.lead}</p>
      {refill && refill.conflicts.length > 0 && <Conflicts conflicts={refill.conflicts} />}
      {view.isPublished ? <p className="notice">{editorMessages[language].clause.published}</p> : <Choice view={view} />}
      {view.plan && !view.isPublished && <Plan view={view} plan={view.plan} formToken={formToken} />}
    </div>
  );
}

function Choice({ view: { anchors, chosen, textLanguage } }: { view: PlaceView }) {
  const words = draftingMessages[useLanguage()].place;
  return (
    <form method="get" className="stack" action="#plan">
      <fieldset className="field">
        <legend>{words.how}</legend>
        <div className="flag-boxes">
          {PLACES.map((how) => (
            <label className="choice" key={how}>
              <input type="radio" name="how" value={how} defaultChecked={how === chosen.how} />
              <span>{words[how]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor="anchor">{words.anchor}</label>
        <select id="anchor" name="anchor" defaultValue={chosen.anchorId} lang={textLanguage}>
          {anchors.map(({ id, level, number, name }) => <option key={id} value={id}>{"\u2003".repeat(Math.max(level - 1, 0))}{[number, name].filter(Boolean).join(" ")}</option>)}
        </select>
      </div>
      <button className="button button-plain">{words.show}</button>
    </form>
  );
}

type PlanView = { view: PlaceView; plan: NonNullable<PlaceView["plan"]>; formToken: string };

function Plan({ view, plan, formToken }: PlanView) {
  const words = draftingMessages[useLanguage()].place;
  if ("fault" in plan) return <Section id="plan" title={words.planTitle}><p className="field-error">{plan.fault}</p></Section>;
  const { changes, anchor } = plan;
  const { chosen, clause, counter } = view;
  return (
    <Section id="plan" title={words.planTitle}>
      <p>{words.plan[chosen.how](cited(clause), cited(anchor))} {changes.levels.from !== changes.levels.to && words.levelTo(changes.levels.from, changes.levels.to)}</p>
      {changes.isSame ? <p className="muted">{words.nothing}</p> : (
        <>
          <Numbers changes={changes} textLanguage={view.textLanguage} />
          {changes.following > 0 && <p>{words.references(changes.following)}</p>}
          <form method="post">
            <Hidden formToken={formToken} counter={counter} />
            <input type="hidden" name="anchor" value={chosen.anchorId} />
            <button className="button" name="how" value={chosen.how}>{words.move}</button>
          </form>
        </>
      )}
    </Section>
  );
}

/** A number within a sentence, without the full stop at its end. */
function cited({ number, name }: PlaceView["clause"]): string {
  return number?.replace(/[.．]$/, "") ?? name;
}

function Numbers({ changes: { renumbered }, textLanguage }: { changes: Extract<PlanView["plan"], { changes: object }>["changes"]; textLanguage: string }) {
  const words = draftingMessages[useLanguage()].place;
  if (renumbered.length === 0) return <p className="muted">{words.noNumbers}</p>;
  return (
    <table className="plan-numbers">
      <caption className="visually-hidden">{words.renumbered}</caption>
      <thead><tr><th scope="col">{words.from}</th><th scope="col">{words.to}</th><th scope="col">{words.clause}</th></tr></thead>
      <tbody>
        {renumbered.map(({ id, from, to, name }) => <tr key={id}><td>{from ?? "–"}</td><td><strong>{to ?? "–"}</strong></td><td lang={textLanguage}><span className="plan-name">{name}</span></td></tr>)}
      </tbody>
    </table>
  );
}
