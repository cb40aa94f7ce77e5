import type { Kysely } from "kysely";
import type { NewEntry } from "#db/commit";
import { findLedgerSize, LedgerBrokenError, nodeReader } from "#db/ledger/ledger";
import type { Database } from "#db/schema";
import type { Inserts } from "#db/statements";

/** A tree by its size and the roots of its complete subtrees. */
type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] };
type Place = { level: number; index: number };

/** The arithmetic of the tree, which the application gives: this layer imports nothing from it. */
export type LedgerTree = {
  hashLeaf(entry: Uint8Array): Uint8Array;
  /** The tree with one more leaf, and the interior nodes that this completes. */
  appendLeaf(frontier: Frontier, leafHash: Uint8Array): { frontier: Frontier; nodes: Array<Place & { hash: Uint8Array }> };
  /** Where the hashes of a frontier of this size stand, in order. */
  frontierPlaces(size: number): Place[];
};

/** Entries with their places, ready to be written, and the ledgers as they are once that is done. */
export type Appended = { inserts: Inserts[]; frontiers: ReadonlyMap<number, Frontier> };

/** Gives entries their places. What it knows of the ledgers changes only when a batch is said to be durable. */
export type LedgerAppender = {
  append(db: Kysely<Database>, entries: readonly NewEntry[]): Promise<Appended>;
  keep(appended: Appended): void;
  /** Reads the ends of the ledgers anew when next asked: another process may have written. */
  forget(): void;
};

const NOTHING: Appended = { inserts: [], frontiers: new Map() };

/**
 * An appender that knows nothing yet: it reads the end of a ledger, in O(log size), when first asked to add to it. Without a
 * tree it adds nothing.
 */
export function openAppender(tree?: LedgerTree): LedgerAppender {
  const known = new Map<number, Frontier>();
  return {
    append: (db, entries) => (entries.length === 0 ? Promise.resolve(NOTHING) : placeEntries({ db, tree, known }, entries)),
    keep: ({ frontiers }) => frontiers.forEach((frontier, ledgerNumber) => known.set(ledgerNumber, frontier)),
    forget: () => known.clear(),
  };
}

type Placing = { db: Kysely<Database>; tree: LedgerTree | undefined; known: ReadonlyMap<number, Frontier> };

async function placeEntries({ db, tree, known }: Placing, entries: readonly NewEntry[]): Promise<Appended> {
  if (!tree) throw new Error("this database was opened without the tree of its ledger");
  const frontiers = new Map<number, Frontier>();
  const entryRows: unknown[][] = [];
  const nodeRows: unknown[][] = [];
  for (const { ledgerNumber, recordId, entryJson } of entries) {
    const before = frontiers.get(ledgerNumber) ?? known.get(ledgerNumber) ?? (await readFrontier(db, tree, ledgerNumber));
    const leafHash = tree.hashLeaf(Buffer.from(entryJson));
    const { frontier, nodes } = tree.appendLeaf(before, leafHash);
    frontiers.set(ledgerNumber, frontier);
    entryRows.push([ledgerNumber, before.size, recordId, entryJson, hexOf(leafHash)]);
    for (const { level, index, hash } of nodes) nodeRows.push([ledgerNumber, level, index, hexOf(hash)]);
  }
  return { inserts: insertsOf(entryRows, nodeRows), frontiers };
}

function insertsOf(entryRows: unknown[][], nodeRows: unknown[][]): Inserts[] {
  const entries = { table: "ledgerEntries", columns: ["ledgerNumber", "index", "recordId", "entryJson", "leafHash"], unless: [], rows: entryRows };
  const nodes = { table: "ledgerNodes", columns: ["ledgerNumber", "level", "index", "hash"], unless: [], rows: nodeRows };
  return [entries, nodes].filter(({ rows }) => rows.length > 0);
}

async function readFrontier(db: Kysely<Database>, tree: LedgerTree, ledgerNumber: number): Promise<Frontier> {
  const size = await findLedgerSize(db, ledgerNumber);
  const readNode = nodeReader(db, ledgerNumber);
  const hashes: Uint8Array[] = [];
  for (const { level, index } of tree.frontierPlaces(size)) hashes.push(await readNode(level, index));
  return { size, hashes };
}

/** Whether a batch was refused because the ledger had grown beyond what was known of it. */
export function isOutrun(error: unknown): boolean {
  return error instanceof Error && /UNIQUE constraint failed: (ledgerEntries|ledgerNodes)\./.test(error.message);
}

/** The error, told as broken when a row of the ledger itself was refused. */
export function ledgerErrorOf(error: unknown): unknown {
  if (!isOutrun(error) && !(error instanceof Error && error.message.includes("ledgerEntries: the index leaves a gap"))) return error;
  return new LedgerBrokenError("The ledger in the database does not end where this process left it: rows were removed, or added by another hand.", { cause: error });
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString("hex");
}
