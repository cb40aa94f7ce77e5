import { createPublicKey, hash, type KeyObject, sign, verify } from "node:crypto";
import type { LedgerCrypto } from "#app/ledger/crypto";
import { noteKey, type NoteSigner } from "#app/ledger/note";

/** What the ledger's pure code is given on the server. */
export const LEDGER_CRYPTO: LedgerCrypto = { sha256, verifyEd25519 };

/** Signs notes under the name by an Ed25519 private key. Throws for a key of another kind. */
export function signerOf(name: string, privateKey: KeyObject): NoteSigner {
  const { x } = createPublicKey(privateKey).export({ format: "jwk" });
  if (privateKey.asymmetricKeyType !== "ed25519" || x === undefined) throw new Error("notes are signed by an Ed25519 key");
  return {
    key: noteKey(LEDGER_CRYPTO, name, Buffer.from(x, "base64url")),
    sign: (message) => sign(null, message, privateKey),
  };
}

function sha256(bytes: Uint8Array): Uint8Array {
  return hash("sha256", bytes, "buffer");
}

function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(publicKey).toString("base64url");
  return verify(null, message, createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" }), signature);
}
