import { LanguageProvider } from "#app/components/language";
import { Words } from "#app/components/localised";
import type { ConsentScreen as Content } from "#app/domain/acceptance/screen";
import type { ConsentAnswer } from "#app/domain/acceptance/offered-set";
import { consentScreenMessages, SCREEN_WORDING } from "#app/messages/acceptance-screen";
import { languageName } from "#app/messages/language-names";

/**
 * The screen of one purpose: a pure function of its set, language and wording, like the acceptance screen. Its buttons
 * belong to the form "act-<agreement>-<purpose>", which stands outside.
 */
export function ConsentScreen({ language, line, agreementTitle, title, description, offeror }: Content) {
  const words = consentScreenMessages[language];
  return (
    <LanguageProvider language={language}>
      <div className="consent-screen" lang={language} data-wording={SCREEN_WORDING}>
        <h3><Words of={title} /></h3>
        <p><Words of={description} /></p>
        {line.isFormer && <p>{words.former}</p>}
        <p className="muted">
          {words.asks(offeror.name.text)} {" · "}
          <a href={`/agreements/${line.slug}/versions/${line.number}`}>{words.details(agreementTitle, line.number)}</a>
          {line.language !== line.bindingLanguage && <> {words.translated(languageName(line.bindingLanguage, language))}</>}
        </p>
        <Sentences answers={line.answers} words={words} />
        <div className="acceptance-buttons">
          {line.answers.map((answer) => (
            <button key={answer} className="button button-plain" form={consentFormId(line)} name="answer" value={answer}>
              {words[answer]}
            </button>
          ))}
        </div>
      </div>
    </LanguageProvider>
  );
}

/** The id of the form that a purpose's buttons belong to; also the anchor of the purpose on the page. */
export function consentFormId({ slug, purpose }: { slug: string; purpose: string }): string {
  return `act-${slug}-${purpose}`;
}

function Sentences({ answers, words }: { answers: ConsentAnswer[]; words: (typeof consentScreenMessages)["en"] }) {
  const sentences = {
    give: words.giveSentence,
    refuse: words.refuseSentence,
    withdraw: words.withdrawSentence,
  };
  return <p className="acceptance-sentence">{words.and(answers.map((answer) => sentences[answer]))}</p>;
}
