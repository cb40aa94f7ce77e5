import { useLanguage } from "#app/components/language";
import { ClauseTitle } from "#app/components/questions/own";
import { Said } from "#app/components/said";
import { LocalTime } from "#app/components/time";
import type { Question } from "#app/domain/evidence/explanations/explanations";
import { questionMessages } from "#app/messages/questions";

type Page = { state: "open" | "answered"; isFirst: boolean; questions: Question[]; next: string | null };

/** Questions of readers: those that wait, and those that were answered. */
export function StaffQuestionsPage({ state, isFirst, questions, next }: Page) {
  const { staff: words } = questionMessages[useLanguage()];
  return (
    <div className="staff">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <nav aria-label={words.states}>
        <ul className="staff-tabs">
          <li><a href="/editor/questions" aria-current={state === "open" ? "true" : undefined}>{words.open}</a></li>
          <li><a href="/editor/questions?state=answered" aria-current={state === "answered" ? "true" : undefined}>{words.answered}</a></li>
        </ul>
      </nav>
      {questions.length === 0 && <p className="empty">{state === "open" ? words.openNone : words.answeredNone}</p>}
      <ul className="staff-list">
        {questions.map((question) => <li key={question.id}><Line question={question} /></li>)}
      </ul>
      <ul className="actions">
        {!isFirst && <li><a href={`/editor/questions?state=${state}`}>{words.first}</a></li>}
        {next && <li><a href={`/editor/questions?state=${state}&after=${next}`} rel="next">{words.next}</a></li>}
      </ul>
    </div>
  );
}

function Line({ question: { id, clause, ...asked } }: { question: Question }) {
  const { staff: words } = questionMessages[useLanguage()];
  return (
    <>
      <p><strong><ClauseTitle clause={clause} /></strong></p>
      <Said words={asked.question} isRemoved={asked.isRemoved} otherwise={words.erased} />
      <AskedFacts question={{ id, clause, ...asked }} />
      <p><a href={`/editor/questions/${id}`} aria-label={words.answerOf(clause.number ?? clause.name)}>{words.answer}</a></p>
    </>
  );
}

/** When, from where, and whether before or after the acceptance. */
export function AskedFacts({ question: { askedAt, channel, isAfterAcceptance, clause } }: { question: Question }) {
  const { staff: words } = questionMessages[useLanguage()];
  return <p className="muted"><LocalTime instant={askedAt} zone={clause.zone} /> · {isAfterAcceptance ? words.after : words.before} · {words.channel[channel]}</p>;
}
