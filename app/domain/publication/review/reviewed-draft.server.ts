import { assessDraft, type Assessment } from "#app/domain/publication/review/assess.server";
import type { SuggestedClass } from "#app/domain/publication/review/change-class";
import type { LanguageChange } from "#app/domain/publication/compared.server";
import { flagText } from "#app/domain/publication/compare.server";
import { readDeskDraft, type DeskDraft } from "#app/domain/publication/desk.server";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { DomainError } from "#app/domain/refusal";
import { rest } from "#app/domain/rest.server";
import { runInSteps } from "#app/domain/steps";
import type { Finding } from "#app/domain/text/lint";
import type { Redline } from "#app/domain/text/redline";
import { redlineInSteps, type FlaggedText } from "#app/domain/text/set-redline";
import type { Portal } from "#app/portal.server";

/** A text of a draft in one language, as review looks at it. */
export type ReviewedText = {
  language: string;
  title: string;
  body: string;
  text: FlaggedText;
  findings: Finding[];
};

/** A draft with its texts and its assessment, which is what the steps of review decide by. */
export type ReviewedDraft = {
  draft: DeskDraft;
  history: AgreementHistory | null;
  /** The version in force, else the one that the draft builds on; null for a first version. */
  against: Version | null;
  /** The binding text first. */
  texts: ReviewedText[];
  /** The notice that it would owe if it were announced now. */
  working: NoticeWorking;
  assessment: Assessment;
};

/** A draft with what is wrong with its texts. Throws draft-unknown. */
export async function readReviewedDraft({ db, now }: Pick<Portal, "db" | "now">, id: string): Promise<ReviewedDraft> {
  const draft = await readDeskDraft({ db }, id);
  if (draft === null) throw new DomainError("draft-unknown", { id: id.slice(0, 80) });
  const { agreement, version, texts } = draft.content;
  const assessment = await assessDraft({ db, now }, draft.content);
  const reviewed = texts.map(({ language, title, body }) => {
    const findings = assessment.findings.filter((finding) => finding.language === language);
    return { language, title, body, text: flagText(body, version.clauses), findings };
  });
  const isBinding = ({ language }: ReviewedText) => language === agreement.bindingLanguage;
  return {
    draft,
    history: assessment.history,
    against: assessment.inForce ?? assessment.base,
    texts: [...reviewed.filter(isBinding), ...reviewed.filter((text) => !isBinding(text))],
    working: assessment.notice,
    assessment,
  };
}

/** A redline of a draft, from the version named, and the class that both comparisons in all languages suggest. */
export type DraftComparison = { redline: Redline; language: string; from: Version; suggested: SuggestedClass };

/**
 * What a draft changes, in the language wanted where both have it: from the version in force, which binds its readers, or
 * from the one that it builds on. Null for a first version.
 */
export async function compareDraft({ assessment, against }: ReviewedDraft, { wanted, side }: { wanted: string; side: "in force" | "base" }): Promise<DraftComparison | null> {
  const { suggestion, base, changes, changesInForce } = assessment;
  const [from, compared] = side === "base" ? [base, changes] : [against, changesInForce];
  const shown = compared.find(({ language }) => language === wanted) ?? compared[0];
  return from && shown && suggestion ? { from, language: shown.language, redline: await redlineOf(shown), suggested: suggestion } : null;
}

function redlineOf({ comparison, oldOutline, newOutline, oldFlags, newFlags }: LanguageChange): Promise<Redline> {
  return runInSteps(redlineInSteps(comparison, { old: { outline: oldOutline, flags: oldFlags }, new: { outline: newOutline, flags: newFlags } }), rest);
}
