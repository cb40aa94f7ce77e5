import { sha256Of } from "#app/domain/digest";
import { endingContent, markContent } from "#app/domain/evidence/entries/mark";
import { approvedContent, publicationContent, translationContent, translationRecord, type NamedVersion } from "#app/domain/evidence/entries/version";
import type { EntryContent } from "#app/domain/evidence/new-entry";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { proposalOfDraft } from "#app/domain/publication/drafting/draft-proposal";
import type { Version } from "#app/domain/publication/history";
import type { StoredManifest } from "#app/domain/publication/manifest";
import { manifestBody } from "#app/domain/publication/files/plan";
import type { Portal } from "#app/portal.server";
import { findApproval, findNewestEntry, findVersion } from "#db/ledger/recorded";
import type { PublicationRow, VersionRow, VersionTextRow } from "#db/schema/texts";
import type { ApprovalRow, ClauseMarkRow, EndingRow } from "#db/schema/drafting";

type Recording = Pick<Portal, "db" | "ledger">;

/** A version with the publication that first announces it. */
export type FirstAnnounced = { version: VersionRow; texts: readonly VersionTextRow[]; publication: PublicationRow };

/**
 * What the ledger says of a version that is published: that it is announced and, where nobody approved it in a review (then
 * the approval has an entry already), that it is approved.
 */
export async function publishedContents(portal: Recording, { version, texts, publication }: FirstAnnounced, manifest: StoredManifest): Promise<EntryContent[]> {
  const named: NamedVersion = { manifest, manifestSha256: version.manifestSha256, texts };
  const approvalId = await findApproval(portal.db, version);
  const approved = approvalId === null ? [approvedVersion(version, named)] : [];
  const prev = approvalId === null ? null : await findPrevious(portal, approvalId);
  return [...approved, publicationContent({ publication, row: version, version: named, prev })];
}

/** What the ledger says of a version that nobody approved in a review: whoever installed the portal answers for it. */
export function approvedVersion(row: VersionRow, version: NamedVersion): EntryContent {
  const { approvalSha256, authorId, approverId } = row;
  return approvedContent({ record: row, version, approvalSha256, authorId, approverId, signInId: null, reason: null });
}

/** A draft as it was approved, with whoever submitted it as its author. */
export type ReviewedDraft = { id: string; content: DraftContent; authorId: string };

/** What the ledger says of a draft that is approved in a review. */
export function reviewedContent(approval: ApprovalRow, { id, content, authorId }: ReviewedDraft): EntryContent {
  const { approvalSha256, actorId: approverId, signInId, reason } = approval;
  const { manifest, texts } = proposalOfDraft(id, content, { authorId, approverId, reason });
  const named = texts.map(({ language, body }) => ({ language, sha256: sha256Of(body) }));
  const version = { manifest, manifestSha256: sha256Of(manifestBody(manifest)), texts: named };
  return approvedContent({ record: approval, version, approvalSha256, authorId, approverId, signInId, reason });
}

/** What the ledger says of a version that has another date or is withdrawn. */
export async function laterContent(portal: Recording, publication: PublicationRow, version: Version): Promise<EntryContent> {
  const row = await findVersion(portal.db, version.id);
  if (!row) throw new Error(`publication ${publication.id} names version ${version.id}, which is not there`);
  return publicationContent({ publication, row, version: boundBy(version), prev: await findPrevious(portal, publication.followsId) });
}

/** What the ledger says of a void mark or an undertaking about a version. */
export function markedContent(mark: ClauseMarkRow, version: Version): EntryContent {
  return markContent(mark, boundBy(version));
}

/** What the ledger says of the end of an agreement, of which this version was in force. */
export function endedContent(ending: EndingRow, version: Version): EntryContent {
  return endingContent(ending, boundBy(version));
}

type Translated = { version: Version; actor: { id: string; signInId: string } | null };

/** What the ledger says of a translation that is added or corrected. */
export async function translatedContent(portal: Recording, text: VersionTextRow, { version, actor }: Translated): Promise<EntryContent> {
  const former = translationRecord({ ...text, revision: text.revision - 1 });
  return translationContent(text, { version: boundBy(version), actor, prev: await findPrevious(portal, former) });
}

/** The index of the entry of the record that another follows; null where it follows none, or one of another ledger. */
export function findPrevious({ db, ledger }: Recording, recordId: string): Promise<number | null> {
  return findNewestEntry(db, { ledgerNumber: ledger.open().number, recordIds: recordId === "" ? [] : [recordId] });
}

/** The version by its manifest and the text that binds, which never change; translations may. */
function boundBy({ manifest, manifestSha256, texts }: Version): NamedVersion {
  return { manifest, manifestSha256, texts: texts.filter(({ isBinding }) => isBinding) };
}
