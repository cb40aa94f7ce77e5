import { deemingRuleOf } from "#app/domain/acceptance/deeming-rule";
import { inLanguage } from "#app/domain/publication/localised";
import type { AgreementProperties } from "#app/domain/publication/manifest";
import { changedProperties, TERMS_PROPERTIES, type TermsProperty } from "#app/domain/publication/property-change";
import { audienceName } from "#app/messages/acceptance";
import { agreementTermsMessages } from "#app/messages/agreement-terms";
import type { Language } from "#app/messages/catalogue";
import { editorMessages } from "#app/messages/editor";
import { languageName } from "#app/messages/language-names";

/** A property of an agreement in words; `before` is null where there is nothing to compare with. */
export type PropertyLine = { property: TermsProperty; before: string | null; now: string };

/** What differs from an earlier version; everything where there is none. */
export function propertyLines(now: AgreementProperties, before: AgreementProperties | null, language: Language): PropertyLine[] {
  const shown = before ? changedProperties(before, now) : TERMS_PROPERTIES.filter((property) => property !== "purposes" || now.kind === "consent");
  return shown.map((property) => ({ property, before: before && describe(before, property, language), now: describe(now, property, language) }));
}

function describe(properties: AgreementProperties, property: TermsProperty, language: Language): string {
  const words = agreementTermsMessages[language];
  switch (property) {
    case "contractingParty":
      return describeParty(properties, language);
    case "precedence":
      return String(properties.precedence);
    case "audience":
      return properties.audience.who === "everyone" ? words.everybody : audienceName(properties.audience, language);
    case "bindingLanguage":
      return languageName(properties.bindingLanguage, language);
    case "zone":
      return properties.zone;
    case "noticeDays":
      return words.days(properties.noticeDays);
    case "noticeRules":
      return listed(reasonDays(properties).map(([reason, days]) => words.rule(editorMessages[language].review.reason[reason], days)), language);
    case "deeming":
      return describeDeeming(properties, language);
    case "purposes":
      return listed((properties.purposes ?? []).map(({ code, title }) => `${code} – ${inLanguage(title, [language, properties.bindingLanguage]).text}`), language);
  }
}

function describeParty({ contractingParty: { name, address }, bindingLanguage }: AgreementProperties, language: Language): string {
  return [name, address].map((words) => inLanguage(words, [language, bindingLanguage]).text).filter(Boolean).join(language === "en" ? ", " : "，");
}

function reasonDays({ noticeRules = {} }: AgreementProperties) {
  const reasons = ["amend", "end", "changeService", "assign", "startCharging"] as const;
  return reasons.flatMap((reason) => (noticeRules[reason] === undefined ? [] : [[reason, noticeRules[reason]] as const]));
}

/** Whether and how use may count as acceptance, in one line. */
function describeDeeming(properties: AgreementProperties, language: Language): string {
  const words = agreementTermsMessages[language];
  const { isOn, customerKinds, clickReasons, minimumGrade } = deemingRuleOf(properties);
  if (properties.kind !== "terms") return words.never[properties.kind];
  if (!isOn || customerKinds.length === 0) return words.allowed.no;
  const click = clickReasons.map((reason) => editorMessages[language].review.reason[reason]);
  return words.deemed(listed(customerKinds.map((kind) => words.customerKinds[kind]), language), minimumGrade, click.length > 0 ? listed(click, language) : words.clickNone);
}

function listed(parts: readonly string[], language: Language): string {
  return parts.length === 0 ? agreementTermsMessages[language].nothing : parts.join(language === "en" ? ", " : "、");
}
