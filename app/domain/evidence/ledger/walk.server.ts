import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { hexOf, utf8Of } from "#app/ledger/bytes";
import { openCheckpoint, writeTreeHead } from "#app/ledger/checkpoint";
import { parseEntry } from "#app/ledger/entry";
import type { NoteKey } from "#app/ledger/note";
import { appendLeaf, EMPTY_FRONTIER, hashLeaf, rootOf, type Frontier, type TreeNode } from "#app/ledger/tree";
import type { Portal } from "#app/portal.server";
import { selectCheckpoints, selectLedgerNodes } from "#db/ledger/ledger";
import type { CheckpointRow, LedgerEntryRow } from "#db/schema/ledger";

/** What is wrong with a stored ledger, and where. */
export type LedgerFault = { ledgerNumber: number } & (
  | { what: EntryFaultKind | "entryRepeated" | "originTaken" | "originOther"; index: number }
  | { what: "nodeMissing" | "nodeWrong" | "nodeBeyond"; level: number; index: number }
  | { what: CheckpointFaultKind | "checkpointAhead" | "citedOther"; size: number }
  | { what: "keyUnrecorded"; key: string }
);

type EntryFaultKind =
  | "entryMissing"
  /** The stored leaf hash is not that of the stored bytes. */
  | "leafHashWrong"
  | "entryMalformed"
  /** The entry belongs to another ledger than the first one does. */
  | "entryForeign"
  /** The row names another record than the entry. */
  | "recordOther"
  /** The entry replaces one that does not come before it. */
  | "prevAhead";

type CheckpointFaultKind =
  /** The tree of this size has another root. */
  | "rootOther"
  /** The note says something else than its row. */
  | "noteOther"
  | "noteUnsigned";

/** How far the check of one ledger has come. */
export type Walk = {
  readonly db: Portal["db"];
  readonly ledgerNumber: number;
  /** To check signatures; null to leave them. */
  readonly keys: readonly NoteKey[] | null;
  /** Whether nodes are compared too; what a broken ledger is relied on for are its entries alone. */
  readonly scope: "all" | "entries";
  frontier: Frontier;
  /** What the first entry says. */
  origin: string | null;
};

/** A walk from the first entry of a ledger on. */
export function startWalk(over: Pick<Walk, "db" | "ledgerNumber" | "keys" | "scope">): Walk {
  return { ...over, frontier: EMPTY_FRONTIER, origin: null };
}

/** Takes the next entries in order, with the nodes and checkpoints that they complete, and moves the walk past them. */
export async function checkPage(walk: Walk, rows: readonly LedgerEntryRow[]): Promise<LedgerFault | null> {
  const { ledgerNumber } = walk;
  const checkpoints = await checkpointsBySize(walk, rows.length);
  const completed: TreeNode[] = [];
  for (const row of rows) {
    const index = walk.frontier.size;
    const what = entryFault(walk, row);
    if (what !== null) return { ledgerNumber, what, index };
    const { frontier, nodes } = appendLeaf(LEDGER_CRYPTO, walk.frontier, Buffer.from(row.leafHash, "hex"));
    walk.frontier = frontier;
    completed.push(...nodes);
    const checkpoint = checkpoints.get(frontier.size);
    const disagreement = checkpoint ? checkpointFault(walk, checkpoint) : null;
    if (disagreement !== null) return { ledgerNumber, what: disagreement, size: frontier.size };
  }
  return walk.scope === "all" ? findNodeFault(walk, completed) : null;
}

function entryFault(walk: Walk, { index, recordId, entryJson, leafHash }: LedgerEntryRow): EntryFaultKind | null {
  if (index !== walk.frontier.size) return "entryMissing";
  const bytes = utf8Of(entryJson);
  if (hexOf(hashLeaf(LEDGER_CRYPTO, bytes)) !== leafHash) return "leafHashWrong";
  const parsed = parseEntry(bytes);
  if ("fault" in parsed) return "entryMalformed";
  const { ledger, record, prev } = parsed.entry;
  walk.origin ??= ledger;
  if (ledger !== walk.origin) return "entryForeign";
  if (record !== recordId) return "recordOther";
  return prev !== undefined && prev >= index ? "prevAhead" : null;
}

async function findNodeFault({ db, ledgerNumber }: Walk, nodes: readonly TreeNode[]): Promise<LedgerFault | null> {
  for (const [level, expected] of byLevel(nodes)) {
    const from = expected[0]?.index ?? 0;
    const stored = await selectLedgerNodes(db, { ledgerNumber, level, from, limit: expected.length });
    for (const [place, { index, hash }] of expected.entries()) {
      const node = stored[place];
      if (node?.index !== index) return { ledgerNumber, what: "nodeMissing", level, index };
      if (node.hash !== hexOf(hash)) return { ledgerNumber, what: "nodeWrong", level, index };
    }
  }
  return null;
}

function byLevel(nodes: readonly TreeNode[]): Map<number, TreeNode[]> {
  const levels = new Map<number, TreeNode[]>();
  for (const node of nodes) {
    const level = levels.get(node.level);
    if (level) level.push(node);
    else levels.set(node.level, [node]);
  }
  return levels;
}

async function checkpointsBySize({ db, ledgerNumber, frontier }: Walk, count: number): Promise<Map<number, CheckpointRow>> {
  const rows = await selectCheckpoints(db, { ledgerNumber, after: frontier.size, limit: count });
  return new Map(rows.map((row) => [row.size, row]));
}

function checkpointFault({ frontier, keys, origin }: Walk, { rootHash, note }: CheckpointRow): CheckpointFaultKind | null {
  const root = rootOf(LEDGER_CRYPTO, frontier);
  if (hexOf(root) !== rootHash) return "rootOther";
  const text = writeTreeHead({ origin: origin ?? "", size: frontier.size, rootHash: root });
  if (!note.startsWith(`${text}\n`)) return "noteOther";
  return keys === null || openCheckpoint(LEDGER_CRYPTO, note, keys).state === "signed" ? null : "noteUnsigned";
}
