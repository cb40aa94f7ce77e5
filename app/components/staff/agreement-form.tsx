import { ErrorSummary } from "#app/components/account/fields";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { AudienceFields } from "#app/components/staff/audience-fields";
import { Hidden, StageNotice } from "#app/components/staff/clause";
import { DeemingFields, PurposeFields, WhatItIs } from "#app/components/staff/agreement-terms";
import { Conflicts } from "#app/components/staff/conflicts";
import { DraftTop } from "#app/components/staff/draft-head";
import { DraftField, type FieldsView } from "#app/components/staff/draft-field";
import type { AgreementPropertiesView } from "#app/http/desk/agreement-properties-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { draftingMessages } from "#app/messages/drafting";
import { editorMessages } from "#app/messages/editor";
import { languageName } from "#app/messages/language-names";

type PageView = { view: AgreementPropertiesView; formToken: string; done: "saved" | null; refill: EditRefill | undefined };

/** What holds for the agreement beside the text of a draft, each part with what a change of it means. */
export function AgreementFormPage({ view, formToken, done, refill }: PageView) {
  const words = draftingMessages[useLanguage()].agreement;
  const fields = { view, refill };
  return (
    <div className="staff">
      <ErrorSummary faults={refill?.faults} />
      <DraftTop head={view.head} page="agreement" />
      {done && !refill && <p className="notice" role="status">{words.saved}</p>}
      <StageNotice stage={view.head.stage} />
      {refill && refill.conflicts.length > 0 && <Conflicts conflicts={refill.conflicts} />}
      <p className="lead">{words.lead}</p>
      <form method="post" className="staff-form agreement-form" noValidate>
        <Hidden formToken={formToken} counter={refill?.counter ?? view.counter} />
        <fieldset disabled={!view.mayEdit}>
          <Titles {...fields} />
          <WhatItIs {...fields} />
          <PurposeFields {...fields} />
          <Section id="party" title={words.party}><p className="field-hint">{words.partyHint}</p><PartyFields {...fields} /></Section>
          <Section id="order" title={words.precedence}>
            <DraftField name="precedence" label={words.precedence} hint={words.precedenceHint} value={String(view.precedence)} refill={refill} isNumber />
          </Section>
          <Section id="audience" title={words.audience}><p className="field-hint">{words.audienceHint}</p><AudienceFields {...fields} /></Section>
          <Section id="notice" title={words.notice}>
            <p className="field-hint">{view.daysInForce === null ? words.noticeHintFirst : words.noticeHint(view.daysInForce)}</p>
            <NoticeFields {...fields} />
          </Section>
          <DeemingFields {...fields} />
        </fieldset>
        {view.mayEdit && <button className="button">{words.save}</button>}
      </form>
    </div>
  );
}

function Titles({ view, refill }: Pick<PageView, "view" | "refill">) {
  const language = useLanguage();
  const words = draftingMessages[language].agreement;
  return (
    <Section id="titles" title={words.titles}>
      {view.titles.map((each) => <DraftField key={each.language} name={`title.${each.language}`} label={words.titleIn(languageName(each.language, language))} value={each.title} lang={each.language} refill={refill} />)}
    </Section>
  );
}

/** Name and address of the contracting party in each language, and how to reach it. */
export function PartyFields({ view: { party }, refill }: FieldsView) {
  const language = useLanguage();
  const words = draftingMessages[language].agreement;
  return (
    <>
      <div className="clause-languages">
        {party.languages.map((each) => (
          <div key={each.language} className="stack">
            <DraftField name={`name.${each.language}`} label={words.nameIn(languageName(each.language, language))} value={each.name} lang={each.language} refill={refill} />
            <DraftField name={`address.${each.language}`} label={words.addressIn(languageName(each.language, language))} value={each.address} lang={each.language} refill={refill} />
          </div>
        ))}
      </div>
      <DraftField name="contact" label={words.contact} value={party.contact} refill={refill} />
    </>
  );
}

/** Days of notice: for every reason, and longer ones for some. */
export function NoticeFields({ view, refill }: FieldsView) {
  const language = useLanguage();
  const words = draftingMessages[language].agreement;
  const { reason: reasons } = editorMessages[language].review;
  return (
    <>
      <DraftField name="noticeDays" label={words.noticeDays} value={String(view.noticeDays)} refill={refill} isNumber />
      <p className="field-hint">{words.ruleHint}</p>
      <div className="rule-fields">
        {view.rules.map(({ reason, days }) => <DraftField key={reason} name={`rule.${reason}`} label={words.ruleFor(reasons[reason])} value={days === null ? "" : String(days)} refill={refill} isNumber />)}
      </div>
    </>
  );
}
