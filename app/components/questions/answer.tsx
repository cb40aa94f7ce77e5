import { ErrorSummary } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { ClauseTitle } from "#app/components/questions/own";
import { QuotedClause } from "#app/components/questions/quoted-clause";
import { AskedFacts } from "#app/components/questions/staff";
import { TextArea } from "#app/components/questions/text-area";
import { Said } from "#app/components/said";
import { LocalTime } from "#app/components/time";
import { LONGEST_ANSWER, LONGEST_QUESTION, type Question } from "#app/domain/evidence/explanations/explanations";
import type { QuestionView } from "#app/http/reading/question-view.server";
import type { Refill } from "#app/http/desk/refill.server";
import { questionMessages } from "#app/messages/questions";

type Page = { view: QuestionView; formToken: string; isDone: boolean; refill: Refill | undefined };

/** One question with its clause, its answers, and the form to answer. */
export function AnswerPage({ view: { question, clause: quoted }, formToken, isDone, refill }: Page) {
  const { answer: words, staff } = questionMessages[useLanguage()];
  const { clause } = question;
  return (
    <div className="staff">
      <ErrorSummary faults={refill?.faults} />
      <p><a href="/editor/questions">{words.back}</a></p>
      {isDone && !refill && <p className="notice" role="status">{words.done}</p>}
      <h1>{words.title(clause.number)}</h1>
      <p><ClauseTitle clause={clause} /></p>
      <QuotedClause clause={quoted} language={clause.language} />
      <Said words={question.question} isRemoved={question.isRemoved} otherwise={staff.erased} kind="asked" />
      <AskedFacts question={question} />
      <Answers question={question} />
      {question.question !== null && <AnswerForm question={question} formToken={formToken} refill={refill} />}
    </div>
  );
}

function Answers({ question: { answers, clause } }: { question: Question }) {
  const { answer: words } = questionMessages[useLanguage()];
  return (
    <ol className="staff-list">
      {answers.map(({ id, answer, isRemoved, publicQuestion, answeredAt }) => (
        <li key={id}>
          <Said words={answer} isRemoved={isRemoved} kind="answer" />
          <p className="muted"><LocalTime instant={answeredAt} zone={clause.zone} /> · {publicQuestion === null ? words.isPrivate : words.isPublic}</p>
          {publicQuestion !== null && <p className="said">{publicQuestion}</p>}
        </li>
      ))}
    </ol>
  );
}

type FormPart = { question: Question; formToken: string; refill: Refill | undefined };

function AnswerForm({ question: { answers }, formToken, refill }: FormPart) {
  const { answer: words } = questionMessages[useLanguage()];
  const { typed = {}, faults = {} } = refill ?? {};
  const last = answers.at(-1);
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={formToken} />
      <input type="hidden" name="follows" value={last?.id ?? ""} />
      {last && <p className="notice notice-quiet">{words.again}</p>}
      <TextArea name="answer" label={words.label} hint={words.hint} most={LONGEST_ANSWER} rows={8} fault={faults.answer} value={typed.answer ?? ""} />
      <TextArea name="publicQuestion" label={words.publicLabel} hint={words.publicHint} most={LONGEST_QUESTION} rows={3} fault={faults.publicQuestion} value={typed.publicQuestion ?? last?.publicQuestion ?? ""} />
      <button className="button">{words.submit}</button>
    </form>
  );
}
