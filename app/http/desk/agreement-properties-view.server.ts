import { deemingRuleOf } from "#app/domain/acceptance/deeming-rule";
import type { DeemingRule } from "#app/domain/acceptance/deeming-facts";
import { timeZoneData } from "#app/domain/publication/earliest";
import type { ReviewedDraft } from "#app/domain/publication/review/reviewed-draft.server";
import { NOTICE_REASONS, type AgreementProperties, type NoticeReason } from "#app/domain/publication/manifest";
import { partyLanguages, type PropertiesBefore } from "#app/http/desk/agreement-form.server";
import { viewHead, type DraftHead } from "#app/http/desk/draft-view.server";
import type { Language } from "#app/messages/catalogue";

/** Properties of an agreement as the fields of a form. */
export type PropertyFieldsView = {
  party: { languages: { language: string; name: string; address: string }[]; contact: string };
  precedence: number;
  audience: AgreementProperties["audience"];
  noticeDays: number;
  rules: { reason: NoticeReason; days: number | null }[];
};

/** What a draft's agreement is, which language binds, its zone, whether use may count as acceptance, and what a consent asks. */
export type TermsFieldsView = {
  slug: string;
  kind: AgreementProperties["kind"];
  /** The kind is open until the first version is published. */
  mayChangeKind: boolean;
  bindingLanguage: string;
  /** Those of the draft's texts. */
  languages: string[];
  zone: string;
  /** Release of the time zone data, such as "2025c". */
  zoneRelease: string;
  deeming: Pick<DeemingRule, "isOn" | "customerKinds" | "clickReasons" | "minimumGrade">;
  /** `isKept`: published already, so that its code stays. */
  purposes: { code: string; isKept: boolean; title: Readonly<Record<string, string>>; description: Readonly<Record<string, string>> }[];
};

/** The properties of the agreement in a draft. */
export type AgreementPropertiesView = PropertyFieldsView & TermsFieldsView & {
  head: DraftHead;
  counter: number;
  mayEdit: boolean;
  titles: { language: string; title: string }[];
  /** Full days that the version in force asks for; null where none is. */
  daysInForce: number | null;
};

export function viewProperties(reviewed: ReviewedDraft, { language, now, mayEdit }: { language: Language; now: string; mayEdit: boolean }): AgreementPropertiesView {
  const { draft, against } = reviewed;
  const { texts } = draft.content;
  return {
    head: viewHead(reviewed, { language, now }),
    counter: draft.counter,
    mayEdit,
    titles: texts.map((text) => ({ language: text.language, title: text.title })),
    ...viewFields(draft.content),
    ...viewTerms(reviewed),
    daysInForce: against?.manifest.agreement.noticeDays ?? null,
  };
}

function viewTerms({ draft: { content }, history }: ReviewedDraft): TermsFieldsView {
  const { slug, kind, bindingLanguage, zone, purposes = [] } = content.agreement;
  const published = new Set((history?.versions ?? []).flatMap(({ manifest }) => (manifest.agreement.purposes ?? []).map(({ code }) => code)));
  const { isOn, customerKinds, clickReasons, minimumGrade } = deemingRuleOf({ ...content.agreement, kind: "terms" });
  return {
    slug, kind, bindingLanguage, zone,
    mayChangeKind: content.version.version === 1,
    languages: content.texts.map(({ language }) => language),
    zoneRelease: timeZoneData(),
    deeming: { isOn, customerKinds, clickReasons, minimumGrade },
    purposes: purposes.map(({ code, title, description }) => ({ code, title, description, isKept: published.has(code) })),
  };
}

/** The fields of an agreement's properties, the names of the party in the binding language first. */
export function viewFields(content: PropertiesBefore): PropertyFieldsView {
  const { bindingLanguage, precedence, audience, noticeDays, noticeRules, contractingParty } = content.agreement;
  const { name, address, contact } = contractingParty;
  const languages = partyLanguages(content).toSorted((a, b) => Number(b === bindingLanguage) - Number(a === bindingLanguage));
  return {
    party: { languages: languages.map((language) => ({ language, name: name[language] ?? "", address: address[language] ?? "" })), contact },
    precedence,
    audience,
    noticeDays,
    rules: NOTICE_REASONS.map((reason) => ({ reason, days: noticeRules?.[reason] ?? null })),
  };
}
