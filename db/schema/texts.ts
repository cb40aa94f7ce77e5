/** Rows of agreements, their texts and what is published of them; written as db/schema.ts says. */

type Instant = string;
type Flag = 0 | 1;

/** A lasting, named text. What may change between versions (title, audience, precedence …) lives in the version. */
export type AgreementRow = {
  /** agr_ */
  id: string;
  slug: string;
  kind: "terms" | "consent" | "information";
  happenedAt: Instant;
  recordedAt: Instant;
};

/** Texts and manifests, stored once per content: UTF-8 without BOM, LF. */
export type DocumentRow = {
  /** SHA-256 of the body's UTF-8 bytes, lower-case hexadecimal. */
  sha256: string;
  body: string;
  recordedAt: Instant;
};

export type VersionRow = {
  /** ver_ */
  id: string;
  agreementId: string;
  /** 1, 2, 3 … within the agreement. */
  number: number;
  /** The version it builds on; null for the first. */
  buildsOnId: string | null;
  /** The document that holds the manifest: properties, clause ids, flags, class, reasons, summary. */
  manifestSha256: string;
  changeClass: "first" | "editorial" | "ordinary" | "essential";
  /** Who wrote and who approved: account ids, or "installation" for shipped content. */
  authorId: string;
  approverId: string;
  /** SHA-256 over all that the approver approved. */
  approvalSha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

export type VersionTextRow = {
  versionId: string;
  /** BCP 47, such as zh-CN. */
  language: string;
  /** 1, or higher for a corrected translation. The binding text has revision 1 only. */
  revision: number;
  isBinding: Flag;
  title: string;
  sha256: string;
  /** Hash of the file as it was given, before BOM and line endings were unified. */
  originalSha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A clause of the binding text, in order. */
export type ClauseRow = {
  versionId: string;
  /** Permanent id of the clause, the same in every version and language. */
  clauseId: string;
  /** 0, 1, 2 … in the order of the text. */
  position: number;
  level: number;
  number: string | null;
  heading: string | null;
  /** SHA-256 of the clause's source bytes in the binding text. */
  sha256: string;
  /** JSON array of flags. */
  flagsJson: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** An act that announces, postpones or withdraws a version. The latest for a version decides. */
export type PublicationRow = {
  /** pub_ */
  id: string;
  agreementId: string;
  versionId: string;
  act: "announced" | "postponed" | "withdrawn";
  /** Which publication of this version it follows; "" for the first. Unique with versionId, so that two cannot race. */
  followsId: string;
  /** When the version takes effect; null when withdrawn. */
  effectiveAt: Instant | null;
  /** The earliest instant that the notice rule allowed at the announcement. */
  earliestAt: Instant;
  noticeDays: number;
  zone: string;
  actorId: string;
  reason: string;
  happenedAt: Instant;
  recordedAt: Instant;
  /** JSON: the rules considered, their reasons, and the release of the time zone data; null in rows older than the column. */
  ruleJson: string | null;
  /** What readers are told about a new date or a withdrawal, JSON by language; null for a first announcement, whose words are the summary. */
  noticeJson: string | null;
};
