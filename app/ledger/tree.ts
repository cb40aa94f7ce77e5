import { isEqual, joinBytes } from "#app/ledger/bytes";
import { HASH_BYTES, type Hashing } from "#app/ledger/crypto";

/** A place in the tree: level 0 holds the leaf hashes, and the node (l, i) covers the leaves from i·2^l on, 2^l of them. */
export type Place = { level: number; index: number };

/** The hash of a complete subtree. Such nodes never change once they are there. */
export type TreeNode = Place & { hash: Uint8Array };

/** A tree by its size and the roots of its complete subtrees, largest first: one for each bit of the size. */
export type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] };

export const EMPTY_FRONTIER: Frontier = { size: 0, hashes: [] };

/** The hash of a leaf: SHA-256(00 ‖ entry), RFC 6962 section 2.1. */
export function hashLeaf({ sha256 }: Hashing, entry: Uint8Array): Uint8Array {
  return sha256(joinBytes(Uint8Array.of(0), entry));
}

/** The hash of a node: SHA-256(01 ‖ left ‖ right). */
export function hashNode({ sha256 }: Hashing, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joinBytes(Uint8Array.of(1), left, right));
}

/** The tree with one more leaf, and the interior nodes that this completes, lowest first. */
export function appendLeaf(hashing: Hashing, frontier: Frontier, leafHash: Uint8Array): { frontier: Frontier; nodes: TreeNode[] } {
  const hashes = [...frontier.hashes];
  const nodes: TreeNode[] = [];
  let hash = leafHash;
  for (let index = frontier.size; index % 2 === 1; ) {
    const left = hashes.pop();
    if (!left) throw new Error(`a frontier of size ${frontier.size} has ${frontier.hashes.length} hashes`);
    hash = hashNode(hashing, left, hash);
    index = (index - 1) / 2;
    nodes.push({ level: nodes.length + 1, index, hash });
  }
  return { frontier: { size: frontier.size + 1, hashes: [...hashes, hash] }, nodes };
}

/** The root hash; that of the empty tree is the hash of no bytes. */
export function rootOf(hashing: Hashing, frontier: Frontier): Uint8Array {
  return joinRoots(hashing, frontier.hashes) ?? hashing.sha256(new Uint8Array());
}

/** The root hash of the tree over these leaf hashes. */
export function rootOfLeaves(hashing: Hashing, leafHashes: readonly Uint8Array[]): Uint8Array {
  return rootOf(hashing, leafHashes.reduce((frontier, hash) => appendLeaf(hashing, frontier, hash).frontier, EMPTY_FRONTIER));
}

/** Where the hashes of the frontier of a tree of this size stand, in their order. */
export function frontierPlaces(size: number): Place[] {
  return completeSubtrees(0, size);
}

/** Reads the hash of a complete subtree; level 0 gives leaf hashes. */
export type NodeReader = (level: number, index: number) => Promise<Uint8Array>;

export type ReadableTree = Hashing & { readNode: NodeReader };

/** The frontier of the tree of this size, in O(log size) reads. */
export async function readFrontier(readNode: NodeReader, size: number): Promise<Frontier> {
  return { size, hashes: await Promise.all(frontierPlaces(size).map(({ level, index }) => readNode(level, index))) };
}

/** The audit path of a leaf (RFC 6962 section 2.1.1), from its sibling upwards, in O(log size) reads. */
export function inclusionProof(tree: ReadableTree, index: number, size: number): Promise<Uint8Array[]> {
  if (!isCount(size) || !isCount(index) || index >= size) throw new RangeError(`a tree of size ${size} has no leaf ${index}`);
  const path: Range[] = [];
  for (let range: Range = { start: 0, end: size }; range.end - range.start > 1; ) {
    const [left, right] = halves(range);
    path.push(index < right.start ? right : left);
    range = index < right.start ? left : right;
  }
  return Promise.all(path.reverse().map((range) => readRange(tree, range)));
}

/** The proof that the tree of the new size extends that of the old (RFC 6962 section 2.1.2), in O(log size) reads. */
export function consistencyProof(tree: ReadableTree, oldSize: number, newSize: number): Promise<Uint8Array[]> {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize === 0 || oldSize > newSize) {
    throw new RangeError(`no proof leads from size ${oldSize} to size ${newSize}`);
  }
  const path: Range[] = [];
  let range: Range = { start: 0, end: newSize };
  while (range.end !== oldSize) {
    const [left, right] = halves(range);
    path.push(oldSize <= right.start ? right : left);
    range = oldSize <= right.start ? left : right;
  }
  const old = range.start === 0 ? [] : [range];
  return Promise.all([...path, ...old].reverse().map((each) => readRange(tree, each)));
}

export type Inclusion = { index: number; size: number; leafHash: Uint8Array; proof: readonly Uint8Array[]; rootHash: Uint8Array };

/** Whether the proof shows the leaf in the tree of this size and root (RFC 9162 section 2.1.3.2). Never throws. */
export function isIncluded(hashing: Hashing, { index, size, leafHash, proof, rootHash }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || ![leafHash, ...proof].every(isHash)) return false;
  let place = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    const isRight = place % 2 === 1 || place === last;
    hash = isRight ? hashNode(hashing, sibling, hash) : hashNode(hashing, hash, sibling);
    [place, last] = isRight ? climbPastMissing(place, last) : climb(place, last);
  }
  return last === 0 && isEqual(hash, rootHash);
}

export type Extension = { oldSize: number; newSize: number; oldRoot: Uint8Array; newRoot: Uint8Array; proof: readonly Uint8Array[] };

/**
 * Whether the proof shows that the new tree extends the old (RFC 9162 section 2.1.4.2). An old size of 0 is refused: every
 * tree extends the empty one, so such a proof says nothing. Never throws.
 */
export function isExtension(hashing: Hashing, { oldSize, newSize, oldRoot, newRoot, proof }: Extension): boolean {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize === 0 || oldSize > newSize || !proof.every(isHash)) return false;
  if (oldSize === newSize) return proof.length === 0 && isEqual(oldRoot, newRoot);
  if (proof.length === 0) return false;
  let [place, last] = climbWhileRight(oldSize - 1, newSize - 1);
  const [first = oldRoot, ...siblings] = place === 0 ? [oldRoot, ...proof] : proof;
  let [oldHash, newHash] = [first, first];
  for (const sibling of siblings) {
    if (last === 0) return false;
    const isRight = place % 2 === 1 || place === last;
    if (isRight) oldHash = hashNode(hashing, sibling, oldHash);
    newHash = isRight ? hashNode(hashing, sibling, newHash) : hashNode(hashing, newHash, sibling);
    [place, last] = isRight ? climbPastMissing(place, last) : climb(place, last);
  }
  return last === 0 && isEqual(oldHash, oldRoot) && isEqual(newHash, newRoot);
}

/** Leaves from `start` up to, not including, `end`: what one hash of a proof covers. */
type Range = { start: number; end: number };

/** Cut at the largest power of two below the length, as RFC 6962 does. */
function halves({ start, end }: Range): [Range, Range] {
  let half = 1;
  while (half * 2 < end - start) half *= 2;
  return [{ start, end: start + half }, { start: start + half, end }];
}

async function readRange({ readNode, sha256 }: ReadableTree, { start, end }: Range): Promise<Uint8Array> {
  const hashes = await Promise.all(completeSubtrees(start, end).map(({ level, index }) => readNode(level, index)));
  const root = joinRoots({ sha256 }, hashes);
  if (!root) throw new Error(`no leaf from ${start} to ${end}`);
  return root;
}

/** The complete subtrees that cover a range of the tree, largest first. */
function completeSubtrees(start: number, end: number): Place[] {
  const places: Place[] = [];
  for (let from = start; from < end; ) {
    let level = 0;
    while (2 ** (level + 1) <= end - from) level++;
    places.push({ level, index: from / 2 ** level });
    from += 2 ** level;
  }
  return places;
}

function joinRoots(hashing: Hashing, hashes: readonly Uint8Array[]): Uint8Array | null {
  return hashes.reduceRight<Uint8Array | null>((right, left) => (right ? hashNode(hashing, left, right) : left), null);
}

function climb(place: number, last: number): [number, number] {
  return [Math.floor(place / 2), Math.floor(last / 2)];
}

function climbWhileRight(place: number, last: number): [number, number] {
  return place % 2 === 1 ? climbWhileRight(...climb(place, last)) : [place, last];
}

/** Up past the levels where the node at the right edge has no sibling and is carried up as it is. */
function climbPastMissing(place: number, last: number): [number, number] {
  return place % 2 === 0 && place !== 0 ? climbPastMissing(...climb(place, last)) : climb(place, last);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}
