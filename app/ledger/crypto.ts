/** What the ledger's code is given: by node:crypto on the server, by a library in the browser. */
export type Hashing = {
  sha256(bytes: Uint8Array): Uint8Array;
};

/** Hashing, and the check of an Ed25519 signature (RFC 8032): a key of 32 bytes, a signature of 64. */
export type LedgerCrypto = Hashing & {
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
};

/** Length of a SHA-256 hash. */
export const HASH_BYTES = 32;
