import fc from "fast-check";
import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { openCheckpoint, parseDecimal, parseTreeHead, signCheckpoint, writeTreeHead } from "#app/ledger/checkpoint";
import { signNote, type NoteKey } from "#app/ledger/note";
import { ORIGIN, testSigner } from "#test/support/ledger";

const ROOT = Uint8Array.from({ length: 32 }, (_, place) => place);
const HEAD = { origin: ORIGIN, size: 42, rootHash: ROOT };

function open(checkpoint: string, keys: readonly NoteKey[]) {
  return openCheckpoint(LEDGER_CRYPTO, checkpoint, keys);
}

test("a checkpoint says origin, size and root hash, a line each", () => {
  expect(writeTreeHead(HEAD)).toBe("ledger.example/terms\n42\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");
});

test("the example of the specification is read", () => {
  const head = parseTreeHead("example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
  expect(head).toMatchObject({ origin: "example.com/behind-the-sofa", size: 20852163 });
});

test("what was signed opens by the ledger's key", () => {
  const signer = testSigner();
  expect(open(signCheckpoint(HEAD, [signer]), [signer.key])).toEqual({ state: "signed", head: HEAD, by: [signer.key] });
});

test("while a key is handed over both keys sign, and either opens", () => {
  const [old, next] = [testSigner(ORIGIN, "old"), testSigner(ORIGIN, "next")];
  const checkpoint = signCheckpoint(HEAD, [old, next]);
  expect(open(checkpoint, [old.key])).toMatchObject({ state: "signed", by: [old.key] });
  expect(open(checkpoint, [next.key])).toMatchObject({ state: "signed", by: [next.key] });
  expect(open(signCheckpoint(HEAD, [next]), [old.key])).toEqual({ state: "unknownKey" });
});

test("whoever is trusted for one ledger cannot speak for another", () => {
  const other = testSigner("other.example/terms");
  expect(open(signCheckpoint(HEAD, [other]), [other.key, testSigner().key])).toEqual({ state: "unknownKey" });
  expect(open(signCheckpoint(HEAD, [other, testSigner()]), [other.key, testSigner().key]).state).toBe("signed");
});

test("a signature over another head is a forgery", () => {
  const signer = testSigner();
  const checkpoint = signCheckpoint(HEAD, [signer]).replace("\n42\n", "\n43\n");
  expect(open(checkpoint, [signer.key])).toEqual({ state: "forged" });
});

test("a signed note that is no checkpoint is none", () => {
  const signer = testSigner();
  expect(open(signNote("hello\n", [signer]), [signer.key])).toEqual({ state: "malformed" });
});

test("further lines are allowed and ignored", () => {
  const signer = testSigner();
  expect(open(signNote(`${writeTreeHead(HEAD)}more\n`, [signer]), [signer.key])).toEqual({ state: "signed", head: HEAD, by: [signer.key] });
});

test.each([
  "", "a\n1\n", "a\n1\nAAAA\n", `\n1\n${"A".repeat(43)}=\n`, `a\n01\n${"A".repeat(43)}=\n`, `a\n-1\n${"A".repeat(43)}=\n`, `a\n1.0\n${"A".repeat(43)}=\n`,
  `a\n9007199254740992\n${"A".repeat(43)}=\n`, `a\n1\n${"A".repeat(43)}=`, `a\n1\n${"A".repeat(43)}=\n\n`, `a\n１\n${"A".repeat(43)}=\n`, `a\n1\n${"A".repeat(42)}B=\n`,
])("%j is no tree head", (text) => {
  expect(parseTreeHead(text)).toBeNull();
});

test("a head that cannot be is not signed", () => {
  expect(() => writeTreeHead({ ...HEAD, origin: "two words" })).toThrow("no ledger may be called");
  expect(() => writeTreeHead({ ...HEAD, size: -1 })).toThrow("no ledger has the size -1");
  expect(() => writeTreeHead({ ...HEAD, size: 2 ** 53 })).toThrow("no ledger has the size");
  expect(() => writeTreeHead({ ...HEAD, rootHash: new Uint8Array(31) })).toThrow("32 bytes, not 31");
});

test("every head that is written is read again", () => {
  fc.assert(fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, rootHash) => {
    expect(parseTreeHead(writeTreeHead({ origin: ORIGIN, size, rootHash }))).toEqual({ origin: ORIGIN, size, rootHash });
  }));
});

test("numbers are plain decimals", () => {
  expect(["0", "7", "10", "9007199254740991"].map(parseDecimal)).toEqual([0, 7, 10, 9007199254740991]);
  expect(["", "00", "+1", "1e3", "0x1", " 1", "1\n", "9007199254740992", "18446744073709551615"].map(parseDecimal)).toEqual(Array(9).fill(null));
});
