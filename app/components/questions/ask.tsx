import { ErrorSummary } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { QuotedClause } from "#app/components/questions/quoted-clause";
import { TextArea } from "#app/components/questions/text-area";
import { Section } from "#app/components/section";
import { Day } from "#app/components/time";
import { LONGEST_QUESTION } from "#app/domain/evidence/explanations/explanations";
import type { ClauseView } from "#app/http/reading/question-view.server";
import type { Refill } from "#app/http/desk/refill.server";
import { questionMessages } from "#app/messages/questions";

type Page = { view: ClauseView; form: { token: string; key: string } | null; refill: Refill | undefined };

/** One clause: what was explained about it, and where to ask. */
export function AskPage({ view, form, refill }: Page) {
  const { form: words } = questionMessages[useLanguage()];
  const { clause } = view;
  return (
    <div className="page ask-page">
      <ErrorSummary faults={refill?.faults} />
      <h1>{words.title(clause.number)}</h1>
      <p className="lead">{words.from(view.title, view.version)} · <a href={textAddress(view)}>{words.inText}</a></p>
      {view.channel === "acceptance" && <p><a href="/accept">{words.toAcceptance}</a></p>}
      <QuotedClause clause={clause} language={view.language} />
      {view.notes.length > 0 && <Section id="explained" title={words.explained}><Notes view={view} /></Section>}
      <Section id="ask" title={words.heading}>
        {form ? <AskForm view={view} form={form} refill={refill} /> : <SignedOut view={view} />}
        <p className="muted">{words.contact(view.contact)}</p>
      </Section>
    </div>
  );
}

function Notes({ view }: { view: ClauseView }) {
  return (
    <dl className="notes">
      {view.notes.map(({ id, question, answer, language, answeredAt }) => (
        <div key={id} lang={language}>
          <dt className="said">{question}</dt>
          <dd><p className="said">{answer}</p><p className="muted"><Day instant={answeredAt} zone={view.zone} /></p></dd>
        </div>
      ))}
    </dl>
  );
}

function AskForm({ view, form, refill }: Page & { form: NonNullable<Page["form"]> }) {
  const { form: words } = questionMessages[useLanguage()];
  const { typed = {}, faults = {} } = refill ?? {};
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={form.token} />
      <input type="hidden" name="formKey" value={typed.formKey ?? form.key} />
      <input type="hidden" name="language" value={view.language} />
      <input type="hidden" name="channel" value={view.channel} />
      <TextArea name="question" label={words.ask} hint={words.hint} most={LONGEST_QUESTION} rows={6} fault={faults.question} value={typed.question ?? ""} />
      <button className="button">{words.submit}</button>
    </form>
  );
}

function SignedOut({ view }: { view: ClauseView }) {
  const { form: words } = questionMessages[useLanguage()];
  const from = view.channel === "acceptance" ? "&from=acceptance" : "";
  const to = encodeURIComponent(`/agreements/${view.slug}/versions/${view.version}/clauses/${view.clause.id}?lang=${view.language}${from}`);
  return (
    <>
      <p>{words.signedOut}</p>
      <ul className="actions">
        <li><a className="button" href={`/sign-in?to=${to}`}>{words.signIn}</a></li>
        <li><a href={`/sign-up?to=${to}`}>{words.signUp}</a></li>
      </ul>
    </>
  );
}

function textAddress({ slug, version, language, clause }: ClauseView): string {
  return `/agreements/${slug}/versions/${version}?lang=${language}#c-${clause.id}`;
}
