import { sha256Of } from "#app/domain/digest";
import { newEntry } from "#app/domain/evidence/new-entry";
import { translatedContent } from "#app/domain/evidence/publication-entries.server";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { readHistory } from "#app/domain/publication/catalog.server";
import { checkProposal } from "#app/domain/publication/checks";
import { checkFreshSignIn } from "#app/domain/publication/proposals.server";
import { proposedText, type ProposedText } from "#app/domain/publication/proposal";
import { readText } from "#app/domain/publication/catalog.server";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { recordRefusals } from "#app/domain/publication/refused.server";
import type { Source } from "#app/domain/publication/source";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectVersionTexts } from "#db/catalog";
import { insertOnce, insertRow, KeyTakenError } from "#db/commit";

type NewTranslation = { slug: string; number: number; language: string; title?: string; source: Source; actor: Actor };

/**
 * Adds a translation to a published version, or corrects one: the former stays on record as an earlier revision. The
 * binding text never changes. An approver freshly signed in does it. Gives the revision; the same text again gives the one it
 * has. Refuses role-missing, sign-in-stale, agreement-unknown, version-unknown, text-binding-fixed, and a text whose clauses
 * do not fit the version's.
 */
export async function addTranslation(portal: Pick<Portal, "db" | "writer" | "ledger" | "now">, input: NewTranslation): Promise<number> {
  const { slug, number, language, source, title, actor } = input;
  return recordRefusals(portal, { operation: "addTranslation", subject: `${slug}@${number}`, actor }, async () => {
    checkRole(actor, "approver");
    await checkFreshSignIn(portal, actor);
    const { version } = await findVersion(portal, slug, number);
    if (version.manifest.agreement.bindingLanguage === language) throw new DomainError("text-binding-fixed", { language });
    const text = proposedText({ ...source, language, file: `${number}.${language}.md` }, title);
    await checkFits(portal, version, text);
    return commitRevision(portal, { version, actor }, text);
  });
}

type About = { version: Version; actor: Actor };

async function commitRevision(portal: Pick<Portal, "db" | "writer" | "ledger" | "now">, about: About, text: ProposedText): Promise<number> {
  const { version, actor } = about;
  const known = (await selectVersionTexts(portal.db)).filter((row) => row.versionId === version.id && row.language === text.language);
  const sha256 = sha256Of(text.body);
  if (known[0]?.sha256 === sha256) return known[0].revision;
  const at = portal.now();
  const revision = (known[0]?.revision ?? 0) + 1;
  const { language, title, body, originalSha256 } = text;
  const row = { versionId: version.id, language, revision, isBinding: 0 as const, title, sha256, originalSha256, happenedAt: at, recordedAt: at };
  const content = await translatedContent(portal, row, { version, actor: { id: actor.accountId, signInId: actor.signInId } });
  const steps = [insertOnce("documents", { sha256, body, recordedAt: at }, { sha256 }), insertRow("versionTexts", row)];
  try {
    await portal.writer.commit({ steps, entries: [newEntry(portal.ledger.open(), content)] });
    return revision;
  } catch (error) {
    if (error instanceof KeyTakenError) return commitRevision(portal, about, text);
    throw error;
  }
}

async function findVersion(portal: Pick<Portal, "db">, slug: string, number: number): Promise<{ history: AgreementHistory; version: Version }> {
  const history = await readHistory(portal, slug);
  if (!history) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  const version = history.versions.find((each) => each.number === number);
  if (!version) throw new DomainError("version-unknown", { slug, number });
  return { history, version };
}

/** The translation beside the binding text must have the same clauses at the same levels; a summary may follow later. */
async function checkFits(portal: Pick<Portal, "db">, { manifest, texts }: Version, text: ProposedText): Promise<void> {
  const binding = texts.find(({ isBinding }) => isBinding);
  if (!binding) throw new Error("a version has a binding text");
  const body = await readText(portal, binding.sha256);
  const bound = proposedText({ body, originalSha256: binding.sha256, language: binding.language, file: `${binding.language}.md` }, binding.title);
  const summary = { ...manifest.version.summary, [text.language]: manifest.version.summary[text.language] ?? "–" };
  const people = { authorId: "author", approverId: "approver", reason: "", effectiveAt: null };
  checkProposal({ manifest: { ...manifest, version: { ...manifest.version, summary } }, manifestFile: "the manifest", texts: [bound, text], ...people });
}
