import fc from "fast-check";
import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { hexOf, isEqual, joinBytes, parseHex } from "#app/ledger/bytes";
import {
  consistencyProof, EMPTY_FRONTIER, appendLeaf, frontierPlaces, hashLeaf, inclusionProof, isExtension, isIncluded, readFrontier, rootOf, rootOfLeaves,
  type Extension, type Inclusion, type TreeNode,
} from "#app/ledger/tree";
import { flipBit, growTree, numberedLeaves } from "#test/support/ledger";
import known from "#test/ledger/vectors/rfc6962.json";

const { sha256 } = LEDGER_CRYPTO;
const MOST = 300;
const TREE = growTree(numberedLeaves(MOST));
const READABLE = { sha256, readNode: TREE.readNode };

/** RFC 6962, section 2.1, word for word. */
function merkleTreeHash(leafHashes: readonly Uint8Array[]): Uint8Array {
  const [first, second] = leafHashes;
  if (!first) return sha256(new Uint8Array());
  if (!second) return first;
  const half = largestPowerBelow(leafHashes.length);
  return sha256(joinBytes(Uint8Array.of(1), merkleTreeHash(leafHashes.slice(0, half)), merkleTreeHash(leafHashes.slice(half))));
}

/** Section 2.1.1, word for word. */
function path(index: number, leafHashes: readonly Uint8Array[]): Uint8Array[] {
  if (leafHashes.length === 1) return [];
  const half = largestPowerBelow(leafHashes.length);
  const [left, right] = [leafHashes.slice(0, half), leafHashes.slice(half)];
  return index < half ? [...path(index, left), merkleTreeHash(right)] : [...path(index - half, right), merkleTreeHash(left)];
}

/** Section 2.1.2, word for word; `isOldRoot` says that the old tree is this very subtree. */
function subproof(oldSize: number, leafHashes: readonly Uint8Array[], isOldRoot: boolean): Uint8Array[] {
  if (oldSize === leafHashes.length) return isOldRoot ? [] : [merkleTreeHash(leafHashes)];
  const half = largestPowerBelow(leafHashes.length);
  const [left, right] = [leafHashes.slice(0, half), leafHashes.slice(half)];
  return oldSize <= half
    ? [...subproof(oldSize, left, isOldRoot), merkleTreeHash(right)]
    : [...subproof(oldSize - half, right, false), merkleTreeHash(left)];
}

function largestPowerBelow(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

function bytesOf(hex: string): Uint8Array {
  return parseHex(hex) ?? new Uint8Array();
}

function rootAt(size: number): Uint8Array {
  return TREE.roots[size] ?? new Uint8Array();
}

function leafAt(index: number): Uint8Array {
  return TREE.leafHashes[index] ?? new Uint8Array();
}

/** Turns one bit of one hash, chosen by a number of any size. */
function flipOne(hashes: readonly Uint8Array[], choice: number): Uint8Array[] {
  const bit = choice % (hashes.length * 256);
  return hashes.map((hash, place) => (place === bit >> 8 ? flipBit(hash, bit & 255) : hash));
}

/** One of the hashes with one bit turned, each in its turn by the number given. */
function flipped(hashes: Partial<Inclusion & Extension> & { proof: readonly Uint8Array[] }, choice: number): Partial<Inclusion & Extension> {
  const { proof, leafHash, rootHash, oldRoot, newRoot } = hashes;
  const all = Object.entries({ leafHash, rootHash, oldRoot, newRoot }).flatMap(([name, hash]) => (hash ? [{ [name]: flipBit(hash, choice % 256) }] : []));
  return choice % 3 === 2 && proof.length > 0 ? { proof: flipOne(proof, choice) } : (all[choice % 2] ?? {});
}

test("the roots of Certificate Transparency's reference tree come out, from no leaf to eight", () => {
  const leafHashes = known.leaves.map((leaf) => hashLeaf(LEDGER_CRYPTO, bytesOf(leaf)));
  const roots = known.roots.map((_, size) => hexOf(rootOfLeaves(LEDGER_CRYPTO, leafHashes.slice(0, size))));
  expect(roots).toEqual(known.roots);
  expect(roots[0]).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(hexOf(hashLeaf(LEDGER_CRYPTO, new Uint8Array()))).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
});

test("appending gives every interior node of the reference tree, once, where it belongs", () => {
  let frontier = EMPTY_FRONTIER;
  const nodes: TreeNode[] = [];
  for (const leaf of known.leaves) {
    const appended = appendLeaf(LEDGER_CRYPTO, frontier, hashLeaf(LEDGER_CRYPTO, bytesOf(leaf)));
    frontier = appended.frontier;
    nodes.push(...appended.nodes);
  }
  const expected = known.nodes.slice(1).flatMap((row, above) => row.map((hash, index) => `${above + 1}/${index} ${hash}`));
  expect(nodes.map(({ level, index, hash }) => `${level}/${index} ${hexOf(hash)}`).sort()).toEqual(expected.sort());
});

test("appending leaves the frontier that it was given as it was", () => {
  const before = TREE.frontiers[7] ?? EMPTY_FRONTIER;
  const copy = before.hashes.map(hexOf);
  appendLeaf(LEDGER_CRYPTO, before, leafAt(7));
  expect(before.hashes.map(hexOf)).toEqual(copy);
});

test("the root is that of RFC 6962 at every size", () => {
  for (let size = 0; size <= MOST; size++) expect(hexOf(rootAt(size))).toBe(hexOf(merkleTreeHash(TREE.leafHashes.slice(0, size))));
});

test("a frontier read from stored nodes is the one that grew, at every size", async () => {
  for (let size = 0; size <= MOST; size++) expect(await readFrontier(TREE.readNode, size)).toEqual(TREE.frontiers[size]);
});

test("the places of a frontier are the bits of the size", () => {
  expect(frontierPlaces(0)).toEqual([]);
  expect(frontierPlaces(13)).toEqual([{ level: 3, index: 0 }, { level: 2, index: 2 }, { level: 0, index: 12 }]);
  expect(frontierPlaces(2 ** 40 + 1)).toEqual([{ level: 40, index: 0 }, { level: 0, index: 2 ** 40 }]);
});

test("proofs are those of RFC 6962, hash by hash, for every index and old size up to 40", async () => {
  for (let size = 1; size <= 40; size++) {
    const leafHashes = TREE.leafHashes.slice(0, size);
    for (let index = 0; index < size; index++) {
      expect((await inclusionProof(READABLE, index, size)).map(hexOf)).toEqual(path(index, leafHashes).map(hexOf));
      expect((await consistencyProof(READABLE, index + 1, size)).map(hexOf)).toEqual(subproof(index + 1, leafHashes, true).map(hexOf));
    }
  }
});

test("for every size up to 300 and every index inclusion verifies, and with one bit turned it fails", async () => {
  let failures = 0;
  for (let size = 1; size <= MOST; size++) {
    for (let index = 0; index < size; index++) {
      const right = { index, size, leafHash: leafAt(index), proof: await inclusionProof(READABLE, index, size), rootHash: rootAt(size) };
      if (!isIncluded(LEDGER_CRYPTO, right)) failures++;
      if (isIncluded(LEDGER_CRYPTO, { ...right, ...flipped(right, size * 7919 + index * 104729) })) failures++;
    }
  }
  expect(failures).toBe(0);
});

test("for every pair of sizes up to 300 consistency verifies, and with one bit turned it fails", async () => {
  let failures = 0;
  for (let newSize = 1; newSize <= MOST; newSize++) {
    for (let oldSize = 1; oldSize <= newSize; oldSize++) {
      const right = { oldSize, newSize, oldRoot: rootAt(oldSize), newRoot: rootAt(newSize), proof: await consistencyProof(READABLE, oldSize, newSize) };
      if (!isExtension(LEDGER_CRYPTO, right)) failures++;
      if (isExtension(LEDGER_CRYPTO, { ...right, ...flipped(right, newSize * 7919 + oldSize * 104729) })) failures++;
    }
  }
  expect(failures).toBe(0);
});

test("every single bit of a proof matters, at every size up to 9", async () => {
  let accepted = 0;
  for (let size = 2; size <= 9; size++) {
    for (let index = 0; index < size; index++) {
      const inclusion = { index, size, leafHash: leafAt(index), proof: await inclusionProof(READABLE, index, size), rootHash: rootAt(size) };
      const oldSize = index + 1;
      const extension = { oldSize, newSize: size, oldRoot: rootAt(oldSize), newRoot: rootAt(size), proof: await consistencyProof(READABLE, oldSize, size) };
      for (let bit = 0; bit < inclusion.proof.length * 256; bit++) {
        if (isIncluded(LEDGER_CRYPTO, { ...inclusion, proof: flipOne(inclusion.proof, bit) })) accepted++;
      }
      for (let bit = 0; bit < extension.proof.length * 256; bit++) {
        if (isExtension(LEDGER_CRYPTO, { ...extension, proof: flipOne(extension.proof, bit) })) accepted++;
      }
    }
  }
  expect(accepted).toBe(0);
});

test("no other index or size, and no proof cut, doubled or lengthened, is accepted", async () => {
  const size = 21;
  for (let index = 0; index < size; index++) {
    const proof = await inclusionProof(READABLE, index, size);
    const right = { index, size, leafHash: leafAt(index), proof, rootHash: rootAt(size) };
    for (const wrong of [index - 1, index + 1, index ^ 2, size, -1, 0.5, Number.NaN, 2 ** 53, Infinity].filter((each) => each !== index)) {
      expect(isIncluded(LEDGER_CRYPTO, { ...right, index: wrong }), `index ${wrong} for ${index}`).toBe(false);
    }
    for (const wrong of [proof.slice(1), proof.slice(0, -1), [...proof, rootAt(size)], [leafAt(index), ...proof], proof.toReversed(), [new Uint8Array(31), ...proof.slice(1)]]) {
      expect(isIncluded(LEDGER_CRYPTO, { ...right, proof: wrong })).toBe(false);
    }
  }
  expect(isIncluded(LEDGER_CRYPTO, { index: 0, size: 0, leafHash: leafAt(0), proof: [], rootHash: rootAt(0) })).toBe(false);
});

test("an interior node cannot be passed off as a leaf hash of other bytes", () => {
  const asLeaf = joinBytes(leafAt(0), leafAt(1));
  expect(isIncluded(LEDGER_CRYPTO, { index: 0, size: 1, leafHash: hashLeaf(LEDGER_CRYPTO, asLeaf), proof: [], rootHash: rootAt(2) })).toBe(false);
});

test("the root of a larger tree cannot be passed off as that of a smaller", () => {
  const larger = { leafHash: leafAt(1), proof: [leafAt(0)], rootHash: rootAt(2) };
  expect(isIncluded(LEDGER_CRYPTO, { ...larger, index: 1, size: 2 })).toBe(true);
  expect(isIncluded(LEDGER_CRYPTO, { ...larger, index: 0, size: 1 })).toBe(false);
});

test("bytes cannot be moved from one hash to its neighbour", () => {
  const both = joinBytes(leafAt(0), leafAt(1));
  const [short, long] = [both.slice(0, 31), both.slice(31)];
  expect(isIncluded(LEDGER_CRYPTO, { index: 0, size: 2, leafHash: short, proof: [long], rootHash: rootAt(2) })).toBe(false);
  expect(isExtension(LEDGER_CRYPTO, { oldSize: 1, newSize: 2, oldRoot: short, newRoot: rootAt(2), proof: [long] })).toBe(false);
});

test("a proof is asked only for what can be", async () => {
  await expect(async () => inclusionProof(READABLE, 3, 3)).rejects.toThrow("a tree of size 3 has no leaf 3");
  await expect(async () => consistencyProof(READABLE, 0, 3)).rejects.toThrow("no proof leads from size 0 to size 3");
  await expect(async () => consistencyProof(READABLE, 4, 3)).rejects.toThrow("no proof leads");
});

test("a proof costs reads in the order of the logarithm of the size", async () => {
  const reads: number[] = [];
  const counting = { sha256, readNode: async () => (reads.push(1), new Uint8Array(32)) };
  for (const size of [1_000_000, 2 ** 40 - 1]) {
    const levels = Math.ceil(Math.log2(size));
    for (const index of [0, 1, Math.floor(size / 3), size - 1]) {
      reads.length = 0;
      await inclusionProof(counting, index, size);
      expect(reads.length).toBeLessThanOrEqual(2 * levels);
      reads.length = 0;
      await consistencyProof(counting, index + 1, size);
      expect(reads.length).toBeLessThanOrEqual(3 * levels);
    }
  }
});

test("whatever the leaves, a proof verifies for its own leaf and for no other", async () => {
  await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.uint8Array({ maxLength: 40 }), { minLength: 2, maxLength: 40, comparator: isEqual }), fc.nat(), async (leaves, choice) => {
    const tree = growTree(leaves);
    const index = choice % leaves.length;
    const other = (index + 1) % leaves.length;
    const inclusion = {
      index,
      size: leaves.length,
      proof: await inclusionProof({ sha256, readNode: tree.readNode }, index, leaves.length),
      rootHash: rootOf(LEDGER_CRYPTO, tree.frontiers.at(-1) ?? EMPTY_FRONTIER),
    };
    expect(isIncluded(LEDGER_CRYPTO, { ...inclusion, leafHash: hashLeaf(LEDGER_CRYPTO, leaves[index] ?? new Uint8Array()) })).toBe(true);
    expect(isIncluded(LEDGER_CRYPTO, { ...inclusion, leafHash: hashLeaf(LEDGER_CRYPTO, leaves[other] ?? new Uint8Array()) })).toBe(false);
  }), { numRuns: 60 });
});
