/** Rows of the ledger; written as db/schema.ts says. Only the writer adds entries and nodes (db/ledger/append.ts). */

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

/** A ledger; its first entry names this row. One that was sealed is followed by the next number. */
export type LedgerRow = {
  /** led_ */
  id: string;
  number: number;
  /** Its name, which its keys bear too. */
  origin: string;
  /** Why the one before it was sealed; "" for the first. */
  reason: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A signing key that comes into use for a ledger, or goes out of use. */
export type KeyChangeRow = {
  /** key_ */
  id: string;
  ledgerNumber: number;
  act: "introduced" | "retired";
  /** The public key as one line (C2SP signed-note): name, id, key. */
  verifierKey: string;
  /** The change of this ledger's keys before this one; "" for the first. Unique with the ledger, so that two cannot race. */
  followsId: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** What an outside authority said about the time of a checkpoint (RFC 3161). */
export type TimeTokenRow = {
  /** tst_ */
  id: string;
  ledgerNumber: number;
  /** Of the checkpoint, which stands in `checkpoints`. */
  size: number;
  /** SHA-256 of the checkpoint's signed note, which is what was stamped. */
  noteSha256: string;
  /** The name in the certificate that signed the token, and the policy under which it did, as an object identifier. */
  authority: string;
  policy: string;
  /** SHA-256 of the trusted certificate at which the chain ends; null where the operator named none. */
  anchorSha256: string | null;
  /** The token (DER) with its certificates, as it came. */
  tokenBase64: string;
  /** When the authority saw the checkpoint, by its own clock. */
  genTime: Instant;
  happenedAt: Instant;
  recordedAt: Instant;
};
