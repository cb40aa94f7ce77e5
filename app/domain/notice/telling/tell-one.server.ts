import type { AgreementHistory, Version } from "#app/domain/publication/history";
import type { Instant } from "#app/domain/instant";
import { NOTICE_RULES, type NewNotice, type NoticeText } from "#app/domain/notice/notice";
import { noticeSteps } from "#app/domain/notice/telling/notice-steps.server";
import type { Telled, Telling } from "#app/domain/notice/telling/tell.server";
import { explanationText, lateObjectionText, objectionAnswerText, type ObjectionAnswerFacts } from "#app/domain/notice/texts/answers";
import type { Localised } from "#app/domain/publication/localised";
import { LANGUAGES, type Language } from "#app/messages/catalogue";

/** What one party is told, and with it the person who acted for it. */
type One = { history: AgreementHistory; version: Version; partyIds: readonly string[]; at: Instant };

/** Tells whoever objected too late that it does not count, for the commit that records the objection. */
export function tellLateObjection(portal: Telling, late: One & { actId: string; effectiveAt: Instant }): Promise<Telled> {
  const { history, version, actId, at: objectedAt, effectiveAt } = late;
  const facts = { ...aboutOf(portal, late), objectedAt, effectiveAt };
  return tellOne(portal, late, { reason: "late-objection", agreementId: history.id, versionId: version.id, actId, textIn: (language) => lateObjectionText(facts, language) });
}

/** Tells whoever objected what is answered, for the commit of the answer. */
export function tellObjectionAnswer(portal: Telling, answered: One & Pick<ObjectionAnswerFacts, "answer" | "untilAt"> & { actId: string; answerId: string }): Promise<Telled> {
  const { history, version, actId, answerId, answer, untilAt } = answered;
  const facts = { ...aboutOf(portal, answered), answer, untilAt };
  return tellOne(portal, answered, { reason: "objection-answer", occasion: answerId, agreementId: history.id, versionId: version.id, actId, textIn: (language) => objectionAnswerText(facts, language) });
}

/** Tells whoever asked what a clause means that it is answered, for the commit of the answer. */
export function tellExplanation(portal: Telling, answered: One & { explanationId: string; clause: string; answer: Localised | null; questionUrl: string }): Promise<Telled> {
  const { history, version, explanationId, clause, answer, questionUrl } = answered;
  const facts = { ...aboutOf(portal, answered), clause, answer, questionUrl };
  return tellOne(portal, answered, { reason: "explanation", occasion: explanationId, agreementId: history.id, versionId: version.id, textIn: (language) => explanationText(facts, language) });
}

function aboutOf({ settings }: Telling, { history, version }: One) {
  return { publicUrl: settings.publicUrl, slug: history.slug, version };
}

type Saying = Pick<NewNotice, "reason" | "occasion" | "agreementId" | "versionId" | "actId"> & { textIn(language: Language): NoticeText };

function tellOne(portal: Telling, { partyIds, at }: One, { textIn, ...saying }: Saying): Promise<Telled> {
  const audience = { who: "parties", partyIds: [...new Set(partyIds)] } as const;
  return noticeSteps({ ...portal, now: () => at }, { ...saying, audience, rule: NOTICE_RULES[saying.reason], texts: LANGUAGES.map(textIn) });
}
