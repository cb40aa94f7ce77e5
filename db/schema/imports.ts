/** Rows of acceptances that were recorded elsewhere and brought in; written as db/schema.ts says. */

type Instant = string;

/** Where an imported act comes from, and what is not known of it. */
export type ImportedActRow = {
  actId: string;
  /** imp_: the import that wrote it. */
  importId: string;
  partyId: string;
  /** The system that recorded it, and how it was done there; null where that is not known. */
  source: string;
  sourceMethod: string | null;
  /** JSON array: what is not known. */
  unknownsJson: string;
  /** When the source says it happened; when it was written down here. */
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A file that was brought in to its end. */
export type ImportRow = {
  /** imp_ */
  id: string;
  agreementId: string;
  fileSha256: string;
  rows: number;
  /** Recorded by this import; known before it. */
  recorded: number;
  known: number;
  /** Account of the operator, or "installation" for the command line. */
  actorId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};
