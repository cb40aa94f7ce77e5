import fc from "fast-check";
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { hexOf, parseHex } from "#app/ledger/bytes";
import { commitmentTo, hmacSha256, isCommitmentTo } from "#app/ledger/commitment";
import { flipBit } from "#test/support/ledger";
import known from "#test/ledger/vectors/hmac-sha256.json";

const OPENING = new Uint8Array(32).fill(9);

function bytesOf(hex: string): Uint8Array {
  return parseHex(hex) ?? new Uint8Array();
}

test.each(known.cases)("HMAC-SHA-256 meets case $case of RFC 4231", ({ key, message, mac }) => {
  expect(hexOf(hmacSha256(LEDGER_CRYPTO, bytesOf(key), bytesOf(message)))).toBe(mac);
});

test("HMAC is that of Node for keys and messages of any length", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (key, message) => {
    expect(hexOf(hmacSha256(LEDGER_CRYPTO, key, message))).toBe(createHmac("sha256", key).update(message).digest("hex"));
  }));
});

test("a commitment is the HMAC of tag, zero and canonical value under the opening", () => {
  const expected = createHmac("sha256", OPENING).update('address\0{"city":"上海","zip":200000}').digest("hex");
  expect(commitmentTo(LEDGER_CRYPTO, { tag: "address", opening: OPENING, value: { zip: 200000, city: "上海" } })).toBe(expected);
});

test("it opens by its own tag, opening and value, and by nothing else", () => {
  const right = { tag: "address", opening: OPENING, value: "a@terms.example" };
  const commitment = commitmentTo(LEDGER_CRYPTO, right);
  expect(isCommitmentTo(LEDGER_CRYPTO, commitment, right)).toBe(true);
  expect(isCommitmentTo(LEDGER_CRYPTO, commitment, { ...right, tag: "agent" })).toBe(false);
  expect(isCommitmentTo(LEDGER_CRYPTO, commitment, { ...right, value: "b@terms.example" })).toBe(false);
  for (let bit = 0; bit < 256; bit++) expect(isCommitmentTo(LEDGER_CRYPTO, commitment, { ...right, opening: flipBit(OPENING, bit) })).toBe(false);
});

test.each([
  ["a short opening", { opening: new Uint8Array(31) }, "32 bytes, not 31"],
  ["a long opening", { opening: new Uint8Array(33) }, "32 bytes, not 33"],
  ["no tag", { tag: "" }, "a tag is text"],
  ["a tag with a zero", { tag: "a\0b" }, "a tag is text"],
  ["a tag that is no text", { tag: "\ud800" }, "a tag is text"],
  ["a fraction", { value: 0.5 }, "not canonical JSON"],
])("%s neither commits nor opens", (_what, part, message) => {
  const opened = { tag: "address", opening: OPENING, value: "x", ...part };
  expect(() => commitmentTo(LEDGER_CRYPTO, opened)).toThrow(message);
  expect(isCommitmentTo(LEDGER_CRYPTO, "00".repeat(32), opened)).toBe(false);
});
