import { Choices, ErrorSummary, Field } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Answers } from "#app/components/objections/answers";
import { ObjectionFacts } from "#app/components/objections/staff";
import { TextArea } from "#app/components/questions/text-area";
import { Section } from "#app/components/section";
import { answersTo, LONGEST_OBJECTION_ANSWER } from "#app/domain/acceptance/objection";
import type { ObjectionView } from "#app/http/acceptance/objection-view.server";
import type { Refill } from "#app/http/desk/refill.server";
import { objectionMessages } from "#app/messages/objection-pages";

type Page = { objection: ObjectionView; formToken: string; isDone: boolean; refill: Refill | undefined };

/** One objection with its answers, and the form to answer. */
export function AnswerObjectionPage({ objection, formToken, isDone, refill }: Page) {
  const { form: words, answers } = objectionMessages[useLanguage()];
  return (
    <div className="staff">
      <ErrorSummary faults={refill?.faults} />
      <p><a href="/editor/objections">{words.back}</a></p>
      {isDone && !refill && <p className="notice" role="status">{words.done}</p>}
      <h1>{words.title(objection.number)}</h1>
      <ObjectionFacts objection={objection} />
      <Section id="answers" title={answers}><Answers objection={objection} /></Section>
      {answersTo(objection).length === 0 ? <p>{words.over}</p> : <AnswerForm objection={objection} formToken={formToken} refill={refill} />}
    </div>
  );
}

function AnswerForm({ objection, formToken, refill }: Omit<Page, "isDone">) {
  const { form: words } = objectionMessages[useLanguage()];
  const { typed = {}, faults = {} } = refill ?? {};
  const choices = answersTo(objection).map((value) => ({ value, label: words[value] }));
  const last = objection.answers.at(-1);
  const only = choices.length === 1 ? choices[0]?.value : undefined;
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={formToken} />
      <input type="hidden" name="follows" value={last?.id ?? ""} />
      {last && <p className="notice notice-quiet">{words.again}</p>}
      <Choices name="answer" legend={words.legend} faults={faults} value={typed.answer ?? only} choices={choices} />
      {!objection.isLate && <Field name="until" type="date" label={words.until} hint={words.untilHint} faults={faults} value={typed.until} autoComplete="off" />}
      <TextArea name="reason" label={words.reason} hint={words.reasonHint} most={LONGEST_OBJECTION_ANSWER} rows={6} fault={faults.reason} value={typed.reason ?? ""} />
      <button className="button">{words.submit}</button>
    </form>
  );
}
