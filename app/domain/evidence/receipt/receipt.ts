import type { ActLine } from "#app/domain/acceptance/act-line";
import type { Met } from "#app/domain/acceptance/deeming-finding";
import type { OfferedClause, OfferedSet } from "#app/domain/acceptance/offered-set";
import type { ToldDelegation } from "#app/domain/access/delegation";
import type { Instant } from "#app/domain/instant";
import type { Version, VersionText } from "#app/domain/publication/history";
import type { ActRow, PresentationRow } from "#db/schema/acceptance";
import type { SignInRow } from "#db/schema/access";
import type { DeemedActRow, UseRow } from "#db/schema/deeming";
import type { ImportedActRow } from "#db/schema/imports";

/** An act with everything that its record names. */
export type Receipt = {
  act: ActRow;
  /** In order of precedence; never empty. */
  lines: [ReceiptLine, ...ReceiptLine[]];
  presentation: (Pick<PresentationRow, "id" | "screenSha256" | "setSha256" | "happenedAt"> & { set: OfferedSet }) | null;
  signIn: SignInRow | null;
  /** Null where the record is not in the ledger yet, or under no checkpoint that may be given. */
  ledger: LedgerPlace | null;
  /** The authority under which it was done; null for an act of one's own. */
  delegation: ToldDelegation | null;
  /** Where the act was brought in from; null for one that was made here. */
  imported: ImportedSource | null;
  /** What a deemed acceptance rests on; null for an act of another method. */
  deemed: DeemedBasis | null;
  /** Of an objection; null for other acts. */
  objection: { isLate: boolean; untilAt: Instant; reason: string | null; isRemoved: boolean } | null;
};

/** The use that was taken as acceptance, how well it was proved that the notice had come, and every condition with what shows it. */
export type DeemedBasis = Pick<UseRow, "source"> & { grade: DeemedActRow["grade"]; useId: string; usedAt: Instant; reasons: Met[] };

/** What is told of an act that was recorded elsewhere. */
export type ImportedSource = Pick<ImportedActRow, "source" | "sourceMethod" | "recordedAt"> & { unknowns: string[] };

/** Where the entry of a record stands in its ledger. */
export type LedgerPlace = {
  origin: string;
  index: number;
  /** SHA-256(00 ‖ entry), in hexadecimal. */
  leafHash: string;
  /** How many entries the checkpoint is over. */
  size: number;
  /** The signed checkpoint (C2SP tlog-checkpoint). */
  checkpoint: string;
  /** What an outside authority stated first about a checkpoint over the entry, which is not younger than that; null without one. */
  timeToken: { id: string; authority: string; genTime: Instant; size: number } | null;
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
