import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { LedgerCrypto } from "#app/ledger/crypto";

/** What the ledger's pure code is given in a browser. */
export const BROWSER_CRYPTO: LedgerCrypto = { sha256, verifyEd25519 };

/** By the strict rules of RFC 8032; what is no key or no signature does not hold. */
function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
