import type { Instant } from "#app/domain/instant";
import { readHistory, readText } from "#app/domain/publication/catalog.server";
import { suggestClass, weightier, type SuggestedClass } from "#app/domain/publication/change-class";
import { flagText } from "#app/domain/publication/compare.server";
import { readDeskDraft, type DeskDraft } from "#app/domain/publication/desk.server";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { workingFor } from "#app/domain/publication/schedule";
import { inForceAt } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import { compareOutlines } from "#app/domain/text/comparison";
import { lintOutline, type Finding } from "#app/domain/text/lint";
import type { Redline } from "#app/domain/text/redline";
import { toRedline, type FlaggedText } from "#app/domain/text/set-redline";
import type { Portal } from "#app/portal.server";

/** A text of a draft in one language, as review looks at it. */
export type ReviewedText = {
  language: string;
  title: string;
  body: string;
  text: FlaggedText;
  findings: Finding[];
};

/** A draft with its texts, and the version against which it is reviewed. */
export type ReviewedDraft = {
  draft: DeskDraft;
  history: AgreementHistory | null;
  /** The version in force, else the one that the draft builds on; null for a first version. */
  against: Version | null;
  /** The binding text first. */
  texts: ReviewedText[];
  /** The notice that it would owe if it were announced now. */
  working: NoticeWorking;
};

/** A draft with what is wrong with its texts. Throws draft-unknown. */
export async function readReviewedDraft({ db, now }: Pick<Portal, "db" | "now">, id: string): Promise<ReviewedDraft> {
  const draft = await readDeskDraft({ db }, id);
  if (draft === null) throw new DomainError("draft-unknown", { id: id.slice(0, 80) });
  const history = await readHistory({ db }, draft.slug);
  const against = history && againstOf(draft, history, now());
  const { agreement: own, version } = draft.content;
  const previous = await readTexts({ db }, against);
  const texts = draft.content.texts.map(({ language, title, body }) => {
    const text = flagText(body, version.clauses);
    const conspicuousIds = new Set(version.clauses.filter(({ flags }) => flags?.includes("conspicuous")).map((clause) => clause.id));
    return { language, title, body, text, findings: lintOutline(text.outline, { conspicuousIds, ...previousOf(previous.get(language)) }) };
  });
  const isBinding = ({ language }: ReviewedText) => language === own.bindingLanguage;
  const working = workingFor({ history, own, reasons: version.reasons, now: now() });
  return { draft, history, against, texts: [...texts.filter(isBinding), ...texts.filter((text) => !isBinding(text))], working };
}

export type DraftComparison = { redline: Redline; language: string; suggested: SuggestedClass };

/**
 * What a draft changes from the version against which it is reviewed: the redline in the language wanted, where both have
 * it, and the class that all languages together suggest. Null for a first version. Throws text-unknown, text-corrupt.
 */
export async function compareDraft({ db }: Pick<Portal, "db">, { draft, against, texts }: ReviewedDraft, wanted: string): Promise<DraftComparison | null> {
  if (against === null) return null;
  const previous = await readTexts({ db }, against);
  const names = [against.manifest.agreement, draft.content.agreement].flatMap(({ contractingParty }) => Object.values(contractingParty.name));
  const compared = texts.flatMap(({ language, text }) => {
    const old = previous.get(language);
    if (!old) return [];
    const comparison = compareOutlines(old.outline, text.outline);
    const suggested = suggestClass({ comparison, oldFlags: old.flags, newFlags: text.flags, names });
    return [{ language, suggested, redline: () => toRedline(comparison, { old, new: text }) }];
  });
  const shown = compared.find(({ language }) => language === wanted) ?? compared[0];
  if (!shown) return null;
  const suggested = compared.map((each) => each.suggested).reduce(weightier);
  return { language: shown.language, redline: shown.redline(), suggested };
}

function againstOf({ content }: DeskDraft, history: AgreementHistory, now: Instant): Version | null {
  const base = history.versions.find(({ number }) => number === content.version.buildsOn);
  return inForceAt(history, now)?.version ?? base ?? null;
}

async function readTexts({ db }: Pick<Portal, "db">, version: Version | null): Promise<Map<string, FlaggedText>> {
  const entries = (version?.texts ?? []).map(async ({ language, sha256 }) => {
    return [language, flagText(await readText({ db }, sha256), version?.manifest.version.clauses ?? [])] as const;
  });
  return new Map(await Promise.all(entries));
}

function previousOf(text: FlaggedText | undefined) {
  return text ? { previous: text.outline } : {};
}
