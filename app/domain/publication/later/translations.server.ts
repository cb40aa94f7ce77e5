import { sha256Of } from "#app/domain/digest";
import { newEntry } from "#app/domain/evidence/new-entry";
import { translatedContent } from "#app/domain/evidence/publication-entries.server";
import { newId } from "#app/domain/ids";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { checkProposal } from "#app/domain/publication/review/checks";
import { readWaitingTranslations } from "#app/domain/publication/desk.server";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { readDraft, type Draft } from "#app/domain/publication/drafting/drafts.server";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { refuseErrors } from "#app/domain/publication/review/lint-gate";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { proposedText, type ProposedText } from "#app/domain/publication/later/proposal";
import { recordRefusals } from "#app/domain/publication/refused.server";
import type { Source } from "#app/domain/publication/files/source";
import { bindingOf, findVersion, lintTranslation, textWith } from "#app/domain/publication/later/translation-check.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectVersionTexts } from "#db/catalog";
import { deleteRows, insertOnce, insertRow, KeyTakenError, StaleRowError, updateRows, type Step } from "#db/commit";

type Publishing = Pick<Portal, "db" | "writer" | "ledger" | "now">;

type Wanted = { slug: string; number: number; language: string; actor: Actor };
type NewTranslation = Wanted & { title?: string; source: Source };

/** What became of a text: it waits as a draft, or is what readers are shown already. */
export type Proposed = { outcome: "waiting"; draftId: string } | { outcome: "shown"; revision: number };

/**
 * Proposes a translation of a published version, or a correction of one: it waits for a second person. The same text, while it
 * waits, stays the first one's. Refuses role-missing, agreement-unknown, version-unknown, text-binding-fixed, lint-errors, and
 * a text whose clauses do not fit the version's.
 */
export async function proposeTranslation(portal: Publishing, input: NewTranslation): Promise<Proposed> {
  const { slug, number, language, source, title, actor } = input;
  return recordRefusals(portal, { operation: "proposeTranslation", subject: `${slug}@${number}`, actor }, async () => {
    checkRole(actor, "editor", "approver");
    const { history, version } = await findVersion(portal, input);
    const text = proposedText({ ...source, language, file: fileOf(input) }, title);
    await checkText(portal, version, text);
    const shown = version.texts.find((each) => each.language === language);
    if (shown?.sha256 === sha256Of(text.body) && shown.title === text.title) return { outcome: "shown", revision: shown.revision };
    const waiting = (await readWaitingTranslations(portal, history)).find(({ content }) => isSameText(content, version, text));
    return { outcome: "waiting", draftId: waiting?.id ?? (await keepDraft(portal, { history, version, actor }, text)) };
  });
}

/**
 * Adds a translation that waits to its published version: an approver freshly signed in does it, who is not its author. The
 * former revision stays on record; the binding text never changes. Gives the revision. Refuses role-missing,
 * draft-unknown, draft-published, approver-is-author, sign-in-stale, and what proposeTranslation refuses of a text.
 */
export async function addTranslation(portal: Publishing, input: Wanted & { draftId: string }): Promise<number> {
  const { slug, number, language, actor } = input;
  return recordRefusals(portal, { operation: "addTranslation", subject: `${slug}@${number}`, actor }, async () => {
    checkRole(actor, "approver");
    const draft = await readWaiting(portal, input);
    if (draft.authorId === actor.accountId) throw new DomainError("approver-is-author");
    await checkFreshSignIn(portal, actor);
    const { version } = await findVersion(portal, input);
    const { title, ...source } = textOf(draft, language);
    const text = proposedText({ ...source, file: fileOf(input) }, title);
    await checkText(portal, version, text);
    const closing = [updateRows("drafts", { set: { versionId: version.id }, where: { id: draft.id, versionId: null }, expect: 1 })];
    return commitRevision(portal, { version, actor, closing }, text);
  });
}

/**
 * Puts away a translation that waits: an approver does it, or its author. One out of the content folder comes back with the
 * next start. Refuses role-missing, draft-unknown, draft-published.
 */
export async function discardTranslation(portal: Publishing, input: Wanted & { draftId: string }): Promise<void> {
  const { slug, number, actor } = input;
  await recordRefusals(portal, { operation: "discardTranslation", subject: `${slug}@${number}`, actor }, async () => {
    const { id, authorId } = await readWaiting(portal, input);
    if (authorId === actor.accountId) checkRole(actor, "editor", "approver");
    else checkRole(actor, "approver");
    await portal.writer.commit({ steps: [deleteRows("drafts", { where: { id, versionId: null } })] });
  });
}

function fileOf({ number, language }: Pick<Wanted, "number" | "language">): string {
  return `${number}.${language}.md`;
}

function textOf({ id, content }: Draft, language: string): DraftContent["texts"][number] {
  const text = content.texts.find((each) => each.language === language);
  if (!text) throw new DomainError("draft-unknown", { id: id.slice(0, 80) });
  return text;
}

/** The draft that holds the translation of a published version, and no version to come. */
async function readWaiting(portal: Publishing, { draftId, slug, number, language }: Wanted & { draftId: string }): Promise<Draft> {
  await findVersion(portal, { slug, number });
  const draft = await readDraft(portal, draftId);
  const { agreement, version, texts } = draft.content;
  const isOther = draft.slug !== slug || version.version !== number || texts.some((text) => text.language === agreement.bindingLanguage);
  if (isOther) throw new DomainError("draft-unknown", { id: draftId.slice(0, 80) });
  if (draft.versionId !== null) throw new DomainError("draft-published", { id: draftId });
  textOf(draft, language);
  return draft;
}

function isSameText({ version, texts }: DraftContent, { number }: Version, { language, title, body }: ProposedText): boolean {
  return version.version === number && texts.length === 1 && texts[0]?.language === language && texts[0].body === body && texts[0].title === title;
}

type Keeping = { history: AgreementHistory; version: Version; actor: Actor };

async function keepDraft({ writer, now }: Publishing, { history, version, actor }: Keeping, text: ProposedText): Promise<string> {
  const at = now();
  const id = newId("drf", at);
  const { language, title, body, originalSha256, file } = text;
  const content: DraftContent = { origin: { by: "import", file }, ...version.manifest, texts: [{ language, title, body, originalSha256 }] };
  const row = { id, agreementId: history.id, slug: history.slug, counter: 1, contentJson: JSON.stringify(content), authorId: actor.accountId, createdAt: at, updatedAt: at, versionId: null };
  await writer.commit({ steps: [insertRow("drafts", row)] });
  return id;
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

/** The translation beside the binding text must have the same clauses at the same levels, and no errors; a summary may follow later. */
async function checkText(portal: Pick<Portal, "db">, version: Version, text: ProposedText): Promise<void> {
  const binding = bindingOf(version);
  if (binding.language === text.language) throw new DomainError("text-binding-fixed", { language: text.language });
  const bound = proposedText(await textWith(portal, binding), binding.title);
  const manifest = withSummaryIn(version.manifest, text.language);
  const people = { authorId: "author", approverId: "approver", reason: "", effectiveAt: null };
  checkProposal({ manifest, manifestFile: "the manifest", texts: [bound, text], ...people });
  refuseErrors(lintTranslation(text, version).map((finding) => ({ ...finding, language: text.language })));
}

/** A manifest as if it had a summary in a language: a translation may come before the words about it. */
export function withSummaryIn<T extends Version["manifest"]>(manifest: T, language: string): T {
  const { summary } = manifest.version;
  return { ...manifest, version: { ...manifest.version, summary: { ...summary, [language]: summary[language] ?? "–" } } };
}
