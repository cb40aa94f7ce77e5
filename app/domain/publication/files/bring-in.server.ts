import { assessDraft } from "#app/domain/publication/review/assess.server";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { importAgreement, planImport, type Imported, type PlannedImport } from "#app/domain/publication/files/import.server";
import type { Given } from "#app/domain/publication/files/imported";
import { findMisfits, type Misfit } from "#app/domain/publication/drafting/misfit";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { lintOutline, type Finding } from "#app/domain/text/lint";
import type { Outline } from "#app/domain/text/outline";
import type { Portal } from "#app/portal.server";

/** A text as it is read: its outline with the ids that its clauses will have, and what is wrong with it. */
export type ReadText = { language: string; title: string; outline: Outline; misfits: Misfit[]; findings: Finding[] };

/** Texts as they would be kept as a draft; nothing is kept yet. */
export type ReadImport = {
  content: DraftContent;
  /** The binding text first. */
  texts: ReadText[];
  /** The version whose clauses the text continues, and how many of them; null for a new agreement. */
  carried: { number: number; clauses: number } | null;
};

/** How texts to bring in are read. Writes nothing. Throws agreement-kind-fixed, file-unfit, manifest-misfit. */
export async function readImport(portal: Pick<Portal, "db" | "now">, given: Given): Promise<ReadImport> {
  const plan = await planImport(portal, given);
  const [binding, ...translations] = plan.texts;
  const misfits = [[], ...translations.map(({ outline }) => (binding ? findMisfits(binding.outline, outline) : []))];
  const isAligned = misfits.every((list) => list.length === 0);
  const { outlines, findings } = isAligned ? await assessDraft(portal, plan.content) : lintApart(plan);
  const texts = plan.texts.map(({ language, title, outline }, index) => ({
    language,
    title,
    outline: outlines.find((each) => each.language === language)?.outline ?? outline,
    misfits: misfits[index] ?? [],
    findings: findings.filter((each) => each.language === language),
  }));
  return { content: plan.content, texts, carried: carriedFrom(plan) };
}

/** Texts that do not stand side by side have no ids in common yet. */
function lintApart({ texts }: PlannedImport) {
  return { outlines: texts, findings: texts.flatMap(({ language, outline }) => lintOutline(outline).map((finding) => ({ ...finding, language }))) };
}

function carriedFrom({ content, base }: PlannedImport): ReadImport["carried"] {
  if (!base) return null;
  const known = new Set(base.manifest.version.clauses.map(({ id }) => id));
  return { number: base.number, clauses: content.version.clauses.filter(({ id }) => known.has(id)).length };
}

/**
 * Keeps texts that an editor brings in as a draft of theirs. The same texts again lead to the draft that they made. Refuses
 * role-missing and what importAgreement refuses.
 */
export async function bringIn(portal: Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">, { given, actor }: { given: Given; actor: Actor }): Promise<Imported> {
  return recordRefusals(portal, { operation: "bringIn", subject: given.slug, actor }, async () => {
    checkRole(actor, "editor");
    return importAgreement(portal, { ...given, publish: null, authorId: actor.accountId });
  });
}
