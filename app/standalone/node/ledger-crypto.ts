import { createHash, createPublicKey, verify } from "node:crypto";
import type { LedgerCrypto } from "#app/ledger/crypto";

/** What the ledger's pure code is given on any Node from 18 on. */
export const NODE_CRYPTO: LedgerCrypto = {
  sha256: (bytes) => createHash("sha256").update(bytes).digest(),
  verifyEd25519,
};

function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(publicKey).toString("base64url");
  return verify(null, message, createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" }), signature);
}
