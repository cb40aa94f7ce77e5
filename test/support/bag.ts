import { bagDigest } from "#app/cli/bag-files";
import { BAG_PLACES } from "#app/ledger/bag";
import { writeTagFiles } from "#app/ledger/bagit";
import { base64Of, hexOf, utf8Of } from "#app/ledger/bytes";
import { writeConsistency } from "#app/ledger/consistency";
import type { Opening } from "#app/ledger/commitment";
import type { Entry } from "#app/ledger/entry";
import { ADDRESS, AGENT, ENTRY, ERASURE, KEY_LINE, openEvidenceLedger, SCREEN, TEXT } from "#test/support/evidence";
import { entryBytesOf } from "#test/support/ledger";

export const digest = bagDigest;

export type Bag = Map<string, Uint8Array>;

/** The payload with its tag files. */
export function bagOf(payload: ReadonlyMap<string, Uint8Array>, info: Record<string, string> = {}): Bag {
  const listed = [...payload].map(([path, bytes]) => ({ path, sha256: digest("sha256", bytes) ?? "", bytes: bytes.length }));
  return new Map([...writeTagFiles(digest, listed, info), ...payload]);
}

/** A bag made anew over what was changed in its payload, as somebody would who forges one. */
export function forged(bag: Bag, changes: Record<string, string | Uint8Array | null>): Bag {
  const payload = new Map([...bag].filter(([path]) => path.startsWith("data/")));
  for (const [path, content] of Object.entries(changes)) {
    if (content === null) payload.delete(path);
    else payload.set(path, typeof content === "string" ? utf8Of(content) : content);
  }
  return bagOf(payload);
}

function recordLine(entry: Entry, index: number): string {
  return `${JSON.stringify({ ledger: ENTRY.ledger, index, leaf: base64Of(entryBytesOf(entry)), proof: `proofs/${index}.tlog-proof`, entry })}\n`;
}

function openingLine({ tag, opening, value }: Opening): string {
  return `${JSON.stringify({ ledger: ENTRY.ledger, index: 11, tag, opening: hexOf(opening), value })}\n`;
}

/** The evidence bag of one entry with everything that belongs to it; of a person who was erased, the erasure's entry in the place of the openings. */
export async function evidenceBag({ isErased }: { isErased: boolean } = { isErased: false }): Promise<Bag> {
  const { checkpointAt, pathBetween, proofOf, proofOfErasure } = openEvidenceLedger();
  const payload = new Map<string, Uint8Array>([
    [BAG_PLACES.records, utf8Of(recordLine(ENTRY, 11) + (isErased ? recordLine(ERASURE, 25) : ""))],
    ["data/proofs/11.tlog-proof", utf8Of(await proofOf(30))],
    ...(isErased ? [["data/proofs/25.tlog-proof", utf8Of(await proofOfErasure())] as const] : []),
    ...(isErased ? [] : [[BAG_PLACES.openings, utf8Of(openingLine(ADDRESS) + openingLine(AGENT))] as const]),
    [BAG_PLACES.keys, utf8Of(`${KEY_LINE}\n`)],
    ["data/consistency/12.consistency", utf8Of(writeConsistency({ oldSize: 12, hashes: await pathBetween(12, 30), checkpoint: checkpointAt(30) }))],
    ["data/checkpoints/12.checkpoint", utf8Of(checkpointAt(12))],
    [`data/documents/${digest("sha256", TEXT.bytes)}.md`, TEXT.bytes],
    [`data/screens/${digest("sha256", SCREEN.bytes)}.html`, SCREEN.bytes],
    ["data/HOWTO.en.md", utf8Of("# How to check this\n")],
  ]);
  return bagOf(payload, { "Source-Organization": "Example", "Bagging-Date": "2026-03-01" });
}
