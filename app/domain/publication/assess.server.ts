import { compareWithBase, suggestedClass, type LanguageChange } from "#app/domain/publication/compared.server";
import type { SuggestedClass } from "#app/domain/publication/change-class";
import { readHistory } from "#app/domain/publication/catalog.server";
import type { DraftContent } from "#app/domain/publication/draft";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { bindingOf, flagsById, openDraft, type OpenDraft } from "#app/domain/publication/open-draft";
import { workingFor } from "#app/domain/publication/schedule";
import { clausesBehind } from "#app/domain/publication/translation";
import { findUnmarked, type Unmarked } from "#app/domain/publication/unmarked";
import { applyManifest, readOutline, type Outline } from "#app/domain/text/outline";
import { lintOutline, type Finding } from "#app/domain/text/lint";
import type { Portal } from "#app/portal.server";

/** What a reviewer must see of a draft: everything here is computed from its content and what is published. */
export type Assessment = {
  open: OpenDraft;
  history: AgreementHistory | null;
  outlines: { language: string; outline: Outline }[];
  /** What changes in each language from the version it builds on. */
  changes: LanguageChange[];
  /** Null where nothing came before. */
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
  const changes = await compareWithBase(reading, { manifest: { agreement: content.agreement, version: content.version }, texts: outlines }, history);
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
    changes,
    suggestion: suggestedClass(changes),
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
