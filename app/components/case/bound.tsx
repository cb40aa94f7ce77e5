import { Words } from "#app/components/localised";
import { useLanguage } from "#app/components/language";
import { LocalTime } from "#app/components/time";
import type { AnswerView, BoundView, CaseView } from "#app/http/compliance/case-view.server";
import { caseMessages } from "#app/messages/case-file";

/** What bound, in order of precedence, and on what each rests; then how the party stood with the rest. */
export function Answer({ answer: { bound, unbound, changes }, zone }: { answer: AnswerView; zone: string }) {
  const words = caseMessages[useLanguage()];
  return (
    <>
      {bound.length === 0 && <p className="empty">{words.nothing}</p>}
      {bound.length > 0 && (
        <table className="staff-table">
          <thead><tr>{[words.agreement, words.boundSince, words.by, words.proof].map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
          <tbody>{bound.map((each) => <Bound key={each.slug} bound={each} />)}</tbody>
        </table>
      )}
      {changes.length > 0 && <p>{words.changedWithin} {changes.map((instant, place) => <span key={instant}>{place > 0 && ", "}<LocalTime instant={instant} zone={zone} /></span>)}</p>}
      {unbound.length > 0 && <p className="muted">{unbound.map(({ slug, now }) => `${slug}: ${now}`).join(" · ")}</p>}
    </>
  );
}

function Bound({ bound }: { bound: BoundView }) {
  const words = caseMessages[useLanguage()];
  const { slug, number, title, since, zone, actId, method, grade, language, by, entry, proofs } = bound;
  return (
    <tr>
      <th scope="row"><a href={`/agreements/${slug}/versions/${number}`}><Words of={title} /></a> {words.version(number)}<End bound={bound} /></th>
      <td data-label={words.boundSince}><LocalTime instant={since} zone={zone} /></td>
      <td data-label={words.by}>{[method, grade, language].filter(Boolean).join(" · ")} <a href={`#${actId}`}><code>{actId}</code></a>{by && <> <code>{by}</code></>}</td>
      <td data-label={words.proof}>{[entry, ...proofs].filter((each) => each !== null).map((each) => <span className="case-proof" key={each}>{each}</span>)}</td>
    </tr>
  );
}

function End({ bound: { endedAt, leftAt, marks, zone } }: { bound: BoundView }) {
  const words = caseMessages[useLanguage()];
  return (
    <>
      {endedAt && <span className="case-proof muted">{words.endedAt} <LocalTime instant={endedAt} zone={zone} />, {words.survives}</span>}
      {leftAt && <span className="case-proof muted">{words.leftAt} <LocalTime instant={leftAt} zone={zone} />, {words.survives}</span>}
      {marks.length > 0 && <span className="case-proof muted">{words.voided} {marks.join(", ")}</span>}
    </>
  );
}

/** The question of what bound on another day, and as it was known when. */
export function AskThen({ view: { partyId, query }, isWrong }: { view: Pick<CaseView, "partyId" | "query">; isWrong: boolean }) {
  const words = caseMessages[useLanguage()];
  const fault = isWrong ? words.wrongDay : undefined;
  return (
    <form method="get" action={`/compliance/parties/${partyId}#then`} className="stack staff-form">
      <p className="field-hint">{words.thenLead}</p>
      {fault && <p className="field-error" id="day-fault" role="alert">{fault}</p>}
      {(["day", "known"] as const).map((name) => (
        <div className={fault ? "field field-wrong" : "field"} key={name}>
          <label htmlFor={name}>{words[name]}</label>
          <input id={name} name={name} defaultValue={query[name]} autoComplete="off" aria-invalid={fault ? true : undefined} aria-describedby={fault && "day-fault"} />
        </div>
      ))}
      <button className="button">{words.ask}</button>
    </form>
  );
}
