import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { Boxes, DraftField, Radios } from "#app/components/staff/draft-field";
import { NOTICE_REASONS } from "#app/domain/publication/manifest";
import type { TermsFieldsView } from "#app/http/desk/agreement-properties-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { agreementTermsMessages } from "#app/messages/agreement-terms";
import { editorMessages } from "#app/messages/editor";
import { languageName } from "#app/messages/language-names";

type TermsView = { view: TermsFieldsView; refill: EditRefill | undefined };

const KINDS = ["terms", "consent", "information"] as const;
const CUSTOMERS = ["business", "consumer"] as const;
const GRADES = ["B", "C", "D", "E"] as const;

/** What the agreement is, which language binds, and its zone; what no longer changes is said with the reason. */
export function WhatItIs({ view, refill }: TermsView) {
  const language = useLanguage();
  const words = agreementTermsMessages[language];
  const typed = (name: string) => refill?.typed[name]?.[0];
  return (
    <Section id="what" title={words.what}>
      <dl className="facts facts-wide">
        <dt>{words.slug}</dt>
        <dd><code>{view.slug}</code> <span className="muted">{words.slugFixed}</span></dd>
        {!view.mayChangeKind && <><dt>{words.kind}</dt><dd>{words.kinds[view.kind]} <span className="muted">{words.kindFixed}</span></dd></>}
      </dl>
      {view.mayChangeKind && <Radios name="kind" legend={words.kind} hint={words.kindHint} chosen={typed("kind") ?? view.kind} choices={KINDS.map((value) => ({ value, label: words.kinds[value] }))} />}
      <Radios
        name="binding" legend={words.binding} hint={words.bindingHint} chosen={typed("binding") ?? view.bindingLanguage} fault={refill?.faults.binding}
        choices={view.languages.map((value) => ({ value, label: languageName(value, language) }))}
      />
      <DraftField name="zone" label={words.zone} hint={words.zoneHint(view.zoneRelease)} value={view.zone} refill={refill} />
    </Section>
  );
}

/** Whether use of the service may count as acceptance, for whom, and on what proof. */
export function DeemingFields({ view: { kind, deeming }, refill }: TermsView) {
  const language = useLanguage();
  const words = agreementTermsMessages[language];
  const typed = (name: string, before: readonly string[]) => (refill ? (refill.typed[name] ?? []) : before);
  const { reason } = editorMessages[language].review;
  return (
    <Section id="deeming-rule" title={words.deeming}>
      {kind !== "terms" ? <p>{words.never[kind]}</p> : (
        <>
          <p className="field-hint">{words.deemingLead}</p>
          <Radios name="deeming" legend={words.isAllowed} chosen={typed("deeming", [deeming.isOn ? "yes" : "no"])[0] ?? ""} choices={(["yes", "no"] as const).map((value) => ({ value, label: words.allowed[value] }))} />
          <Boxes name="deemed" legend={words.customers} chosen={typed("deemed", deeming.customerKinds)} fault={refill?.faults.deemed} choices={CUSTOMERS.map((value) => ({ value, label: words.customerKinds[value] }))} />
          <Boxes name="click" legend={words.click} chosen={typed("click", deeming.clickReasons)} choices={NOTICE_REASONS.map((value) => ({ value, label: reason[value] }))} />
          <Radios name="grade" legend={words.grade} chosen={typed("grade", [deeming.minimumGrade])[0] ?? ""} choices={GRADES.map((value) => ({ value, label: words.grades[value] }))} />
        </>
      )}
    </Section>
  );
}

/** The purposes of a consent, and room for another one. */
export function PurposeFields({ view, refill }: TermsView) {
  const words = agreementTermsMessages[useLanguage()];
  if (view.kind !== "consent") return null;
  const blank = { code: "", isKept: false, title: {}, description: {} };
  return (
    <Section id="purposes" title={words.purposes}>
      <p className="field-hint">{words.purposesHint}</p>
      {[...view.purposes, blank].map((purpose, index) => <OnePurpose key={purpose.code} purpose={purpose} at={`purpose.${index}`} languages={view.languages} refill={refill} />)}
    </Section>
  );
}

type PurposeView = { purpose: TermsFieldsView["purposes"][number]; at: string; languages: readonly string[]; refill: EditRefill | undefined };

function OnePurpose({ purpose, at, languages, refill }: PurposeView) {
  const language = useLanguage();
  const words = agreementTermsMessages[language];
  const isNew = purpose.code === "";
  return (
    <fieldset className="purpose-fields">
      <legend>{isNew ? words.purposeNew : words.purpose(purpose.code)}</legend>
      {isNew && <p className="field-hint">{words.purposeNewHint}</p>}
      {purpose.isKept ? <input type="hidden" name={`${at}.code`} value={purpose.code} /> : <DraftField name={`${at}.code`} label={words.code} hint={words.codeHint} value={purpose.code} refill={refill} />}
      <div className="clause-languages">
        {languages.map((each) => (
          <div key={each} className="stack">
            <DraftField name={`${at}.title.${each}`} label={words.purposeTitle(languageName(each, language))} value={purpose.title[each] ?? ""} lang={each} refill={refill} />
            <DraftField name={`${at}.description.${each}`} label={words.purposeDescription(languageName(each, language))} value={purpose.description[each] ?? ""} lang={each} refill={refill} rows={3} />
          </div>
        ))}
      </div>
      {!isNew && (
        <label className="choice">
          <input type="checkbox" name={`${at}.gone`} value="yes" defaultChecked={refill?.typed[`${at}.gone`] !== undefined} />
          <span>{words.gone}</span>
        </label>
      )}
    </fieldset>
  );
}
