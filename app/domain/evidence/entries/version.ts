import { sha256Of } from "#app/domain/digest";
import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { Instant } from "#app/domain/instant";
import type { StoredManifest } from "#app/domain/publication/manifest";
import { canonicalJson, type JsonValue } from "#app/ledger/canonical";
import type { PublicationRow, VersionRow, VersionTextRow } from "#db/schema/texts";

/** A version by its manifest and texts, published or still to be. */
export type NamedVersion = { manifest: StoredManifest; manifestSha256: string; texts: readonly NamedText[] };

type NamedText = { language: string; sha256: string };

/** An approval: of a draft in review, or of a version that was shipped or imported, which is then its own record. */
export type Approved = {
  record: { id: string; happenedAt: Instant; recordedAt: Instant };
  version: NamedVersion;
  approvalSha256: string;
  authorId: string;
  approverId: string;
  /** The sign-in behind it, and what the approver said; null where nobody was asked. */
  signInId: string | null;
  reason: string | null;
};

/** What the entry of an approval says: the hash approved, and what it covers. */
export function approvedContent({ record, version, approvalSha256, authorId, approverId, signInId, reason }: Approved): EntryContent {
  return {
    ...entryRecorded("version.approved", record),
    hashes: versionHashes(version),
    body: { ...aboutVersion(version), approval: approvalSha256, author: authorId, approver: approverId, signIn: signInId, reasonSha256: hashOf(reason) },
  };
}

/** A publication with the version that it is about. */
export type Published = {
  publication: PublicationRow;
  row: Pick<VersionRow, "id" | "approvalSha256" | "authorId" | "approverId" | "buildsOnId">;
  version: NamedVersion;
  /** The index of the entry of the publication that it follows; of the first, that of the approval. */
  prev: number | null;
};

/** What the entry of a publication says: which version, from when, by which notice rule. What readers are told of a new date is named by the hash of its JSON as stored. */
export function publicationContent({ publication, row, version, prev }: Published): EntryContent {
  const { act, agreementId, effectiveAt, earliestAt, noticeDays, zone, actorId, followsId, reason, ruleJson, noticeJson } = publication;
  const working: JsonValue = ruleJson === null ? null : JSON.parse(ruleJson);
  return {
    ...entryRecorded(`version.${act}`, publication),
    ...(prev === null ? {} : { prev }),
    hashes: { ...versionHashes(version), ...(noticeJson === null ? {} : { notice: sha256Of(noticeJson) }) },
    body: {
      ...aboutVersion(version),
      agreement: agreementId,
      version: row.id,
      buildsOn: row.buildsOnId,
      approval: row.approvalSha256,
      author: row.authorId,
      approver: row.approverId,
      actor: actorId,
      reasonSha256: hashOf(reason),
      follows: followsId === "" ? null : followsId,
      effectiveAt,
      notice: { days: noticeDays, zone, earliestAt, working },
    },
  };
}

/** What the entry of a translation says that was added to a published version, or corrected. */
export function translationContent(
  text: VersionTextRow,
  { version, actor, prev }: { version: NamedVersion; actor: { id: string; signInId: string } | null; prev: number | null },
): EntryContent {
  const { versionId, language, revision, title, sha256, originalSha256 } = text;
  return {
    ...entryRecorded("translation.added", { ...text, id: translationRecord(text) }),
    ...(prev === null ? {} : { prev }),
    hashes: { ...versionHashes({ ...version, texts: [] }), [`text/${language}`]: sha256 },
    body: {
      version: versionId, language, revision, titleSha256: sha256Of(title), original: originalSha256,
      actor: actor && actor.id, signIn: actor && actor.signInId,
    },
  };
}

/** The name by which the ledger knows a text that was added to a version. */
export function translationRecord({ versionId, language, revision }: Pick<VersionTextRow, "versionId" | "language" | "revision">): string {
  return `${versionId}/${language}/${revision}`;
}

/** The hashes of a version's manifest and texts, by their names in entries. */
export function versionHashes({ manifestSha256, texts }: Omit<NamedVersion, "manifest">): Record<string, string> {
  return { manifest: manifestSha256, ...Object.fromEntries(texts.map(({ language, sha256 }) => [`text/${language}`, sha256])) };
}

function aboutVersion({ manifest: { agreement, version } }: NamedVersion): { [name: string]: JsonValue } {
  return {
    slug: agreement.slug,
    number: version.version,
    class: version.changeClass,
    reasons: version.reasons ?? null,
    bindingLanguage: agreement.bindingLanguage,
    summarySha256: sha256Of(canonicalJson(version.summary)),
  };
}

/** Words of staff may name persons: entries hold their hash alone. */
function hashOf(words: string | null): string | null {
  return words === null ? null : sha256Of(words);
}
