import { Named } from "#app/components/gate/named";
import { useLanguage } from "#app/components/language";
import { Said } from "#app/components/said";
import { LocalTime } from "#app/components/time";
import type { ObjectionView } from "#app/http/acceptance/objection-view.server";
import { objectionMessages } from "#app/messages/objection-pages";

type Page = { state: "open" | "answered"; isFirst: boolean; objections: ObjectionView[]; next: string | null };

/** Objections of parties: those that wait for an answer, and those that have one. */
export function StaffObjectionsPage({ state, isFirst, objections, next }: Page) {
  const { staff: words } = objectionMessages[useLanguage()];
  return (
    <div className="staff">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <nav aria-label={words.states}>
        <ul className="staff-tabs">
          <li><a href="/editor/objections" aria-current={state === "open" ? "true" : undefined}>{words.open}</a></li>
          <li><a href="/editor/objections?state=answered" aria-current={state === "answered" ? "true" : undefined}>{words.answered}</a></li>
        </ul>
      </nav>
      {objections.length === 0 && <p className="empty">{state === "open" ? words.openNone : words.answeredNone}</p>}
      <ul className="staff-list">
        {objections.map((objection) => <li key={objection.actId}><Line objection={objection} /></li>)}
      </ul>
      <ul className="actions">
        {!isFirst && <li><a href={`/editor/objections?state=${state}`}>{words.first}</a></li>}
        {next && <li><a href={`/editor/objections?state=${state}&after=${next}`} rel="next">{words.next}</a></li>}
      </ul>
    </div>
  );
}

function Line({ objection }: { objection: ObjectionView }) {
  const { staff: words } = objectionMessages[useLanguage()];
  return (
    <>
      <ObjectionFacts objection={objection} />
      <p><a href={`/editor/objections/${objection.actId}`} aria-label={words.answerOf(objection.number)}>{words.answerLink}</a></p>
    </>
  );
}

/** What was objected to, why, when, and whether in time. */
export function ObjectionFacts({ objection }: { objection: ObjectionView }) {
  const { staff: words } = objectionMessages[useLanguage()];
  const { slug, number, title, reason, isRemoved, objectedAt, zone, isLate } = objection;
  return (
    <>
      <p><strong><a href={`/agreements/${slug}/versions/${number}`}><Named title={title} number={number} /></a></strong></p>
      <Said words={reason} isRemoved={isRemoved} otherwise={words.noReason} />
      <p className="muted"><LocalTime instant={objectedAt} zone={zone} /> · {isLate ? words.late : words.inTime}</p>
    </>
  );
}
