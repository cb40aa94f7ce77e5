import type { Instant } from "#app/domain/instant";
import type { ClauseFlag, StoredManifest } from "#app/domain/publication/manifest";

/** An agreement with all that was ever published of it; enough to compute every status at any instant. */
export type AgreementHistory = {
  id: string;
  slug: string;
  kind: "terms" | "consent" | "information";
  /** In number order. */
  versions: Version[];
  /** In the order in which they happened. */
  publications: Publication[];
};

export type Version = {
  id: string;
  number: number;
  buildsOnId: string | null;
  changeClass: "first" | "editorial" | "ordinary" | "essential";
  manifest: StoredManifest;
  manifestSha256: string;
  authorId: string;
  approverId: string;
  /** The binding text first. */
  texts: VersionText[];
  /** The clauses of the binding text, in order. */
  clauses: VersionClause[];
};

export type VersionText = {
  language: string;
  isBinding: boolean;
  title: string;
  sha256: string;
};

export type VersionClause = {
  id: string;
  level: number;
  number: string | null;
  heading: string | null;
  sha256: string;
  flags: ClauseFlag[];
};

export type Publication = {
  id: string;
  versionId: string;
  act: "announced" | "postponed" | "withdrawn";
  effectiveAt: Instant | null;
  earliestAt: Instant;
  noticeDays: number;
  zone: string;
  reason: string;
  happenedAt: Instant;
};
