import type { ActLine } from "#app/domain/acceptance/act-line";
import type { OfferedClause, OfferedSet } from "#app/domain/acceptance/offered-set";
import type { Instant } from "#app/domain/instant";
import type { Version, VersionText } from "#app/domain/publication/history";
import type { ActRow, PresentationRow, SignInRow } from "#db/schema";

/** An act with everything that its record names. */
export type Receipt = {
  act: ActRow;
  /** In order of precedence; never empty. */
  lines: [ReceiptLine, ...ReceiptLine[]];
  presentation: (Pick<PresentationRow, "id" | "screenSha256" | "setSha256" | "happenedAt"> & { set: OfferedSet }) | null;
  signIn: SignInRow | null;
};

/** One version (for consents: one purpose) within an act. */
export type ReceiptLine = {
  actId: string;
  kind: ActLine["kind"];
  agreementId: string;
  slug: string;
  version: Version;
  shown: VersionText;
  binding: VersionText;
  precedence: number;
  /** As published by the time of the act. */
  effectiveAt: Instant | null;
  conspicuous: OfferedClause[];
  purpose: string | null;
  replacesActId: string | null;
};
