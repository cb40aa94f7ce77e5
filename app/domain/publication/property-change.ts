import { deemingRuleOf } from "#app/domain/acceptance/deeming-rule";
import type { AgreementProperties } from "#app/domain/publication/manifest";
import { canonicalJson } from "#app/ledger/canonical";

/** What holds for an agreement beside its text. A change of any of them is a change of terms. */
export const TERMS_PROPERTIES = ["contractingParty", "precedence", "audience", "bindingLanguage", "zone", "noticeDays", "noticeRules", "deeming", "purposes"] as const;
export type TermsProperty = (typeof TERMS_PROPERTIES)[number];

/**
 * The properties by which two versions differ in what they mean. A name or address of the contracting party in a further
 * language, another way to reach it, and defaults that are spelt out change nothing.
 */
export function changedProperties(before: AgreementProperties, after: AgreementProperties): TermsProperty[] {
  const languages = Object.keys(before.contractingParty.name);
  const [old, fresh] = [meaningOf(before, languages), meaningOf(after, languages)];
  return TERMS_PROPERTIES.filter((property) => canonicalJson(old[property]) !== canonicalJson(fresh[property]));
}

function meaningOf(properties: AgreementProperties, languages: readonly string[]): Record<TermsProperty, Parameters<typeof canonicalJson>[0]> {
  const { contractingParty: { name, address }, precedence, audience, bindingLanguage, zone, noticeDays, noticeRules = {}, purposes = [] } = properties;
  const { isOn, customerKinds, clickReasons, minimumGrade } = deemingRuleOf(properties);
  return {
    contractingParty: languages.map((language) => [name[language] ?? "", address[language] ?? ""]),
    precedence,
    audience,
    bindingLanguage,
    zone,
    noticeDays,
    noticeRules,
    deeming: isOn && { customerKinds: customerKinds.toSorted(), clickReasons: clickReasons.toSorted(), minimumGrade },
    purposes,
  };
}
