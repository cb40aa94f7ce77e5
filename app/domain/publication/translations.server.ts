import { sha256Of } from "#app/domain/digest";
import { newEntry } from "#app/domain/evidence/new-entry";
import { translatedContent } from "#app/domain/evidence/publication-entries.server";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { checkProposal } from "#app/domain/publication/checks";
import { readDraft } from "#app/domain/publication/drafts.server";
import type { Version } from "#app/domain/publication/history";
import { refuseErrors } from "#app/domain/publication/lint-gate";
import { checkFreshSignIn } from "#app/domain/publication/proposals.server";
import { proposedText, type ProposedText } from "#app/domain/publication/proposal";
import { recordRefusals } from "#app/domain/publication/refused.server";
import type { Source } from "#app/domain/publication/source";
import { bindingOf, findVersion, lintTranslation, textWith } from "#app/domain/publication/translation-check.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectVersionTexts } from "#db/catalog";
import { insertOnce, insertRow, KeyTakenError, StaleRowError, updateRows, type Step } from "#db/commit";

type Publishing = Pick<Portal, "db" | "writer" | "ledger" | "now">;

/** `draftId`: the draft out of a content folder that brought the text, closed with it. */
type NewTranslation = { slug: string; number: number; language: string; title?: string; source: Source; actor: Actor; draftId?: string | null };

/**
 * Adds a translation to a published version, or corrects one: the former stays on record as an earlier revision. The
 * binding text never changes. An approver freshly signed in does it. Gives the revision; the same text and title again give
 * the one they have. Refuses role-missing, sign-in-stale, agreement-unknown, version-unknown, text-binding-fixed,
 * lint-errors, draft-unknown, draft-published, approver-is-author, and a text whose clauses do not fit the version's.
 */
export async function addTranslation(portal: Publishing, input: NewTranslation): Promise<number> {
  const { slug, number, language, source, title, actor } = input;
  return recordRefusals(portal, { operation: "addTranslation", subject: `${slug}@${number}`, actor }, async () => {
    checkRole(actor, "approver");
    await checkFreshSignIn(portal, actor);
    const { version } = await findVersion(portal, input);
    if (bindingOf(version).language === language) throw new DomainError("text-binding-fixed", { language });
    const text = proposedText({ ...source, language, file: `${number}.${language}.md` }, title);
    await checkFits(portal, version, text);
    refuseErrors(lintTranslation(text, version).map((finding) => ({ ...finding, language })));
    return commitRevision(portal, { version, actor, closing: await closingStep(portal, input, version) }, text);
  });
}

/** The step that closes the draft out of which a translation came. */
async function closingStep(portal: Publishing, { draftId, slug, number, actor }: NewTranslation, version: Version): Promise<Step[]> {
  if (!draftId) return [];
  const draft = await readDraft(portal, draftId);
  if (draft.slug !== slug || draft.content.version.version !== number) throw new DomainError("draft-unknown", { id: draftId.slice(0, 80) });
  if (draft.versionId !== null) throw new DomainError("draft-published", { id: draftId });
  if (draft.authorId === actor.accountId) throw new DomainError("approver-is-author");
  return [updateRows("drafts", { set: { versionId: version.id }, where: { id: draftId, versionId: null }, expect: 1 })];
}

type About = { version: Version; actor: Actor; closing: Step[] };

async function commitRevision(portal: Publishing, about: About, text: ProposedText): Promise<number> {
  const { version, actor, closing } = about;
  const known = (await selectVersionTexts(portal.db)).filter((row) => row.versionId === version.id && row.language === text.language);
  const sha256 = sha256Of(text.body);
  if (known[0]?.sha256 === sha256 && known[0].title === text.title) return closeOnly(portal, closing, known[0].revision);
  const at = portal.now();
  const revision = (known[0]?.revision ?? 0) + 1;
  const { language, title, body, originalSha256 } = text;
  const row = { versionId: version.id, language, revision, isBinding: 0 as const, title, sha256, originalSha256, happenedAt: at, recordedAt: at };
  const content = await translatedContent(portal, row, { version, actor: { id: actor.accountId, signInId: actor.signInId } });
  const steps = [insertOnce("documents", { sha256, body, recordedAt: at }, { sha256 }), insertRow("versionTexts", row), ...closing];
  try {
    await portal.writer.commit({ steps, entries: [newEntry(portal.ledger.open(), content)] });
    return revision;
  } catch (error) {
    if (error instanceof KeyTakenError) return commitRevision(portal, about, text);
    if (error instanceof StaleRowError) throw new DomainError("draft-published");
    throw error;
  }
}

/** The text is there already: only its draft is left to be closed. */
async function closeOnly({ writer }: Publishing, closing: Step[], revision: number): Promise<number> {
  if (closing.length > 0) await writer.commit({ steps: closing });
  return revision;
}

/** The translation beside the binding text must have the same clauses at the same levels; a summary may follow later. */
async function checkFits(portal: Pick<Portal, "db">, version: Version, text: ProposedText): Promise<void> {
  const binding = bindingOf(version);
  const bound = proposedText(await textWith(portal, binding), binding.title);
  const manifest = withSummaryIn(version.manifest, text.language);
  const people = { authorId: "author", approverId: "approver", reason: "", effectiveAt: null };
  checkProposal({ manifest, manifestFile: "the manifest", texts: [bound, text], ...people });
}

/** A manifest as if it had a summary in a language: a translation may come before the words about it. */
export function withSummaryIn<T extends Version["manifest"]>(manifest: T, language: string): T {
  const { summary } = manifest.version;
  return { ...manifest, version: { ...manifest.version, summary: { ...summary, [language]: summary[language] ?? "–" } } };
}
