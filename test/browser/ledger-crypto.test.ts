import { createHash, generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BROWSER_CRYPTO } from "#app/browser/verify/ledger-crypto";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { hexOf } from "#app/ledger/bytes";
import { NODE_CRYPTO } from "#app/standalone/node/ledger-crypto";
import { flipBit } from "#test/support/ledger";

const CRYPTOS = [["server", LEDGER_CRYPTO], ["browser", BROWSER_CRYPTO], ["one file", NODE_CRYPTO]] as const;

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const KEY = new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32));

test.each(CRYPTOS)("the %s hashes as OpenSSL does", (_where, { sha256 }) => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
    expect(hexOf(sha256(bytes))).toBe(createHash("sha256").update(bytes).digest("hex"));
  }));
});

test.each(CRYPTOS)("the %s accepts a signature, and none with a bit turned in key, text or signature", (_where, { verifyEd25519 }) => {
  const message = new TextEncoder().encode("a checkpoint\n");
  const signature = new Uint8Array(sign(null, message, privateKey));
  expect(verifyEd25519(KEY, message, signature)).toBe(true);
  for (let bit = 0; bit < 256; bit += 5) {
    expect(verifyEd25519(flipBit(KEY, bit), message, signature), `key ${bit}`).toBe(false);
    expect(verifyEd25519(KEY, flipBit(message, bit % 100), signature), `text ${bit}`).toBe(false);
    expect(verifyEd25519(KEY, message, flipBit(signature, bit * 2)), `signature ${bit}`).toBe(false);
  }
});

test.each(CRYPTOS)("the %s refuses what is no key of a curve, without a complaint", (_where, { verifyEd25519 }) => {
  for (const byte of [0, 2, 255]) expect(verifyEd25519(new Uint8Array(32).fill(byte), new Uint8Array(), new Uint8Array(64).fill(byte))).toBe(false);
});
