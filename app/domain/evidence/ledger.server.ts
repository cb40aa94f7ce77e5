import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger-crypto.server";
import { checkPage, startWalk, type LedgerFault, type Walk } from "#app/domain/evidence/ledger-walk.server";
import { hexOf, isEqual } from "#app/ledger/bytes";
import { openCheckpoint, type TreeHead } from "#app/ledger/checkpoint";
import type { NoteKey } from "#app/ledger/note";
import { readFrontier, rootOf } from "#app/ledger/tree";
import type { Portal } from "#app/portal.server";
import { findNodeBeyond, findRepeatedEntry, nodeReader, selectCheckpoints, selectLedgerEntries, selectLedgers } from "#db/ledger";

/** A ledger that agrees with itself; the root hash in hexadecimal. */
export type CheckedLedger = { ledgerNumber: number; origin: string; size: number; rootHash: string };

/** What the database alone cannot tell: the keys that are trusted, and checkpoints kept outside it, each a signed note. */
export type Outside = { keys: readonly NoteKey[]; checkpoints: readonly string[] };

/** A checkpoint kept outside to which the database does not come up. */
export type OutsideFault = { what: "outsideUnsigned" | "outsideUnknown" | "outsideAhead" | "outsideOther"; checkpoint: string };

export type LedgerCheck =
  | { state: "consistent"; ledgers: CheckedLedger[] }
  | { state: "broken"; fault: LedgerFault | OutsideFault };

/** Entries read at once. */
const PAGE = 1024;

/**
 * Computes every hash of every ledger anew and compares it with what is stored: entries, nodes, checkpoints. Says what is wrong and
 * where at the first fault. Rows removed from the end together with their checkpoints, or a whole ledger written anew, show only
 * against checkpoints kept outside; signatures are checked when keys are given. Entries may be added meanwhile.
 */
export async function checkLedger({ db }: Pick<Portal, "db">, outside: Partial<Outside> = {}): Promise<LedgerCheck> {
  const ledgers: CheckedLedger[] = [];
  for (const ledgerNumber of await selectLedgers(db)) {
    const walk = startWalk({ db, ledgerNumber, keys: outside.keys ?? null });
    const fault = (await walkToEnd(walk)) ?? (await findRepeated(walk)) ?? takenOrigin(walk, ledgers);
    if (fault) return { state: "broken", fault };
    ledgers.push({ ledgerNumber, origin: walk.origin ?? "", size: walk.frontier.size, rootHash: hexOf(rootOf(LEDGER_CRYPTO, walk.frontier)) });
  }
  for (const checkpoint of outside.checkpoints ?? []) {
    const what = await disagreement({ db }, { checkpoint, keys: outside.keys ?? [], ledgers });
    if (what !== null) return { state: "broken", fault: { what, checkpoint } };
  }
  return { state: "consistent", ledgers };
}

async function walkToEnd(walk: Walk): Promise<LedgerFault | null> {
  for (;;) {
    const rows = await nextRows(walk);
    if (rows.length === 0) {
      const beyond = await findBeyond(walk);
      if (!beyond || (await nextRows(walk)).length === 0) return beyond;
      continue;
    }
    const fault = await checkPage(walk, rows);
    if (fault) return fault;
  }
}

function nextRows({ db, ledgerNumber, frontier }: Walk): ReturnType<typeof selectLedgerEntries> {
  return selectLedgerEntries(db, { ledgerNumber, from: frontier.size, limit: PAGE });
}

/** What is stored for a larger tree than the entries make; entries that came meanwhile may explain it. */
async function findBeyond({ db, ledgerNumber, frontier: { size } }: Walk): Promise<LedgerFault | null> {
  const node = await findNodeBeyond(db, { ledgerNumber, size });
  if (node) return { ledgerNumber, what: "nodeBeyond", level: node.level, index: node.index };
  const [checkpoint] = await selectCheckpoints(db, { ledgerNumber, after: size, limit: 1 });
  return checkpoint ? { ledgerNumber, what: "checkpointAhead", size: checkpoint.size } : null;
}

async function findRepeated({ db, ledgerNumber }: Walk): Promise<LedgerFault | null> {
  const index = await findRepeatedEntry(db, ledgerNumber);
  return index === null ? null : { ledgerNumber, what: "entryRepeated", index };
}

function takenOrigin({ ledgerNumber, origin }: Walk, ledgers: readonly CheckedLedger[]): LedgerFault | null {
  return ledgers.some((other) => other.origin === origin) ? { ledgerNumber, what: "originTaken", index: 0 } : null;
}

type Comparison = { checkpoint: string; keys: readonly NoteKey[]; ledgers: readonly CheckedLedger[] };

async function disagreement({ db }: Pick<Portal, "db">, { checkpoint, keys, ledgers }: Comparison): Promise<OutsideFault["what"] | null> {
  const opened = openCheckpoint(LEDGER_CRYPTO, checkpoint, keys);
  if (opened.state !== "signed") return "outsideUnsigned";
  const ledger = ledgers.find(({ origin }) => origin === opened.head.origin);
  if (!ledger) return "outsideUnknown";
  if (opened.head.size > ledger.size) return "outsideAhead";
  return (await hasRoot({ db }, ledger.ledgerNumber, opened.head)) ? null : "outsideOther";
}

async function hasRoot({ db }: Pick<Portal, "db">, ledgerNumber: number, { size, rootHash }: TreeHead): Promise<boolean> {
  const frontier = await readFrontier(nodeReader(db, ledgerNumber), size);
  return isEqual(rootOf(LEDGER_CRYPTO, frontier), rootHash);
}
