import fc from "fast-check";
import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { hexOf, utf8Of } from "#app/ledger/bytes";
import { signCheckpoint } from "#app/ledger/checkpoint";
import { commitmentTo, type Opening } from "#app/ledger/commitment";
import type { Entry } from "#app/ledger/entry";
import { consistencyProof } from "#app/ledger/tree";
import { verifyEvidence, type Evidence, type Verification } from "#app/ledger/verify";
import { entryBytesOf, flipBit, growTree, numberedLeaves, openTestLedger, ORIGIN, testEntry, testSigner } from "#test/support/ledger";

const { sha256 } = LEDGER_CRYPTO;
const KEYS = [testSigner().key];
const INDEX = 11;
const SIZE = 30;

const TEXT = { name: "zh-CN.md", bytes: utf8Of("# 条款\n") };
const SCREEN = { name: "screen.html", bytes: utf8Of("<p>条款</p>") };
const ADDRESS: Opening = { tag: "address", opening: new Uint8Array(32).fill(1), value: "a@terms.example" };
const AGENT: Opening = { tag: "agent", opening: new Uint8Array(32).fill(2), value: { name: "Browser", major: 140 } };

const ENTRY = testEntry({
  hashes: { "terms/zh-CN": hexOf(sha256(TEXT.bytes)), screen: hexOf(sha256(SCREEN.bytes)) },
  commitments: { address: commitmentTo(LEDGER_CRYPTO, ADDRESS), agent: commitmentTo(LEDGER_CRYPTO, AGENT) },
});

const ERASURE = testEntry({ kind: "party.erased", record: "pty_1", at: "2027-01-01T00:00:00.000Z", body: { entries: [INDEX], ground: "request" } });

/** A ledger of 30 leaves with the entry at 11 and its erasure at 25. */
function openLedger(entry: Entry = ENTRY) {
  const leaves = numberedLeaves(SIZE);
  leaves[INDEX] = entryBytesOf(entry);
  leaves[25] = entryBytesOf(ERASURE);
  return openTestLedger(leaves);
}

const LEDGER = openLedger();

/** What a person keeps who keeps everything. */
async function fullEvidence(): Promise<Required<Omit<Evidence, "erasure">>> {
  const { tree, checkpointAt, proofOf } = LEDGER;
  const extension = (oldSize: number, newSize: number) => consistencyProof({ sha256, readNode: tree.readNode }, oldSize, newSize);
  return {
    entry: entryBytesOf(ENTRY),
    proof: await proofOf(INDEX, 20),
    held: [
      { checkpoint: checkpointAt(0), proof: [] },
      { checkpoint: checkpointAt(12), proof: await extension(12, 20) },
      { checkpoint: checkpointAt(20), proof: [] },
      { checkpoint: checkpointAt(29), proof: await extension(20, 29) },
    ],
    files: [SCREEN, TEXT],
    openings: [AGENT, ADDRESS],
  };
}

function verify(evidence: Evidence, keys = KEYS): Verification {
  return verifyEvidence(LEDGER_CRYPTO, evidence, keys);
}

function levelsOf({ logged, consistent, text, person }: Verification): unknown[] {
  return [logged, consistent, text, person];
}

const YES = { state: "yes" };
const NOT_GIVEN = { state: "notGiven" };

test("whoever kept everything sees yes on all four levels", async () => {
  const found = verify(await fullEvidence());
  expect(levelsOf(found)).toEqual([YES, YES, YES, YES]);
  expect(found).toMatchObject({ entry: ENTRY, index: INDEX, head: { origin: ORIGIN, size: 20 } });
});

test("whoever kept entry and proof alone sees that it was logged, and what is missing for the rest", async () => {
  const { entry, proof } = await fullEvidence();
  expect(levelsOf(verify({ entry, proof }))).toEqual([YES, NOT_GIVEN, { state: "notGiven", about: "screen" }, { state: "notGiven", about: "address" }]);
});

test("an entry that names no file and no person leaves those levels open", async () => {
  const { proofOf } = openLedger(testEntry());
  const evidence = { entry: entryBytesOf(testEntry()), proof: await proofOf(INDEX) };
  expect(levelsOf(verify(evidence))).toEqual([YES, NOT_GIVEN, NOT_GIVEN, NOT_GIVEN]);
  expect(verify({ ...evidence, files: [TEXT] }).text).toEqual({ state: "no", reason: "fileForeign", about: "zh-CN.md" });
  expect(verify({ ...evidence, openings: [ADDRESS] }).person).toEqual({ state: "no", reason: "openingForeign", about: "address" });
});

test("with any one bit of the entry turned it is not logged", async () => {
  const evidence = await fullEvidence();
  for (let bit = 0; bit < evidence.entry.length * 8; bit += 31) {
    expect(verify({ ...evidence, entry: flipBit(evidence.entry, bit) }).logged).toEqual({ state: "no", reason: "notInTree" });
  }
});

test("with any one character of the proof changed it is not logged", async () => {
  const evidence = await fullEvidence();
  const reasons = new Set<unknown>();
  for (let place = 0; place < evidence.proof.length; place++) {
    const changed = evidence.proof.slice(0, place) + String.fromCharCode(evidence.proof.charCodeAt(place) ^ 1) + evidence.proof.slice(place + 1);
    const { logged } = verify({ ...evidence, proof: changed });
    expect(logged.state, String(place)).toBe("no");
    if (logged.state === "no") reasons.add(logged.reason);
  }
  expect(reasons).toEqual(new Set(["proofMalformed", "notInTree", "checkpointMalformed", "checkpointForged", "keyUnknown"]));
});

test("a proof cut at any place is refused", async () => {
  const evidence = await fullEvidence();
  for (let length = 0; length < evidence.proof.length; length++) {
    expect(verify({ ...evidence, proof: evidence.proof.slice(0, length) }).logged.state, String(length)).toBe("no");
  }
});

test("the proof of another entry does not serve", async () => {
  const evidence = await fullEvidence();
  expect(verify({ ...evidence, proof: await LEDGER.proofOf(12, 20) }).logged).toEqual({ state: "no", reason: "notInTree" });
});

test("without a trusted key nothing is logged", async () => {
  const evidence = await fullEvidence();
  expect(verify(evidence, []).logged).toEqual({ state: "no", reason: "keyUnknown" });
  expect(verify(evidence, [testSigner(ORIGIN, "another").key]).logged).toEqual({ state: "no", reason: "keyUnknown" });
  expect(verify(evidence, []).consistent).toEqual({ state: "no", reason: "notLogged" });
});

test("bytes in the tree that are no entry, or an entry of another ledger, say so", async () => {
  expect(verify({ entry: utf8Of("leaf 3"), proof: await LEDGER.proofOf(3) }).logged).toEqual({ state: "no", reason: "notJson" });
  const foreign = testEntry({ ledger: "other.example/terms" });
  expect(verify({ entry: entryBytesOf(foreign), proof: await openLedger(foreign).proofOf(INDEX) }).logged).toEqual({ state: "no", reason: "otherLedger" });
});

test("an earlier checkpoint of a history that was rewritten is inconsistent", async () => {
  const evidence = await fullEvidence();
  const rewritten = openTestLedger(numberedLeaves(SIZE));
  const proof = await consistencyProof({ sha256, readNode: rewritten.tree.readNode }, 12, 20);
  expect(verify({ ...evidence, held: [{ checkpoint: rewritten.checkpointAt(12), proof }] }).consistent).toEqual({ state: "no", reason: "inconsistent", about: "0" });
  const [first, second] = evidence.held;
  const held = [first, { checkpoint: rewritten.checkpointAt(20), proof: [] }, second].filter((each) => each !== undefined);
  expect(verify({ ...evidence, held }).consistent).toEqual({ state: "no", reason: "inconsistent", about: "1" });
});

test("a held checkpoint that is malformed, forged, unknown or of another ledger says so", async () => {
  const evidence = await fullEvidence();
  const [, held = { checkpoint: "", proof: [] }] = evidence.held;
  const withHeld = (checkpoint: string, keys = KEYS) => verify({ ...evidence, held: [{ ...held, checkpoint }] }, keys).consistent;
  const other = testSigner("other.example/terms");
  const foreign = signCheckpoint({ origin: other.key.name, size: 12, rootHash: LEDGER.tree.roots[12] ?? new Uint8Array() }, [other]);
  expect(withHeld("nonsense")).toEqual({ state: "no", reason: "heldMalformed", about: "0" });
  expect(withHeld(held.checkpoint.replace("\n12\n", "\n13\n"))).toEqual({ state: "no", reason: "heldForged", about: "0" });
  expect(withHeld(foreign)).toEqual({ state: "no", reason: "heldKeyUnknown", about: "0" });
  expect(withHeld(foreign, [...KEYS, other.key])).toEqual({ state: "no", reason: "heldOtherLedger", about: "0" });
});

test("an empty tree with another root is inconsistent with everything", async () => {
  const evidence = await fullEvidence();
  const checkpoint = signCheckpoint({ origin: ORIGIN, size: 0, rootHash: new Uint8Array(32) }, [testSigner()]);
  expect(verify({ ...evidence, held: [{ checkpoint, proof: [] }] }).consistent).toEqual({ state: "no", reason: "inconsistent", about: "0" });
});

test("a text that was altered is none of the entry's, and a missing one is named", async () => {
  const evidence = await fullEvidence();
  const altered = { ...TEXT, bytes: flipBit(TEXT.bytes, 9) };
  expect(verify({ ...evidence, files: [SCREEN, altered] }).text).toEqual({ state: "no", reason: "fileForeign", about: "zh-CN.md" });
  expect(verify({ ...evidence, files: [SCREEN] }).text).toEqual({ state: "notGiven", about: "terms/zh-CN" });
  expect(verify({ ...evidence, files: [{ ...TEXT, name: "anything" }, SCREEN, SCREEN] }).text).toEqual(YES);
});

test("an opening of another value fails; one that is missing is named", async () => {
  const evidence = await fullEvidence();
  expect(verify({ ...evidence, openings: [AGENT, { ...ADDRESS, value: "b@terms.example" }] }).person).toEqual({ state: "no", reason: "openingWrong", about: "address" });
  expect(verify({ ...evidence, openings: [AGENT, { ...ADDRESS, tag: "toString" }] }).person).toEqual({ state: "no", reason: "openingForeign", about: "toString" });
  expect(verify({ ...evidence, openings: [AGENT] }).person).toEqual({ state: "notGiven", about: "address" });
});

test("a person whose erasure is proved in the ledger is erased, and the rest still verifies", async () => {
  const evidence = { ...(await fullEvidence()), openings: [], erasure: { entry: entryBytesOf(ERASURE), proof: await LEDGER.proofOf(25) } };
  expect(levelsOf(verify(evidence))).toEqual([YES, YES, YES, { state: "erased", at: "2027-01-01T00:00:00.000Z", ground: "request" }]);
  expect(verify({ ...evidence, openings: [AGENT] }).person).toMatchObject({ state: "erased" });
  expect(verify({ ...evidence, openings: [AGENT, ADDRESS] }).person).toEqual(YES);
});

test("an erasure must be logged, be one, and name this entry", async () => {
  const evidence = { ...(await fullEvidence()), openings: [] };
  const proof = await LEDGER.proofOf(25);
  const unproved = { state: "no", reason: "erasureUnproved" };
  const altered = entryBytesOf(testEntry({ ...ERASURE, body: { entries: [INDEX], ground: "none" } }));
  expect(verify({ ...evidence, erasure: { entry: altered, proof } }).person).toEqual(unproved);
  expect(verify({ ...evidence, erasure: { entry: evidence.entry, proof: evidence.proof } }).person).toEqual(unproved);
  const others = await other(ERASURE, 3);
  expect(verify(others).person).toEqual({ state: "no", reason: "erasureOfOthers" });
});

/** The entry at another index than the erasure names. */
async function other(erasure: Entry, index: number): Promise<Evidence> {
  const leaves = numberedLeaves(SIZE);
  leaves[index] = entryBytesOf(ENTRY);
  leaves[25] = entryBytesOf(erasure);
  const { proofOf } = openTestLedger(leaves);
  return { entry: entryBytesOf(ENTRY), proof: await proofOf(index), erasure: { entry: entryBytesOf(erasure), proof: await proofOf(25) } };
}

test("whatever it is given, the verifier answers and throws nothing", async () => {
  const right = await fullEvidence();
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(right.proof, right.held[1]?.checkpoint ?? "", ""));
  const bytes = fc.oneof(fc.uint8Array(), fc.constantFrom(right.entry, ...growTree([]).roots));
  const evidence = fc.record({
    entry: bytes,
    proof: text,
    held: fc.array(fc.record({ checkpoint: text, proof: fc.array(bytes) })),
    files: fc.array(fc.record({ name: fc.string({ unit: "binary" }), bytes })),
    openings: fc.array(fc.record({ tag: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("address", "__proto__")), opening: bytes, value: fc.jsonValue() })),
    erasure: fc.record({ entry: bytes, proof: text }),
  });
  fc.assert(fc.property(evidence, (given) => {
    expect(levelsOf(verify(given))).toHaveLength(4);
  }));
});

test("an opening with a value as deep as it can be sent is answered too", async () => {
  const evidence = await fullEvidence();
  const value = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
  expect(verify({ ...evidence, openings: [{ ...ADDRESS, value }] }).person).toMatchObject({ state: "no", reason: "openingWrong" });
});
