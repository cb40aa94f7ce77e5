import type { ReactNode } from "react";
import { useLanguage } from "#app/components/language";
import { Findings } from "#app/components/staff/findings";
import { TranslationProblems } from "#app/components/staff/translation-clauses";
import type { ImportReading, TextReading } from "#app/http/desk/text-import-view.server";
import { languageName } from "#app/messages/language-names";
import { textImportMessages } from "#app/messages/text-import";

/** So many places are told one by one. */
const SHOWN = 50;

/** How texts are read, and the button that makes a draft of them; `form` holds the texts. */
export function TextReadings({ reading, form }: { reading: ImportReading; form: string }) {
  const words = textImportMessages[useLanguage()];
  const [binding, ...translations] = reading.texts;
  return (
    <>
      <section className="next-step" aria-labelledby="keep">
        <h2 id="keep">{words.keepTitle}</h2>
        <p role="status">{words.keepLead(reading.clauses)} {reading.carried && words.carried(reading.carried.clauses, reading.carried.number)}</p>
        {reading.hasMisfits ? <p>{words.misfit}</p> : <button className="button" form={form} name="intent" value="keep">{words.keep}</button>}
      </section>
      {binding && <Reading text={binding} isBinding><h3>{words.findings}</h3><Findings findings={linked(binding)} page="" /></Reading>}
      {translations.map((text) => (
        <Reading key={text.language} text={text}><h3>{words.findings}</h3><TranslationProblems misfits={text.misfits} findings={linked({ ...text, clauses: [] })} /></Reading>
      ))}
    </>
  );
}

/** Findings that lead to clauses which are listed. */
function linked({ findings, clauses }: Pick<TextReading, "findings" | "clauses">): TextReading["findings"] {
  const listed = new Set(clauses.map(({ id }) => id));
  return findings.map((finding) => (finding.clauseId !== null && listed.has(finding.clauseId) ? finding : { ...finding, clauseId: null }));
}

/** Texts share the ids of their clauses: on one page only the binding text has them. */
function Reading({ text, isBinding = false, children }: { text: TextReading; isBinding?: boolean; children: ReactNode }) {
  const language = useLanguage();
  const words = textImportMessages[language];
  return (
    <section className="text-reading" aria-labelledby={`read-${text.language}`}>
      <h2 id={`read-${text.language}`}>{words.readTitle(languageName(text.language, language))}</h2>
      <Facts text={text} />
      <Unplaced text={text} />
      {children}
      <Clauses text={text} isBinding={isBinding} />
    </section>
  );
}

function Facts({ text: { language, title, dateLine, paragraphs, keywords, articles, numbered, byLevel, confidence } }: { text: TextReading }) {
  const words = textImportMessages[useLanguage()];
  const { facts } = words;
  return (
    <dl className="facts facts-wide">
      <dt>{facts.title}</dt><dd>{title === "" ? words.titleNone : <span lang={language}>{title}</span>}</dd>
      <dt>{facts.date}</dt><dd>{dateLine === null ? words.none : <span lang={language}>{dateLine}</span>}</dd>
      <dt>{facts.preamble}</dt><dd>{words.paragraphs(paragraphs)} <span lang={language}>{keywords.map((keyword) => `【${keyword}】`).join(" ")}</span></dd>
      <dt>{facts.articles}</dt><dd>{articles}</dd>
      <dt>{facts.numbered}</dt><dd>{byLevel.length > 0 ? words.levels(numbered, byLevel.join(" + ")) : numbered}</dd>
      <dt>{facts.confidence}</dt><dd>{words.percent(confidence)}</dd>
    </dl>
  );
}

function Unplaced({ text: { language, unplaced } }: { text: TextReading }) {
  const words = textImportMessages[useLanguage()];
  return (
    <>
      <h3>{words.unplaced}</h3>
      {unplaced.length === 0 && <p className="muted">{words.unplacedNone}</p>}
      <ul className="import-faults">
        {unplaced.slice(0, SHOWN).map(({ line, code, text }) => (
          <li key={`${line} ${code}`}><strong>{words.line(line)}</strong> {words.doubts[code]}: <span lang={language}>{text}</span></li>
        ))}
      </ul>
      {unplaced.length > SHOWN && <p>{words.more(unplaced.length - SHOWN)}</p>}
    </>
  );
}

function Clauses({ text: { language, clauses, misfits }, isBinding }: { text: TextReading; isBinding: boolean }) {
  const words = textImportMessages[useLanguage()];
  return (
    <details className="clause-tree" open={misfits.length > 0}>
      <summary>{words.clauses}</summary>
      <ol lang={language}>
        {clauses.map(({ id, level, number, name }) => (
          <li key={id} id={isBinding ? `c-${id}` : undefined} className={`tree-item tree-level-${Math.min(level, 4)}`}>
            <span className="tree-name">{number !== null && <span className="tree-number">{number} </span>}{name}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
