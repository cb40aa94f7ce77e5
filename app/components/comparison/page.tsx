import { ChooseVersions } from "#app/components/comparison/choose";
import { ComparedProvider } from "#app/components/comparison/compared";
import { ComparisonHead } from "#app/components/comparison/head";
import { Counts, RedlineText } from "#app/components/comparison/redline";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Section } from "#app/components/section";
import { PropertyChanges } from "#app/components/property-lines";
import type { Redline } from "#app/domain/text/redline";
import type { CompareView } from "#app/http/reading/compare-view.server";
import { agreementTermsMessages } from "#app/messages/agreement-terms";
import { compareMessages, describeCounts } from "#app/messages/compare";
import { readingMessages } from "#app/messages/reading";

/** Two versions of an agreement set against each other. */
export function ComparisonPage({ view, redline }: { view: CompareView; redline: Redline }) {
  return (
    <div className={`comparison comparison-${view.layout}`}>
      <ComparisonHead view={view} />
      {view.from.number === view.to.number ? <NothingToCompare /> : <Changes view={view} redline={redline} />}
      <ChooseVersions slug={view.slug} versions={view.versions} from={view.from.number} to={view.to.number} />
      <script src="/compare.js" type="module" />
    </div>
  );
}

function NothingToCompare() {
  return <p className="notice notice-quiet">{compareMessages[useLanguage()].sameVersion}</p>;
}

function Changes({ view, redline }: { view: CompareView; redline: Redline }) {
  const language = useLanguage();
  const compared = {
    layout: view.layout,
    languages: { old: view.from.text.language, new: view.to.text.language },
    versions: { slug: view.slug, from: view.from.number, to: view.to.number },
  };
  return (
    <>
      <div className="comparison-told">
        <p className="lead comparison-sentence">{describeCounts(redline.counts, language)}</p>
        <Counts redline={redline} />
        <Keys />
      </div>
      <Steps view={view} />
      {view.properties.length > 0 && (
        <Section id="beside" title={agreementTermsMessages[language].changesTitle}><PropertyChanges lines={view.properties} from={view.from.number} to={view.to.number} /></Section>
      )}
      <div className="redline">
        <ComparedProvider compared={compared}><RedlineText redline={redline} /></ComparedProvider>
      </div>
    </>
  );
}

/** Shown by the script that knows the keys; whom they disturb switches them off. */
function Keys() {
  return (
    <p id="keys" hidden>
      <label className="comparison-keys"><input type="checkbox" defaultChecked autoComplete="off" /> {compareMessages[useLanguage()].keys}</label>
    </p>
  );
}

/** What the versions on the way say about themselves, and what these marks are worth. */
function Steps({ view }: { view: CompareView }) {
  const language = useLanguage();
  const words = compareMessages[language];
  return (
    <div className="comparison-steps">
      {view.steps.map(({ number, summary, changeClass }) => (
        <section key={number}>
          <h2>{words.whatChanges(number)}</h2>
          <p className="muted">{readingMessages[language].changeClass[changeClass]}</p>
          <p><Words of={summary} /></p>
        </section>
      ))}
      <p className="comparison-derived">{words.derived}</p>
    </div>
  );
}
