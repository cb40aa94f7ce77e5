import { useLanguage } from "#app/components/language";
import { Hidden } from "#app/components/staff/clause";
import { NOTICE_REASONS } from "#app/domain/publication/manifest";
import type { ReviewView, ReviewWords } from "#app/http/desk/draft-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { editorMessages } from "#app/messages/editor";
import { languageName } from "#app/messages/language-names";
import { readingMessages } from "#app/messages/reading";
import { zoneName } from "#app/messages/time";

type FormView = { view: ReviewView; formToken: string; refill: EditRefill | undefined };

/** What the editor says about the change: class, reasons, words for readers, and the date. */
export function WordsForm({ view, formToken, refill }: FormView) {
  const language = useLanguage();
  const words = editorMessages[language].review;
  const own = refill?.typed.intent?.[0] === "words" ? refill.typed : undefined;
  const { words: known, head } = view;
  return (
    <form method="post" className="stack" noValidate>
      <Hidden formToken={formToken} counter={refill?.counter ?? known.counter} />
      <ClassChoice view={view} chosen={own?.changeClass?.[0] ?? view.changeClass} />
      <ReasonBoxes chosen={own?.reasons ?? known.reasons} />
      <div className="clause-languages">
        {known.languages.map((each) => <InLanguage key={each.language} words={each} typed={own} />)}
      </div>
      <div className="field">
        <label htmlFor="effective">{words.effective}</label>
        <p className="field-hint" id="effective-hint">{words.effectiveHint(zoneName({ zone: head.zone, language }))}</p>
        <input id="effective" name="effective" defaultValue={own?.effective?.[0] ?? known.effectiveAt ?? ""} autoComplete="off" aria-describedby="effective-hint" />
      </div>
      <button className="button" name="intent" value="words">{words.saveWords}</button>
    </form>
  );
}

function ClassChoice({ view, chosen }: { view: ReviewView; chosen: string | null }) {
  const language = useLanguage();
  return (
    <fieldset className="field">
      <legend>{editorMessages[language].review.class}</legend>
      {view.words.classes.map((value) => (
        <label className="choice" key={value}>
          <input type="radio" name="changeClass" value={value} defaultChecked={value === chosen} />
          <span>{readingMessages[language].changeClass[value]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function ReasonBoxes({ chosen }: { chosen: readonly string[] }) {
  const words = editorMessages[useLanguage()].review;
  return (
    <fieldset className="field">
      <legend>{words.reasons}</legend>
      <div className="flag-boxes">
        {NOTICE_REASONS.map((value) => (
          <label className="choice" key={value}>
            <input type="checkbox" name="reasons" value={value} defaultChecked={chosen.includes(value)} />
            <span>{words.reason[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function InLanguage({ words: { language, classReason, summary }, typed }: { words: ReviewWords["languages"][number]; typed: Record<string, string[]> | undefined }) {
  const interfaceLanguage = useLanguage();
  const words = editorMessages[interfaceLanguage].review;
  const name = languageName(language, interfaceLanguage);
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor={`classReason.${language}`}>{words.classReasonIn(name)}</label>
        <textarea id={`classReason.${language}`} name={`classReason.${language}`} lang={language} rows={3} defaultValue={typed?.[`classReason.${language}`]?.[0] ?? classReason} />
      </div>
      <div className="field">
        <label htmlFor={`summary.${language}`}>{words.summaryIn(name)}</label>
        <textarea id={`summary.${language}`} name={`summary.${language}`} lang={language} rows={5} defaultValue={typed?.[`summary.${language}`]?.[0] ?? summary} />
      </div>
    </div>
  );
}
