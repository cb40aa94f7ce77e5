import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { hexOf, utf8Of } from "#app/ledger/bytes";
import { commitmentTo, type Opening } from "#app/ledger/commitment";
import { writeEvidenceFile, type HeldEvidence } from "#app/ledger/evidence-file";
import { writeVerifierKey } from "#app/ledger/note";
import { consistencyProof } from "#app/ledger/tree";
import { entryBytesOf, numberedLeaves, openTestLedger, testEntry, testSigner } from "#test/support/ledger";

const { sha256 } = LEDGER_CRYPTO;

const { key: SIGNING_KEY } = testSigner();

/** As it is read from its line. */
export const KEY = { ...SIGNING_KEY, publicKey: new Uint8Array(SIGNING_KEY.publicKey) };
export const KEY_LINE = writeVerifierKey(KEY);

export const TEXT = { name: "general-terms-1.zh-CN.md", bytes: utf8Of("\ufeff# 条款\n\n1. 费用\n") };
export const SCREEN = { name: "screen.html", bytes: new Uint8Array([0x3c, 0x70, 0x3e, 0xff, 0x00]) };
export const ADDRESS: Opening = { tag: "address", opening: new Uint8Array(32).fill(1), value: "a@terms.example" };
export const AGENT: Opening = { tag: "agent", opening: new Uint8Array(32).fill(2), value: { name: "Browser", major: 140 } };

const INDEX = 11;

export const ENTRY = testEntry({
  record: "acc_01",
  hashes: { "shown/zh-CN": hexOf(sha256(TEXT.bytes)), screen: hexOf(sha256(SCREEN.bytes)) },
  commitments: { address: commitmentTo(LEDGER_CRYPTO, ADDRESS), agent: commitmentTo(LEDGER_CRYPTO, AGENT) },
});

export const ERASURE = testEntry({ kind: "party.erased", record: "pty_1", at: "2027-01-01T00:00:00.000Z", body: { entries: [INDEX], ground: "request" } });

/** A ledger of 30 leaves with the entry at 11 and its erasure at 25. */
export function openEvidenceLedger() {
  const leaves = numberedLeaves(30);
  leaves[INDEX] = entryBytesOf(ENTRY);
  leaves[25] = entryBytesOf(ERASURE);
  const { tree, checkpointAt, proofOf } = openTestLedger(leaves);
  const pathBetween = async (oldSize: number, newSize: number) =>
    (await consistencyProof({ sha256, readNode: tree.readNode }, oldSize, newSize)).map((hash) => new Uint8Array(hash));
  return { checkpointAt, pathBetween, proofOf: (size: number) => proofOf(INDEX, size), proofOfErasure: () => proofOf(25, 30) };
}

/** What a person keeps who keeps everything: all four levels say yes. */
export async function fullEvidence(): Promise<HeldEvidence> {
  const { checkpointAt, pathBetween, proofOf } = openEvidenceLedger();
  return {
    evidence: {
      entry: entryBytesOf(ENTRY),
      proof: await proofOf(20),
      held: [
        { checkpoint: checkpointAt(12), proof: await pathBetween(12, 20) },
        { checkpoint: checkpointAt(29), proof: await pathBetween(20, 29) },
      ],
      files: [TEXT, SCREEN],
      openings: [ADDRESS, AGENT],
    },
    keys: [KEY],
    timeTokens: [],
  };
}

/** The same after the person was erased. */
export async function erasedEvidence(): Promise<HeldEvidence> {
  const { evidence, ...others } = await fullEvidence();
  const erasure = { entry: entryBytesOf(ERASURE), proof: await openEvidenceLedger().proofOfErasure() };
  return { ...others, evidence: { ...evidence, openings: [], erasure } };
}

/** The evidence file of `fullEvidence`, or of other evidence. */
export async function evidenceFile(held?: HeldEvidence): Promise<Uint8Array> {
  return utf8Of(writeEvidenceFile(held ?? (await fullEvidence())));
}
