import { wholeFile, type BagFile } from "#app/domain/compliance/bag/bag-file";
import { readBagEntries, type BagEntry, type BagLedger } from "#app/domain/compliance/bag/survey.server";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import type { BagOpening, BagRecord } from "#app/ledger/bag";
import { base64Of, utf8Of } from "#app/ledger/bytes";
import { canonicalJson, type JsonObject } from "#app/ledger/canonical";
import { writeProof } from "#app/ledger/proof";
import { inclusionProof, type NodeReader, type ReadableTree } from "#app/ledger/tree";
import type { Portal } from "#app/portal.server";
import { nodeReader } from "#db/ledger/ledger";

type Reading = Pick<Portal, "db">;

/** Nodes that are kept at hand: proofs of neighbours have most of theirs in common. */
const MOST_NODES = 50_000;

/** `records.jsonl`: each entry as it was hashed, and once more to be read. */
export function recordsFile(portal: Reading, ledgers: readonly BagLedger[]): BagFile {
  return { path: "records.jsonl", content: recordLines(portal, ledgers) };
}

async function* recordLines(portal: Reading, ledgers: readonly BagLedger[]): AsyncGenerator<Uint8Array> {
  for await (const page of readBagEntries(portal, ledgers)) yield utf8Of(page.map(recordLine).join(""));
}

function recordLine(held: BagEntry): string {
  const { index, entry, entryJson } = held;
  const record: BagRecord = { ledger: entry.ledger, index, leaf: base64Of(utf8Of(entryJson)), proof: proofPath(held), entry };
  return `${JSON.stringify(record)}\n`;
}

function proofPath({ ledgerNumber, index }: Pick<BagEntry, "ledgerNumber" | "index">): string {
  return `proofs/${ledgerNumber}-${index}.tlog-proof`;
}

/** A .tlog-proof for each entry, all of one ledger at its one checkpoint. */
export async function* proofFiles({ db }: Reading, ledgers: readonly BagLedger[]): AsyncGenerator<BagFile> {
  for (const { number, size, checkpoint, indexes } of ledgers) {
    const tree: ReadableTree = { ...LEDGER_CRYPTO, readNode: withMemory(nodeReader(db, number)) };
    for (const index of indexes) {
      const hashes = await inclusionProof(tree, index, size);
      yield wholeFile(proofPath({ ledgerNumber: number, index }), writeProof({ extra: null, index, hashes, checkpoint }));
    }
  }
}

/** Complete subtrees never change, so that what was read once need not be read again. */
function withMemory(read: NodeReader): NodeReader {
  const known = new Map<string, Promise<Uint8Array>>();
  return (level, index) => {
    const place = `${level}/${index}`;
    const found = known.get(place) ?? read(level, index);
    if (known.size >= MOST_NODES) known.clear();
    known.set(place, found);
    return found;
  };
}

/** A line of `openings.jsonl`. */
export function openingLine(opening: BagOpening): string {
  const { ledger, index, tag, opening: opened, value } = opening;
  return `${JSON.stringify({ ledger, index, tag, opening: opened, value } satisfies BagOpening)}\n`;
}

/** JSON as a file that is the same for the same value. */
export function jsonFile(path: string, value: JsonObject): BagFile {
  return wholeFile(path, `${canonicalJson(value)}\n`);
}
