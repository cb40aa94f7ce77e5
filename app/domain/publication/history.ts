import type { Instant } from "#app/domain/instant";
import type { ClauseFlag, StoredManifest } from "#app/domain/publication/manifest";

/** An agreement with all that was ever published of it; enough to compute every status at any instant. Shared between readers: never changed in place. */
export type AgreementHistory = {
  readonly id: string;
  readonly slug: string;
  readonly kind: "terms" | "consent" | "information";
  /** In number order. */
  readonly versions: readonly Version[];
  /** In the order in which they happened. */
  readonly publications: readonly Publication[];
  /** Announced ends, for all or for some parties, in the order in which they were announced. */
  readonly endings: readonly Ending[];
  /** Void marks and undertakings, in the order in which they were made. */
  readonly marks: readonly ClauseMark[];
};

export type Version = {
  readonly id: string;
  readonly number: number;
  readonly buildsOnId: string | null;
  readonly changeClass: "first" | "editorial" | "ordinary" | "essential";
  readonly manifest: StoredManifest;
  readonly manifestSha256: string;
  readonly authorId: string;
  readonly approverId: string;
  /** The binding text first; one per language, of a corrected translation the newest. */
  readonly texts: readonly VersionText[];
  /** Translations that a later revision corrected. */
  readonly formerTexts: readonly VersionText[];
  /** The clauses of the binding text, in order. */
  readonly clauses: readonly VersionClause[];
};

export type VersionText = {
  readonly language: string;
  /** 1, and one more for each correction of a translation. */
  readonly revision: number;
  readonly isBinding: boolean;
  readonly title: string;
  readonly sha256: string;
};

export type VersionClause = {
  readonly id: string;
  readonly level: number;
  readonly number: string | null;
  readonly heading: string | null;
  readonly sha256: string;
  readonly flags: readonly ClauseFlag[];
};

export type Publication = {
  readonly id: string;
  readonly versionId: string;
  readonly act: "announced" | "postponed" | "withdrawn";
  readonly effectiveAt: Instant | null;
  readonly earliestAt: Instant;
  readonly noticeDays: number;
  readonly zone: string;
  readonly reason: string;
  /** What readers are told about a new date or a withdrawal, by language; empty for a first announcement. */
  readonly notice: Readonly<Record<string, string>>;
  readonly happenedAt: Instant;
  readonly recordedAt: Instant;
};

export type Ending = {
  readonly id: string;
  /** The version in force when it was announced. */
  readonly versionId: string;
  /** Ids of the parties for whom it ends; null for all. */
  readonly parties: readonly string[] | null;
  readonly ground: Readonly<Record<string, string>>;
  /** What is paid back. */
  readonly refund: Readonly<Record<string, string>>;
  /** Last instant at which data can be fetched. */
  readonly dataUntil: Instant | null;
  /** Ids of the clauses that go on binding. */
  readonly surviving: readonly string[];
  readonly effectiveAt: Instant;
  readonly earliestAt: Instant;
  readonly noticeDays: number;
  readonly zone: string;
  readonly happenedAt: Instant;
  readonly recordedAt: Instant;
};

export type ClauseMark = {
  readonly id: string;
  readonly versionId: string;
  readonly clauseId: string;
  /** "undertaking": the operator will not rely on the clause. */
  readonly kind: "void" | "undertaking";
  /** Ids of the parties for whom it holds; null for all. */
  readonly parties: readonly string[] | null;
  readonly ground: Readonly<Record<string, string>>;
  /** Null: from the beginning. */
  readonly sinceAt: Instant | null;
  readonly happenedAt: Instant;
  readonly recordedAt: Instant;
};
