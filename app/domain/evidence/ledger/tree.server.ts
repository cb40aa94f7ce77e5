import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { appendLeaf, frontierPlaces, hashLeaf } from "#app/ledger/tree";
import type { LedgerTree } from "#db/ledger/append";

/** The tree's arithmetic as the writer is given it. */
export const LEDGER_TREE: LedgerTree = {
  hashLeaf: (entry) => hashLeaf(LEDGER_CRYPTO, entry),
  appendLeaf: (frontier, leafHash) => appendLeaf(LEDGER_CRYPTO, frontier, leafHash),
  frontierPlaces,
};
