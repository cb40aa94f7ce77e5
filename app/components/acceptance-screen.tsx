import { TimeSentence } from "#app/components/agreement/time-sentence";
import { LanguageProvider, useLanguage } from "#app/components/language";
import type { ScreenClause, ScreenText, TermsScreen } from "#app/domain/acceptance/screen";
import { SCREEN_WORDING, termsScreenMessages } from "#app/messages/acceptance-screen";
import { languageName } from "#app/messages/language-names";

/**
 * The screen on which terms are accepted or declined: a pure function of set, texts, language and wording, without
 * name, token, present time or error. Box and buttons belong to the form with the id "act", which stands outside.
 */
export function AcceptanceScreen({ language, texts }: TermsScreen) {
  const words = termsScreenMessages[language];
  return (
    <LanguageProvider language={language}>
      <section className="acceptance" lang={language} data-wording={SCREEN_WORDING}>
        <h1>{words.heading}</h1>
        <Offerors texts={texts} />
        <div className="acceptance-reading">
          <p className="acceptance-jump"><a href="#choice">{words.toChoice}</a></p>
          <h2>{words.setHeading}</h2>
          {texts.length > 1 && <p>{words.order}</p>}
          <ol className="acceptance-set">
            {texts.map((text) => <li key={text.line.versionId}><SetItem text={text} /></li>)}
          </ol>
          <Conspicuous texts={texts} />
        </div>
        <Choice texts={texts} />
      </section>
    </LanguageProvider>
  );
}

function Offerors({ texts }: { texts: ScreenText[] }) {
  const words = termsScreenMessages[useLanguage()];
  const names = [...new Set(texts.map(({ offeror }) => offeror.name.text))];
  return <p className="lead">{words.between(words.and(names))}</p>;
}

function SetItem({ text }: { text: ScreenText }) {
  const words = termsScreenMessages[useLanguage()];
  const { line, title } = text;
  return (
    <>
      <h3>
        <a href={versionPath(text)} lang={line.language}>{words.cited(title, line.number)}</a>
      </h3>
      <p><TimeSentence words={line.status === "in force" ? words.inForce : words.announced} instant={line.effectiveAt} zone={line.zone} /></p>
      <p><LanguageNote text={text} /></p>
      {line.coming.map(({ number, effectiveAt }) => (
        <p key={number} className="acceptance-coming">
          <TimeSentence words={words.coming(number)} instant={effectiveAt} zone={line.zone} />{" "}
          <a href={`/agreements/${line.slug}/versions/${number}`}>{words.read(number)}</a>
        </p>
      ))}
      <ul className="acceptance-links">
        <li><a href={`${versionPath(text)}/${text.file}`} download>{words.copy}</a></li>
        <li><a href={`${versionPath(text)}/clauses?lang=${line.language}&from=acceptance`}>{words.ask}</a></li>
      </ul>
    </>
  );
}

function LanguageNote({ text }: { text: ScreenText }) {
  const language = useLanguage();
  const words = termsScreenMessages[language];
  const { line } = text;
  const binding = languageName(line.bindingLanguage, language);
  if (line.language !== line.bindingLanguage) {
    const note = words.translated(languageName(line.language, language), binding);
    return <>{note} <a href={`${versionPath(text)}?lang=${line.bindingLanguage}`}>{words.readBinding(binding)}</a></>;
  }
  return <>{baseOf(line.language) === baseOf(language) ? words.binding(binding) : words.only(binding)}</>;
}

function Conspicuous({ texts }: { texts: ScreenText[] }) {
  const words = termsScreenMessages[useLanguage()];
  const marked = texts.filter(({ clauses }) => clauses.length > 0);
  if (marked.length === 0) return <p>{words.conspicuousNone}</p>;
  return (
    <>
      <h2>{words.conspicuousHeading}</h2>
      <p>{words.conspicuousLead}</p>
      {marked.map((text) => (
        <section key={text.line.versionId} className="acceptance-clauses" lang={text.line.language}>
          {texts.length > 1 && <h3>{words.cited(text.title, text.line.number)}</h3>}
          {text.clauses.map((clause, index) => (
            <Clause key={clause.id} text={text} clause={clause} before={text.clauses[index - 1]} />
          ))}
        </section>
      ))}
    </>
  );
}

/** A clause in full, under its article where the clause before it stands in another. */
function Clause({ text, clause, before }: { text: ScreenText; clause: ScreenClause; before: ScreenClause | undefined }) {
  const { article } = clause;
  const isNewArticle = article !== null && article.number !== before?.article?.number;
  return (
    <>
      {isNewArticle && <p className="acceptance-article">{[article.number, article.heading].filter(Boolean).join(" ")}</p>}
      <div className="acceptance-clause">
        {clause.number && <a className="acceptance-number" href={`${versionPath(text)}?lang=${text.line.language}#c-${clause.id}`}>{clause.number}</a>}
        <div>
          {clause.heading && <p><strong className="conspicuous-text">{clause.heading}</strong></p>}
          <div dangerouslySetInnerHTML={{ __html: clause.html }} />
        </div>
      </div>
    </>
  );
}

function Choice({ texts }: { texts: ScreenText[] }) {
  const words = termsScreenMessages[useLanguage()];
  const cited = words.and(texts.map(({ title, line }) => words.cited(title, line.number)));
  return (
    <section className="acceptance-choice" id="choice" aria-labelledby="choice-heading">
      <h2 id="choice-heading">{words.choiceHeading}</h2>
      <div className="choice">
        <input type="checkbox" id="accepted" name="accepted" value="yes" form="act" autoComplete="off" aria-describedby="act-problem" />
        <label htmlFor="accepted">{words.box(cited)}</label>
      </div>
      <h3>{words.declineHeading}</h3>
      <ul>
        {texts.map((text) => <li key={text.line.versionId}>{consequence(text, words)}</li>)}
      </ul>
      <p className="acceptance-sentence">{words.sentence(cited)}</p>
      <div className="acceptance-buttons">
        <button className="button" form="act" name="answer" value="accept">{words.accept}</button>
        <button className="button button-plain" form="act" name="answer" value="decline">{words.decline}</button>
      </div>
      <p className="muted">{words.recorded}</p>
    </section>
  );
}

/** What follows from declining one version, said before the buttons. */
function consequence({ line, title }: ScreenText, words: (typeof termsScreenMessages)["en"]): string {
  const { binds, number, status, isOwed } = line;
  if (binds !== null) return words.formerBinds(title, binds, number);
  if (!isOwed) return words.ownChoice(title);
  return status === "in force" ? words.nothingBinds(title) : words.nothingBindsYet(title, number);
}

function versionPath({ line }: ScreenText): string {
  return `/agreements/${line.slug}/versions/${line.number}`;
}

function baseOf(language: string): string | undefined {
  return language.split("-")[0];
}
