import type { ReviewedDraft } from "#app/domain/publication/reviewed-draft.server";
import { NOTICE_REASONS, type AgreementProperties, type NoticeReason } from "#app/domain/publication/manifest";
import { languagesOf } from "#app/http/agreement-form.server";
import { viewHead, type DraftHead } from "#app/http/draft-view.server";
import type { Language } from "#app/messages/catalogue";

/** The properties of the agreement in a draft, as the fields of a form. */
export type AgreementPropertiesView = {
  head: DraftHead;
  counter: number;
  mayEdit: boolean;
  titles: { language: string; title: string }[];
  party: { languages: { language: string; name: string; address: string }[]; contact: string };
  precedence: number;
  audience: AgreementProperties["audience"];
  noticeDays: number;
  rules: { reason: NoticeReason; days: number | null }[];
  /** Full days that the version in force asks for; null where none is. */
  daysInForce: number | null;
};

export function viewProperties(reviewed: ReviewedDraft, { language, now, mayEdit }: { language: Language; now: string; mayEdit: boolean }): AgreementPropertiesView {
  const { draft, against } = reviewed;
  const { agreement, texts } = draft.content;
  const { name, address, contact } = agreement.contractingParty;
  return {
    head: viewHead(reviewed, { language, now }),
    counter: draft.counter,
    mayEdit,
    titles: texts.map((text) => ({ language: text.language, title: text.title })),
    party: { languages: languagesOf(agreement).toSorted((a, b) => Number(b === agreement.bindingLanguage) - Number(a === agreement.bindingLanguage)).map((each) => ({ language: each, name: name[each] ?? "", address: address[each] ?? "" })), contact },
    precedence: agreement.precedence,
    audience: agreement.audience,
    noticeDays: agreement.noticeDays,
    rules: NOTICE_REASONS.map((reason) => ({ reason, days: agreement.noticeRules?.[reason] ?? null })),
    daysInForce: against?.manifest.agreement.noticeDays ?? null,
  };
}
