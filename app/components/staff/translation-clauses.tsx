import { useLanguage } from "#app/components/language";
import { Findings } from "#app/components/staff/findings";
import type { TranslationView } from "#app/http/desk/translation-page.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { languageName } from "#app/messages/language-names";

/** So many places are told one by one. */
const SHOWN = 20;

type SidesView = Pick<TranslationView, "clauses" | "language" | "bindingLanguage">;

/** Every clause of the binding text beside its translation, those behind named. */
export function TranslationClauses({ clauses, language, bindingLanguage }: SidesView) {
  const shown = useLanguage();
  const words = afterPublicationMessages[shown].translation;
  const behind = clauses.filter(({ step }) => step === "behind").length;
  return (
    <>
      <p>{words.counts(behind, clauses.length)} <span className="muted">{words.stepHint}</span></p>
      <ol className="translation-pairs">
        {clauses.map(({ id, number, binding, own, step }) => (
          <li className="translation-pair" key={id}>
            <p className="translation-step">
              <strong>{number ?? words.preamble}</strong> <span className={step === "behind" || own === null ? "tag tag-binding" : "tag"}>{own === null ? words.missing : words.step[step]}</span>
            </p>
            <Side label={words.bindingText(languageName(bindingLanguage, shown))} language={bindingLanguage} text={binding} />
            {own !== null && <Side label={words.ownText(languageName(language, shown))} language={language} text={own} />}
          </li>
        ))}
      </ol>
    </>
  );
}

function Side({ label, language, text }: { label: string; language: string; text: string }) {
  return (
    <div>
      <p className="muted visually-hidden">{label}</p>
      <p className="translation-words" lang={language}>{text}</p>
    </div>
  );
}

type ProblemsView = Pick<TranslationView, "misfits" | "findings">;

/** Each place that does not fit the binding text, and what a check of the text itself found. */
export function TranslationProblems({ misfits, findings }: ProblemsView) {
  const words = afterPublicationMessages[useLanguage()].translation;
  return (
    <div className="translation-problems">
      {misfits.length === 0 && <p className="notice notice-quiet">{words.fits}</p>}
      {misfits.length > 0 && (
        <div className="error-summary" role="alert" tabIndex={-1}>
          <h2>{words.problems(misfits.length)}</h2>
          <ul>
            {misfits.slice(0, SHOWN).map((misfit, index) => <li key={`${index} ${misfit.number}`}>{sayMisfit(misfit, words)}</li>)}
            {misfits.length > SHOWN && <li>{words.problem.more(misfits.length - SHOWN)}</li>}
          </ul>
        </div>
      )}
      {findings.length > 0 && <Findings findings={findings} page="" />}
    </div>
  );
}

type TranslationWords = (typeof afterPublicationMessages)["en"]["translation"];

function sayMisfit(misfit: ProblemsView["misfits"][number], words: TranslationWords): string {
  const number = misfit.number ?? words.preamble;
  return misfit.code === "missing" ? words.problem.missing(number) : words.problem[misfit.code](number, misfit.line);
}
