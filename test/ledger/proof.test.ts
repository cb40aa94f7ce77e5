import fc from "fast-check";
import { expect, test } from "vitest";
import { utf8Of } from "#app/ledger/bytes";
import { parseProof, writeProof } from "#app/ledger/proof";
import { numberedLeaves, openTestLedger } from "#test/support/ledger";

const HASH = new Uint8Array(32).fill(7);
const LINE = `${"BwcH".repeat(10)}Bwc=`;
const NOTE = "ledger.example\n1\nroot\n\n— ledger.example sig\n";

test("a proof is a header, its extra data, the index, the path and the checkpoint as signed", () => {
  const proof = { extra: utf8Of("hello"), index: 5, hashes: [HASH, HASH], checkpoint: NOTE };
  expect(writeProof(proof)).toBe(`c2sp.org/tlog-proof@v1\nextra aGVsbG8=\nindex 5\n${LINE}\n${LINE}\n\n${NOTE}`);
  expect(parseProof(writeProof(proof))).toEqual(proof);
});

test("a proof in a tree of one leaf has no path, and extra data may be absent or empty", () => {
  const proof = { extra: null, index: 0, hashes: [], checkpoint: NOTE };
  expect(writeProof(proof)).toBe(`c2sp.org/tlog-proof@v1\nindex 0\n\n${NOTE}`);
  expect(parseProof(writeProof(proof))).toEqual(proof);
  expect(parseProof(writeProof({ ...proof, extra: new Uint8Array() }))).toEqual({ ...proof, extra: new Uint8Array() });
});

test.each([
  ["nothing", ""],
  ["no checkpoint", "c2sp.org/tlog-proof@v1\nindex 0\n"],
  ["another header", `c2sp.org/tlog-proof@v2\nindex 0\n\n${NOTE}`],
  ["no index", `c2sp.org/tlog-proof@v1\n\n${NOTE}`],
  ["an index with a leading zero", `c2sp.org/tlog-proof@v1\nindex 01\n\n${NOTE}`],
  ["an index beyond what a number says", `c2sp.org/tlog-proof@v1\nindex 9007199254740992\n\n${NOTE}`],
  ["extra data that is no base64", `c2sp.org/tlog-proof@v1\nextra ?\nindex 0\n\n${NOTE}`],
  ["extra data after the index", `c2sp.org/tlog-proof@v1\nindex 0\nextra aGVsbG8=\n\n${NOTE}`],
  ["extra data twice", `c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 0\n\n${NOTE}`],
  ["a hash that is too short", `c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n${NOTE}`],
  ["Windows line ends", `c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\n${NOTE}`],
  ["more hashes than any tree has levels", `c2sp.org/tlog-proof@v1\nindex 0\n${`${LINE}\n`.repeat(54)}\n${NOTE}`],
  ["too long", `c2sp.org/tlog-proof@v1\nindex 0\n\n${"x".repeat(2_000_000)}`],
])("%s is no proof", (_what, text) => {
  expect(parseProof(text)).toBeNull();
});

test("every proof of a ledger is read as it was written", async () => {
  const { proofOf } = openTestLedger(numberedLeaves(70));
  for (const index of [0, 1, 35, 63, 64, 69]) {
    const text = await proofOf(index);
    const proof = parseProof(text);
    expect(proof?.index).toBe(index);
    expect(proof && writeProof(proof)).toBe(text);
  }
});

test("whatever text is given, reading it throws nothing", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    expect(parseProof(text)).toBeNull();
    expect(parseProof(`c2sp.org/tlog-proof@v1\n${text}\n\n`)?.hashes ?? null).toBeNull();
  }));
});
