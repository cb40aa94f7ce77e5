import { TimeSentence } from "#app/components/agreement/time-sentence";
import { FormToken } from "#app/components/form-token";
import { Hash } from "#app/components/hash";
import { MessageText } from "#app/components/inbox/message-text";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { Time } from "#app/components/time";
import type { MessageView } from "#app/http/notices/inbox-view.server";
import { inboxMessages } from "#app/messages/inbox";
import { ownLanguageName } from "#app/messages/language-names";

type MessagePageProps = { view: MessageView; formToken: string; isConfirmed: boolean };

/** One message as it was sent, with what it is about, the button that confirms it, and the files to keep. */
export function MessagePage({ view, formToken, isConfirmed }: MessagePageProps) {
  const words = inboxMessages[useLanguage()];
  return (
    <div className="page inbox-message">
      <p className="eyebrow"><a href="/inbox">{words.back}</a></p>
      {isConfirmed && <p className="notice" role="status">{words.confirmed}</p>}
      <h1 lang={view.language}>{view.subject}</h1>
      <ForWhom view={view} />
      <Languages view={view} />
      <article className="message-text" lang={view.language}><MessageText parts={view.parts} subject={view.subject} /></article>
      <Confirm view={view} formToken={formToken} />
      <About view={view} />
      <Keep view={view} />
    </div>
  );
}

/** Said where the message is not, or not only, for the one in whose inbox it lies. */
function ForWhom({ view: { deliveryId, organisation, alsoFor } }: { view: MessageView }) {
  const words = inboxMessages[useLanguage()];
  if (organisation === null && alsoFor.length === 0) return null;
  return (
    <div className="notice">
      <p>{organisation === null ? words.copyToo(alsoFor) : words.copyOf(organisation)} <a href={`/acting-for?to=${encodeURIComponent(`/inbox/${deliveryId}`)}`}>{words.choose}</a></p>
    </div>
  );
}

function Languages({ view }: { view: MessageView }) {
  const words = inboxMessages[useLanguage()];
  if (view.languages.length < 2) return null;
  return (
    <ul className="text-languages" aria-label={words.textIn}>
      {view.languages.map((language) => (
        <li key={language}>
          <a href={`?lang=${language}`} lang={language} hrefLang={language} aria-current={language === view.language ? "true" : undefined}>{ownLanguageName(language)}</a>
        </li>
      ))}
    </ul>
  );
}

function Confirm({ view, formToken }: { view: MessageView; formToken: string }) {
  const words = inboxMessages[useLanguage()];
  return (
    <Section id="confirm" title={words.confirmTitle}>
      {view.acknowledgedAt ? <p><TimeSentence words={words.confirmedAt} instant={view.acknowledgedAt} zone={view.zone} /></p> : <ConfirmForm formToken={formToken} />}
    </Section>
  );
}

function ConfirmForm({ formToken }: { formToken: string }) {
  const words = inboxMessages[useLanguage()];
  return (
    <form method="post" className="stack">
      <FormToken value={formToken} />
      <p id="confirm-effect">{words.confirmLead}</p>
      <button className="button" aria-describedby="confirm-effect">{words.confirm}</button>
    </form>
  );
}

function About({ view }: { view: MessageView }) {
  const words = inboxMessages[useLanguage()];
  if (view.links.length === 0) return null;
  return (
    <Section id="about" title={words.see}>
      <ul className="notice-links">
        {view.links.map(({ what, href }) => <li key={what}><a href={href}>{words[what]}</a></li>)}
      </ul>
    </Section>
  );
}

function Keep({ view }: { view: MessageView }) {
  const words = inboxMessages[useLanguage()];
  const { deliveryId, language, zone, at, displayedAt, acknowledgedAt } = view;
  return (
    <Section id="keep" title={words.keepTitle}>
      <ul className="notice-links">
        <li><a href={`/inbox/${deliveryId}/message.txt?lang=${language}`}>{words.keepText}</a></li>
        <li><a href={`/inbox/${deliveryId}/message.json?lang=${language}`}>{words.keepRecord}</a></li>
      </ul>
      <p>{view.isRemoved ? words.nameRemoved : words.hashLead}</p>
      <p><Hash label={words.hash} sha256={view.messageSha256} /></p>
      <dl className="facts facts-wide">
        <dt>{words.arrived}</dt><dd><Time instant={at} zone={zone} /></dd>
        <dt>{words.displayedAt}</dt><dd>{displayedAt ? <Time instant={displayedAt} zone={zone} /> : words.notYet}</dd>
        <dt>{words.acknowledgedAt}</dt><dd>{acknowledgedAt ? <Time instant={acknowledgedAt} zone={zone} /> : words.notYet}</dd>
      </dl>
    </Section>
  );
}
