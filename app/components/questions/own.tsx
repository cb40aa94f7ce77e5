import { useLanguage } from "#app/components/language";
import { Said } from "#app/components/said";
import { Time } from "#app/components/time";
import type { AskedClause, Question } from "#app/domain/evidence/explanations/explanations";
import { commonMessages } from "#app/messages/common";
import { questionMessages } from "#app/messages/questions";

/** What a person asked about clauses, and what was answered. */
export function MyQuestionsPage({ questions, isAsked }: { questions: Question[]; isAsked: boolean }) {
  const language = useLanguage();
  const { own: words } = questionMessages[language];
  return (
    <div className="page my-questions">
      {isAsked && <p className="notice" role="status">{words.asked}</p>}
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {questions.length === 0 && <div className="empty"><p>{words.none}</p><p><a href="/">{commonMessages[language].allAgreements}</a></p></div>}
      <ol className="my-list">
        {questions.map((question) => <li key={question.id} id={question.id}><OwnQuestion question={question} /></li>)}
      </ol>
    </div>
  );
}

function OwnQuestion({ question: { clause, question, isRemoved, isAfterAcceptance, askedAt, answers } }: { question: Question }) {
  const { own: words } = questionMessages[useLanguage()];
  const last = answers.at(-1);
  return (
    <>
      <h2><ClauseTitle clause={clause} /></h2>
      <p className="muted">
        {(last || !isRemoved) && <><span className={last ? "tag" : "tag tag-announced"}>{last ? words.answered : words.waiting}</span>{" "}</>}
        {words.askedAt} <Time instant={askedAt} zone={clause.zone} /> · {isAfterAcceptance ? words.after : words.before}
      </p>
      <Said words={question} isRemoved={isRemoved} />
      {last && <Said words={last.answer} isRemoved={last.isRemoved} kind="answer" />}
      {last && <p className="muted">{words.answeredAt} <Time instant={last.answeredAt} zone={clause.zone} /></p>}
      {answers.slice(0, -1).toReversed().map((former) => (
        <details key={former.id}>
          <summary>{words.formerAnswer} · <Time instant={former.answeredAt} zone={clause.zone} /></summary>
          <Said words={former.answer} isRemoved={former.isRemoved} />
        </details>
      ))}
    </>
  );
}

/** The clause that is asked about, leading to its place in the text. */
export function ClauseTitle({ clause: { slug, version, id, number, name, title, language } }: { clause: AskedClause }) {
  const { form: words } = questionMessages[useLanguage()];
  return (
    <>
      <a href={`/agreements/${slug}/versions/${version}?lang=${language}#c-${id}`} lang={language}>{number !== null && <span className="clause-ref">{number} </span>}{name}</a>{" "}
      <span className="muted question-source">{words.from(title, version)}</span>
    </>
  );
}
