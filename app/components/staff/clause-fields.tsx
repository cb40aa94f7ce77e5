import type { ReactNode } from "react";
import { useLanguage } from "#app/components/language";
import { CLAUSE_FLAGS, type ClauseFlag } from "#app/domain/publication/manifest";
import type { ClauseText } from "#app/http/reading/clause-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { editorMessages } from "#app/messages/editor";
import { languageName } from "#app/messages/language-names";

type Text = Pick<ClauseText, "language" | "number" | "heading" | "body"> & Partial<Pick<ClauseText, "isBinding">>;

type FieldsView = {
  texts: Text[];
  refill: EditRefill | undefined;
  /** What stands beside the fields of a language, if anything. */
  beside?: (language: string) => ReactNode;
};

/** Number, heading and text of a clause in every language, side by side. */
export function ClauseFields({ texts, refill, beside }: FieldsView) {
  return (
    <div className={`clause-work clause-work-${texts.length}${beside ? " clause-work-seen" : ""}`}>
      {texts.map((text) => [
        <OneLanguage key={text.language} text={text} refill={refill} />,
        beside && <Beside key={`beside ${text.language}`} language={text.language}>{beside(text.language)}</Beside>,
      ])}
    </div>
  );
}

function Beside({ language, children }: { language: string; children: ReactNode }) {
  const interfaceLanguage = useLanguage();
  const id = `preview.${language}`;
  return (
    <section className="clause-preview" aria-labelledby={id}>
      <h2 id={id}>{editorMessages[interfaceLanguage].clause.preview} <span className="muted">{languageName(language, interfaceLanguage)}</span></h2>
      <div data-preview={language}>{children}</div>
    </section>
  );
}

function OneLanguage({ text, refill }: { text: Text; refill: EditRefill | undefined }) {
  const interfaceLanguage = useLanguage();
  const words = editorMessages[interfaceLanguage].clause;
  const { language } = text;
  const valueOf = (field: "number" | "heading" | "body") => refill?.typed[`${field}.${language}`]?.[0] ?? text[field] ?? "";
  const isNumbered = text.number !== null;
  return (
    <fieldset className="clause-language">
      <legend>{languageName(language, interfaceLanguage)} {text.isBinding && <span className="tag tag-binding">{words.binds}</span>}</legend>
      <div className={isNumbered ? "clause-lines clause-lines-numbered" : "clause-lines"}>
        {isNumbered && <Line name={`number.${language}`} label={words.number} value={valueOf("number")} fault={refill?.faults[`number.${language}`]} lang={language} />}
        <Line name={`heading.${language}`} label={words.heading} value={valueOf("heading")} fault={undefined} lang={language} />
      </div>
      <Body name={`body.${language}`} value={valueOf("body")} fault={refill?.faults[`body.${language}`]} lang={language} />
    </fieldset>
  );
}

type FieldProps = { name: string; value: string; fault: string | undefined; lang: string };

function Line({ name, label, value, fault, lang }: FieldProps & { label: string }) {
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor={name}>{label}</label>
      {fault && <p className="field-error" id={`${name}-fault`}>{fault}</p>}
      <input id={name} name={name} lang={lang} defaultValue={value} autoComplete="off" aria-invalid={fault ? true : undefined} aria-describedby={fault && `${name}-fault`} />
    </div>
  );
}

function Body({ name, value, fault, lang }: FieldProps) {
  const words = editorMessages[useLanguage()].clause;
  const rows = Math.min(24, Math.max(6, Math.ceil(value.length / 40) + value.split("\n").length));
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor={name} id={`${name}-label`}>{words.text}</label>
      {fault && <p className="field-error" id={`${name}-fault`}>{fault}</p>}
      <textarea id={name} name={name} lang={lang} rows={rows} spellCheck={false} data-editor="" defaultValue={value} aria-invalid={fault ? true : undefined} aria-describedby={fault && `${name}-fault`} />
    </div>
  );
}

/** The flags of a clause as boxes to tick. */
export function FlagBoxes({ chosen }: { chosen: readonly string[] }) {
  const words = editorMessages[useLanguage()];
  return (
    <fieldset className="field">
      <legend>{words.clause.flagsLegend}</legend>
      <input type="hidden" name="flag" value="" />
      <div className="flag-boxes">
        {CLAUSE_FLAGS.map((flag: ClauseFlag) => (
          <label className="choice" key={flag}>
            <input type="checkbox" name="flag" value={flag} defaultChecked={chosen.includes(flag)} />
            <span>{words.draft.flags[flag]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
