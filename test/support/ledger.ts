import { createHash, createPrivateKey, type KeyObject } from "node:crypto";
import { LEDGER_CRYPTO, signerOf } from "#app/domain/evidence/ledger/crypto.server";
import { utf8Of } from "#app/ledger/bytes";
import { signCheckpoint } from "#app/ledger/checkpoint";
import { ENTRY_KINDS, writeEntry, type Entry } from "#app/ledger/entry";
import type { NoteSigner } from "#app/ledger/note";
import { writeProof } from "#app/ledger/proof";
import { appendLeaf, EMPTY_FRONTIER, hashLeaf, inclusionProof, rootOf, type Frontier, type NodeReader } from "#app/ledger/tree";
import type { NewEntry } from "#db/commit";

export const ORIGIN = "ledger.example/terms";

/** DER of PKCS 8 before the 32 bytes of an Ed25519 key. */
const PKCS8 = "302e020100300506032b657004220420";

/** An Ed25519 key from its 32 bytes in hexadecimal. */
export function privateKeyOf(seed: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(PKCS8 + seed, "hex"), format: "der", type: "pkcs8" });
}

/** A signer of that name; the same name and word give the same key. */
export function testSigner(name = ORIGIN, word = "first"): NoteSigner {
  return signerOf(name, privateKeyOf(createHash("sha256").update(`${name} ${word}`).digest("hex")));
}

/** A whole tree in memory, with each of its earlier states. */
export type GrownTree = {
  readNode: NodeReader;
  leafHashes: Uint8Array[];
  /** By size, from 0. */
  frontiers: Frontier[];
  roots: Uint8Array[];
  /** How many nodes were read. */
  reads(): number;
};

/** Grows a tree over the leaves, each given as its bytes. */
export function growTree(leaves: readonly Uint8Array[]): GrownTree {
  const nodes = new Map<string, Uint8Array>();
  const frontiers = [EMPTY_FRONTIER];
  const leafHashes = leaves.map((leaf) => hashLeaf(LEDGER_CRYPTO, leaf));
  let frontier = EMPTY_FRONTIER;
  for (const [index, hash] of leafHashes.entries()) {
    const appended = appendLeaf(LEDGER_CRYPTO, frontier, hash);
    for (const node of [{ level: 0, index, hash }, ...appended.nodes]) nodes.set(`${node.level}/${node.index}`, node.hash);
    frontier = appended.frontier;
    frontiers.push(frontier);
  }
  let reads = 0;
  async function readNode(level: number, index: number): Promise<Uint8Array> {
    reads++;
    const hash = nodes.get(`${level}/${index}`);
    if (!hash) throw new Error(`there is no node (${level}, ${index})`);
    return hash;
  }
  return { readNode, leafHashes, frontiers, roots: frontiers.map((each) => rootOf(LEDGER_CRYPTO, each)), reads: () => reads };
}

/** As many different leaves. */
export function numberedLeaves(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => utf8Of(`leaf ${index}`));
}

/** The bytes with one bit turned. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, place) => (place === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}

/** An entry of the test ledger. */
export function testEntry(members: Partial<Entry> = {}): Entry {
  return { v: 1, kind: "acceptance.click", ledger: ORIGIN, record: "acc_1", at: "2026-03-01T00:00:00.000Z", recordedAt: "2026-03-01T00:00:00.001Z", ...members };
}

export function entryBytesOf(entry: Entry): Uint8Array {
  return utf8Of(writeEntry(entry));
}

/** A ledger over these leaves, with its checkpoints and proofs. */
export function openTestLedger(leaves: readonly Uint8Array[], signers: readonly NoteSigner[] = [testSigner()]) {
  const tree = growTree(leaves);
  const checkpointAt = (size: number, origin = ORIGIN): string =>
    signCheckpoint({ origin, size, rootHash: tree.roots[size] ?? new Uint8Array() }, signers);
  const proofOf = async (index: number, size = leaves.length): Promise<string> => {
    const hashes = await inclusionProof({ ...LEDGER_CRYPTO, readNode: tree.readNode }, index, size);
    return writeProof({ extra: null, index, hashes, checkpoint: checkpointAt(size) });
  };
  return { tree, checkpointAt, proofOf };
}

/** As many entries of all kinds in turn, each naming a record of its own, as an operation hands them in. */
export function newEntries(count: number, { ledgerNumber = 1, ledger = ORIGIN, from = 0 } = {}): NewEntry[] {
  return Array.from({ length: count }, (_, place) => newEntry(from + place, { ledgerNumber, ledger }));
}

/** The entry of that number. */
export function newEntry(number: number, { ledgerNumber = 1, ledger = ORIGIN } = {}): NewEntry {
  const record = `acc_${number}`;
  const kind = ENTRY_KINDS[number % ENTRY_KINDS.length] ?? "acceptance.click";
  return { ledgerNumber, recordId: record, entryJson: writeEntry(testEntry({ kind, record, ledger, body: { number, text: "条款" } })) };
}
