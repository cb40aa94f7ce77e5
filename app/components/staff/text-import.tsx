import { ErrorSummary } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { NoticeFields, PartyFields } from "#app/components/staff/agreement-form";
import { AudienceFields } from "#app/components/staff/audience-fields";
import { DraftField, Radios } from "#app/components/staff/draft-field";
import { TextReadings } from "#app/components/staff/text-readings";
import { TextField, typedOf, type Typed } from "#app/components/staff/version-fields";
import type { TextImportAnswer } from "#app/http/desk/text-import-form.server";
import type { TextImportView } from "#app/http/desk/text-import-view.server";
import { agreementTermsMessages } from "#app/messages/agreement-terms";
import { LANGUAGES } from "#app/messages/catalogue";
import { draftingMessages } from "#app/messages/drafting";
import { languageName } from "#app/messages/language-names";
import { textImportMessages } from "#app/messages/text-import";

type PageView = { view: TextImportView; formToken: string; answer: TextImportAnswer | undefined };

/** Where an editor brings a text in: how it is read first, then the form, whose texts stay as they were sent. */
export function TextImportPage({ view, formToken, answer }: PageView) {
  const words = textImportMessages[useLanguage()];
  const reading = answer?.reading ?? null;
  return (
    <div className="staff">
      <ErrorSummary faults={answer?.faults} />
      <h1>{view.agreement ? words.titleNext(view.agreement.title) : words.title}</h1>
      <p className="lead">{words.lead}</p>
      {reading && <TextReadings reading={reading} form="import" />}
      <form id="import" method="post" encType="multipart/form-data" className="staff-form agreement-form text-import" noValidate>
        <FormToken value={formToken} />
        {reading && <input type="hidden" name="seen" value={reading.seen} />}
        <Section id="texts" title={words.textsTitle}>
          {!view.agreement && <Binding chosen={answer?.typed.binding?.[0] ?? view.bindingLanguage} />}
          {view.languages.map((each) => <Text key={each} language={each} megabytes={view.megabytes} isOptional={view.agreement !== null && each !== view.bindingLanguage} typed={typedOf(answer)} />)}
        </Section>
        {view.agreement ? <p>{words.next(view.agreement.number)}</p> : <Properties view={view} refill={answer} />}
        <button className={reading ? "button button-plain" : "button"} name="intent" value="check">{reading ? words.checkAgain : words.check}</button>
      </form>
    </div>
  );
}

function Binding({ chosen }: { chosen: string }) {
  const language = useLanguage();
  const words = textImportMessages[language];
  return <Radios name="binding" legend={words.binding} hint={words.bindingHint} chosen={chosen} choices={LANGUAGES.map((each) => ({ value: each, label: languageName(each, language) }))} />;
}

type TextSlot = { language: string; isOptional: boolean; megabytes: number; typed: Typed };

function Text({ language: own, isOptional, megabytes, typed }: TextSlot) {
  const language = useLanguage();
  const words = textImportMessages[language];
  const name = languageName(own, language);
  return (
    <div className="stack import-text">
      <FileField name={`file.${own}`} label={words.file(name)} hint={words.fileHint(megabytes)} fault={typed.faults[`file.${own}`]} />
      <TextField name={`text.${own}`} label={words.text(name)} hint={isOptional ? words.optional : words.textHint} typed={typed} lang={own} rows={8} />
      {["from", "original", "proof"].map((field) => <Kept key={field} name={`${field}.${own}`} typed={typed} />)}
    </div>
  );
}

/** What is known of the file that a text came out of. */
function Kept({ name, typed: { typed } }: { name: string; typed: Typed }) {
  const value = typed[name]?.[0];
  return value === undefined ? null : <input type="hidden" name={name} value={value} />;
}

function FileField({ name, label, hint, fault }: { name: string; label: string; hint: string; fault: string | undefined }) {
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor={name}>{label}</label>
      <p className="field-hint" id={`${name}-hint`}>{hint}</p>
      {fault && <p className="field-error" id={`${name}-fault`}>{fault}</p>}
      <input
        id={name} name={name} type="file" accept=".md,.markdown,.txt,text/markdown,text/plain"
        aria-invalid={fault ? true : undefined} aria-describedby={fault ? `${name}-hint ${name}-fault` : `${name}-hint`}
      />
    </div>
  );
}

function Properties({ view: { properties, zone }, refill }: { view: TextImportView; refill: TextImportAnswer | undefined }) {
  const language = useLanguage();
  const words = textImportMessages[language];
  const said = draftingMessages[language].agreement;
  const fields = { view: properties, refill };
  const kinds = (["terms", "consent", "information"] as const).map((value) => ({ value, label: agreementTermsMessages[language].kinds[value] }));
  return (
    <>
      <Section id="agreement" title={words.agreementTitle}>
        <DraftField name="slug" label={words.slug} hint={words.slugHint} value="" refill={refill} />
        <Radios name="kind" legend={words.kind} hint={words.kindHint} chosen={refill?.typed.kind?.[0] ?? "terms"} choices={kinds} />
        <DraftField name="precedence" label={said.precedence} hint={words.precedenceHint} value="" refill={refill} isNumber />
        <DraftField name="zone" label={words.zone} hint={words.zoneHint} value={zone} refill={refill} />
      </Section>
      <Section id="party" title={said.party}><p className="field-hint">{words.partyHint}</p><PartyFields {...fields} /></Section>
      <Section id="audience" title={said.audience}><p className="field-hint">{said.audienceHint}</p><AudienceFields {...fields} /></Section>
      <Section id="notice" title={said.notice}><p className="field-hint">{said.noticeHintFirst}</p><NoticeFields {...fields} /></Section>
    </>
  );
}
