import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import type { ConsentView, PurposeView } from "#app/http/acceptance/consents-view.server";
import { consentsPageMessages } from "#app/messages/acceptance";
import type { Language } from "#app/messages/catalogue";
import { formatInstant } from "#app/messages/time";

export type ConsentProblem = keyof (typeof consentsPageMessages)["en"]["problem"];

/** What the last press did: a receipt, and whether it was made by that press. */
export type ConsentDone = { actId: string; isNew: boolean } | null;

type Page = { consents: ConsentView[]; problem: ConsentProblem | null; done: ConsentDone; formToken: string };

/** Every purpose with its own screen and form. */
export function ConsentsPage({ consents, problem, done, formToken }: Page) {
  const words = consentsPageMessages[useLanguage()];
  return (
    <div className="page consents-page">
      {problem && (
        <div className="error-summary" role="alert">
          <h2>{words.problemTitle}</h2>
          <p>{words.problem[problem]}</p>
        </div>
      )}
      {done && (
        <p className="notice" role="status">
          {done.isNew ? words.done : words.before} <a href={`/receipts/${done.actId}`}>{words.receipt}</a>
        </p>
      )}
      <h1>{words.title}</h1>
      {consents.length === 0 ? <NoConsents /> : <p className="lead">{words.lead}</p>}
      {consents.map((consent) => <Consent key={consent.slug} consent={consent} formToken={formToken} />)}
    </div>
  );
}

function NoConsents() {
  const words = consentsPageMessages[useLanguage()];
  return (
    <div className="empty">
      <p><strong>{words.none}</strong></p>
      <p>{words.noneLead}</p>
      <p><a href="/">{words.home}</a></p>
    </div>
  );
}

function Consent({ consent, formToken }: { consent: ConsentView; formToken: string }) {
  const words = consentsPageMessages[useLanguage()];
  const heading = `consent-${consent.slug}`;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} lang={consent.titleLanguage}>{consent.title}</h2>
      <p><a href={`/agreements/${consent.slug}`}>{words.details}</a></p>
      <ul className="consent-purposes">
        {consent.purposes.map((purpose) => (
          <li key={purpose.id} id={`at-${purpose.id}`}>
            <Purpose purpose={purpose} zone={consent.zone} formToken={formToken} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Purpose({ purpose, zone, formToken }: { purpose: PurposeView; zone: string; formToken: string }) {
  const language = useLanguage();
  const words = consentsPageMessages[language];
  return (
    <>
      <p className="consent-state">
        {describeState(purpose, { zone, language })}{" "}
        {purpose.answered && <a href={`/receipts/${purpose.answered.actId}`}>{words.receipt}</a>}
      </p>
      {purpose.isAsked && purpose.answered && <p className="notice">{words.askedAgain(purpose.answered.number)}</p>}
      <div dangerouslySetInnerHTML={{ __html: purpose.html }} />
      <form id={purpose.id} method="post">
        <input type="hidden" name="token" value={purpose.token} />
        <FormToken value={formToken} />
      </form>
    </>
  );
}

function describeState({ state, answered }: PurposeView, view: { zone: string; language: Language }): string {
  const { state: sentences } = consentsPageMessages[view.language];
  if (state === "open" || !answered) return sentences.open;
  return sentences[state](formatInstant(answered.at, view));
}
