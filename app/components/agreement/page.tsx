import { Bands } from "#app/components/agreement/bands";
import { Contents } from "#app/components/agreement/contents";
import { Side } from "#app/components/agreement/side";
import { StatusTag } from "#app/components/agreement/status-tag";
import { AgreementText } from "#app/components/agreement/text";
import { TimeSentence } from "#app/components/agreement/time-sentence";
import { Own } from "#app/components/agreement/own";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { ProposedBand, type ProposedLink } from "#app/components/proposed/band";
import type { AgreementView } from "#app/http/reading/agreement-view.server";
import type { OwnStanding } from "#app/http/reading/catalogue-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { languageName, ownLanguageName } from "#app/messages/language-names";
import { readingMessages } from "#app/messages/reading";

type AgreementPageProps = { view: AgreementView; html: string; numbers: "short" | "wide"; own: OwnStanding | null; proposed: ProposedLink[] };

/** An agreement to be read: contents, text, and the facts about the version shown. */
export function AgreementPage({ view, html, numbers, own, proposed }: AgreementPageProps) {
  const words = readingMessages[useLanguage()];
  return (
    <div className="agreement">
      <div className="agreement-head">
        <Bands view={view} />
        {proposed.map((each) => <ProposedBand key={each.draftId} proposed={each} zone={view.zone} />)}
        <h1 lang={view.title.language}>{view.title.text}</h1>
        <VersionLine view={view} />
        <LanguageLine view={view} />
        {own && <Own own={own} className="own-standing" />}
      </div>
      <Contents view={view} />
      <article className="agreement-body">
        <KindNote view={view} />
        <AgreementText html={html} language={view.text.language} numbers={numbers} />
      </article>
      <Side view={view} />
      <p id="copied" className="copied" role="status" data-words={words.copied} />
      <script src="/reading.js" type="module" />
    </div>
  );
}

function VersionLine({ view }: { view: AgreementView }) {
  const words = readingMessages[useLanguage()];
  const { status, number, effectiveAt } = view.shown;
  const since = { "in force": words.inForceSince, announced: words.takesEffectAt, superseded: words.wasInForceFrom, withdrawn: words.takesEffectAt }[status];
  return (
    <p className="version-line">
      <StatusTag status={status} /> {view.ending?.hasCome && <span className="tag tag-binding">{afterPublicationMessages[useLanguage()].reading.endedTag}</span>}{" "}
      <span className="version-number">{words.version(number)}</span>
      {effectiveAt && <span><TimeSentence words={since} instant={effectiveAt} zone={view.zone} /></span>}
    </p>
  );
}

function LanguageLine({ view }: { view: AgreementView }) {
  const language = useLanguage();
  const words = readingMessages[language];
  if (view.languages.length < 2) return null;
  return (
    <div className="language-line">
      <ul className="text-languages" aria-label={words.languages}>
        {view.languages.map((text) => (
          <li key={text.language}>
            <a href={`?${languageSearch(view, text.language)}`} lang={text.language} hrefLang={text.language} aria-current={text.language === view.text.language ? "true" : undefined}>
              {ownLanguageName(text.language)}
            </a>{" "}
            <span className="muted">{text.isBinding ? words.binds : words.translated}</span>
          </li>
        ))}
      </ul>
      {!view.text.isBinding && <p className="translation-note">{words.translation(languageName(view.bindingLanguage, language))}</p>}
    </div>
  );
}

function languageSearch(view: AgreementView, language: string): string {
  const search = new URLSearchParams(view.asOf ? { at: view.asOf.at } : {});
  search.set("lang", language);
  return search.toString();
}

function KindNote({ view }: { view: AgreementView }) {
  const words = readingMessages[useLanguage()];
  if (view.kind === "information") return <p className="notice notice-quiet">{words.information}</p>;
  if (view.kind !== "consent") return null;
  return (
    <section className="purposes" aria-labelledby="purposes">
      <h2 id="purposes">{words.purposes}</h2>
      <p>{words.consent}</p>
      <dl className="purpose-list">
        {view.purposes.map(({ code, title, description }) => (
          <div key={code}>
            <dt><Words of={title} /></dt>
            <dd><Words of={description} /></dd>
          </div>
        ))}
      </dl>
      <p><a href="/consents">{words.chooseConsents}</a></p>
    </section>
  );
}
