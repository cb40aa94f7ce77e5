/** Rows of the ledger; written as db/schema.ts says. Only the writer adds entries and nodes (db/ledger-append.ts). */

type Instant = string;

/** One entry, a leaf of its ledger's tree. */
export type LedgerEntryRow = {
  /** 1, 2, 3 …: a ledger that was sealed is followed by a new one, with indexes of its own. */
  ledgerNumber: number;
  /** 0, 1, 2 … within the ledger, without a gap. */
  index: number;
  /** The record that the entry names, as the entry says too. */
  recordId: string;
  /** Canonical JSON. Its UTF-8 bytes are what was hashed; never write it anew to verify. */
  entryJson: string;
  /** SHA-256(00 ‖ entry), lower-case hexadecimal. */
  leafHash: string;
};

/** An interior node over 2^level leaves, from index × 2^level on; stored once all of them are there. Leaf hashes stand with their entries. */
export type LedgerNodeRow = {
  ledgerNumber: number;
  /** 1 or more. */
  level: number;
  index: number;
  hash: string;
};

/** A signed checkpoint (C2SP tlog-checkpoint) and what it says. */
export type CheckpointRow = {
  ledgerNumber: number;
  size: number;
  rootHash: string;
  /** The signed note, as signed. */
  note: string;
  recordedAt: Instant;
};
