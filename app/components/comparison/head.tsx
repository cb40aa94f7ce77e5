import { StatusTag } from "#app/components/agreement/status-tag";
import { TimeSentence } from "#app/components/agreement/time-sentence";
import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import type { Choice, ComparedSide, CompareView } from "#app/http/reading/compare-view.server";
import type { Language } from "#app/messages/catalogue";
import { compareMessages } from "#app/messages/compare";
import { languageName, ownLanguageName } from "#app/messages/language-names";
import { readingMessages } from "#app/messages/reading";

/** What is compared: the two versions with their dates and hashes, in which language, and how it may be read otherwise. */
export function ComparisonHead({ view }: { view: CompareView }) {
  const words = compareMessages[useLanguage()];
  const isSame = view.from.number === view.to.number;
  return (
    <div className="comparison-head">
      <p className="eyebrow"><a href={`/agreements/${view.slug}`} lang={view.title.language}>{view.title.text}</a></p>
      <h1>{words.heading(view.from.number, view.to.number)}</h1>
      <div className="compared">
        <Compared view={view} side={view.from} />
        {!isSame && <Compared view={view} side={view.to} />}
      </div>
      <Direction view={view} />
      {!isSame && <LanguageNotes view={view} />}
      {!isSame && (
        <nav className="comparison-ways" aria-label={words.ways}>
          <Choices view={view} />
          <Layouts view={view} />
          <Languages view={view} />
        </nav>
      )}
    </div>
  );
}

function Compared({ view, side }: { view: CompareView; side: ComparedSide }) {
  const language = useLanguage();
  const words = readingMessages[language];
  const since = { "in force": words.inForceSince, announced: words.takesEffectAt, superseded: words.wasInForceFrom, withdrawn: words.takesEffectAt }[side.status];
  const { text } = side;
  return (
    <div className="compared-side">
      <p className="version-line">
        <a className="version-number" href={`/agreements/${view.slug}/versions/${side.number}?lang=${text.language}`}>{words.version(side.number)}</a>
        <StatusTag status={side.status} />
      </p>
      {side.effectiveAt && <p><TimeSentence words={since} instant={side.effectiveAt} zone={view.zone} /></p>}
      <p className="compared-text"><a href={text.file} hrefLang={text.language} type="text/markdown">{words.downloadFile(languageName(text.language, language))}</a> <Hash label="SHA-256" sha256={text.sha256} /></p>
    </div>
  );
}

function Direction({ view }: { view: CompareView }) {
  const words = compareMessages[useLanguage()];
  const { from, to } = view;
  if (from.number <= to.number) return null;
  return (
    <p className="notice notice-quiet">
      {words.backwards(from.number, to.number)} <a href={`/agreements/${view.slug}/compare/${to.number}...${from.number}`}>{words.forwards(to.number, from.number)}</a>
    </p>
  );
}

function LanguageNotes({ view }: { view: CompareView }) {
  const language = useLanguage();
  const note = describeLanguages(view, language);
  return note && <p className="translation-note">{note}</p>;
}

function describeLanguages({ from, to, missed, bindingLanguage }: CompareView, language: Language): string | null {
  const words = compareMessages[language];
  const shown = languageName(to.text.language, language);
  if (from.text.language !== to.text.language) return words.noCommon;
  if (missed) return words.missing(missed.number, languageName(missed.language, language), shown);
  return to.text.isBinding ? null : words.translations(languageName(bindingLanguage, language));
}

function Choices({ view }: { view: CompareView }) {
  const words = compareMessages[useLanguage()];
  const say: Record<Choice["reason"], (from: number) => string> = {
    accepted: words.sinceAccepted, binds: words.sinceBinding, inForce: words.sinceInForce, base: words.sinceBase,
  };
  const isCurrent = ({ from, to }: Choice) => from === view.from.number && to === view.to.number;
  if (view.choices.every(isCurrent)) return null;
  return (
    <ul className="comparison-choices">
      {view.choices.map(({ reason, from, to }) => (
        <li key={from}>
          <a href={`/agreements/${view.slug}/compare/${from}...${to}${search(view, {})}`} aria-current={isCurrent({ reason, from, to }) ? "page" : undefined}>
            {say[reason](from)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Layouts({ view }: { view: CompareView }) {
  const words = compareMessages[useLanguage()];
  return (
    <ul className="comparison-layouts" aria-label={words.view}>
      {(["inline", "side"] as const).map((layout) => (
        <li key={layout}>
          <a href={search(view, { layout })} aria-current={layout === view.layout ? "true" : undefined}>{words[layout]}</a>
        </li>
      ))}
    </ul>
  );
}

function Languages({ view }: { view: CompareView }) {
  const words = readingMessages[useLanguage()];
  if (view.languages.length < 2) return null;
  return (
    <ul className="text-languages" aria-label={words.languages}>
      {view.languages.map(({ language, isBinding }) => (
        <li key={language}>
          <a href={search(view, { language })} lang={language} hrefLang={language} aria-current={language === view.to.text.language ? "true" : undefined}>
            {ownLanguageName(language)}
          </a>{" "}
          <span className="muted">{isBinding ? words.binds : words.translated}</span>
        </li>
      ))}
    </ul>
  );
}

/** The search part of an address that keeps what is shown now, apart from what is named. */
function search(view: CompareView, { layout = view.layout, language = view.to.text.language }: { layout?: CompareView["layout"]; language?: string }): string {
  const parameters = new URLSearchParams(layout === "side" ? { view: "side" } : {});
  parameters.set("lang", language);
  return `?${parameters.toString()}`;
}
