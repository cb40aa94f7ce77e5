import { compareWith, compareWithBase, suggestedClass, type LanguageChange } from "#app/domain/publication/compared.server";
import type { SuggestedClass } from "#app/domain/publication/review/change-class";
import { readHistory } from "#app/domain/publication/catalog.server";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { bindingOf, flagsById, openDraft, type OpenDraft } from "#app/domain/publication/drafting/open-draft";
import { workingFor } from "#app/domain/publication/schedule";
import { inForceAt } from "#app/domain/publication/status";
import { clausesBehind } from "#app/domain/publication/later/translation";
import { findUnmarked, type Unmarked } from "#app/domain/publication/drafting/unmarked";
import { applyManifest, readOutline, type Outline } from "#app/domain/text/outline";
import { lintOutline, type Finding } from "#app/domain/text/lint";
import type { Portal } from "#app/portal.server";

/** What a reviewer must see of a draft: everything here is computed from its content and what is published. */
export type Assessment = {
  open: OpenDraft;
  history: AgreementHistory | null;
  outlines: { language: string; outline: Outline }[];
  /** The version it builds on; null for a first one. */
  base: Version | null;
  /** The version in force now; null before the first is. */
  inForce: Version | null;
  /** What changes in each language from the version it builds on. */
  changes: LanguageChange[];
  /** What changes from the version in force, which binds those who accepted nothing since; the same changes where it builds on that. */
  changesInForce: LanguageChange[];
  /** The weightiest that either comparison suggests; null where nothing came before. */
  suggestion: SuggestedClass | null;
  findings: (Finding & { language: string })[];
  unmarked: Unmarked[];
  /** By language, the clauses of a translation that are behind the binding text. */
  behind: { language: string; clauseIds: string[] }[];
  /** The notice that it would owe if it were announced now. */
  notice: NoticeWorking;
};

/** Assesses the content of a draft as of now. Throws manifest-misfit, text-missing. */
export async function assessDraft(reading: Pick<Portal, "db" | "now">, content: DraftContent): Promise<Assessment> {
  const history = await readHistory(reading, content.agreement.slug);
  const open = openDraft(content);
  const ids = content.version.clauses.map(({ id }) => id);
  const outlines = content.texts.map(({ language, body }) => ({ language, outline: withIds(readOutline(body), ids) }));
  const coming = { manifest: { agreement: content.agreement, version: content.version }, texts: outlines };
  const base = history?.versions.find(({ number }) => number === content.version.buildsOn) ?? null;
  const inForce = (history && inForceAt(history, reading.now())?.version) ?? null;
  const changes = await compareWithBase(reading, coming, history);
  const changesInForce = inForce && inForce !== base ? await compareWith(reading, coming, inForce) : changes;
  const flags = flagsById(content.version);
  const conspicuousIds = new Set([...flags].flatMap(([id, own]) => (own.includes("conspicuous") ? [id] : [])));
  const findings = outlines.flatMap(({ language, outline }) => {
    const previous = changes.find((change) => change.language === language)?.oldOutline;
    return lintOutline(outline, { conspicuousIds, ...(previous ? { previous } : {}) }).map((finding) => ({ ...finding, language }));
  });
  return {
    open,
    history,
    outlines,
    base,
    inForce,
    changes,
    changesInForce,
    suggestion: suggestedClass([...changes, ...changesInForce], coming, [base, inForce].flatMap((each) => each ?? [])),
    findings,
    unmarked: findUnmarked(bindingOf(open).clauses, flags),
    behind: open.texts.map(({ language }) => ({ language, clauseIds: [...clausesBehind(open, language)] })),
    notice: workingFor({ history, own: content.agreement, reasons: content.version.reasons, now: reading.now() }),
  };
}

function withIds(outline: Outline, ids: readonly string[]): Outline {
  const fit = applyManifest(outline, ids);
  return fit.fits ? fit.outline : outline;
}
