import { citationsIn, type Citation } from "#app/domain/evidence/ledger/citation";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { checkPage, startWalk, type LedgerFault, type Walk } from "#app/domain/evidence/ledger/walk.server";
import { hexOf, isEqual, utf8Of } from "#app/ledger/bytes";
import { openCheckpoint, type TreeHead } from "#app/ledger/checkpoint";
import { parseEntry } from "#app/ledger/entry";
import type { NoteKey } from "#app/ledger/note";
import { readFrontier, rootOf } from "#app/ledger/tree";
import type { Portal } from "#app/portal.server";
import { findNodeBeyond, findRepeatedEntry, nodeReader, selectCheckpoints, selectEntriesOfRecord, selectLedgerEntries, selectLedgers } from "#db/ledger/ledger";
import { selectFirstEntries, selectKeyChanges, selectOpenedLedgers } from "#db/ledger/book";

/** A ledger that agrees with itself; the root hash in hexadecimal. */
export type CheckedLedger = {
  ledgerNumber: number;
  origin: string;
  size: number;
  rootHash: string;
  /** Why no more of it than this is relied on, as a later ledger cites it. */
  brokenBy?: NonNullable<Citation["fault"]>;
};

/** What the database alone cannot tell: the keys that are trusted, and checkpoints kept outside it, each a signed note. */
export type Outside = { keys: readonly NoteKey[]; checkpoints: readonly string[] };

/** A checkpoint kept outside to which the database does not come up. */
export type OutsideFault = { what: "outsideUnsigned" | "outsideUnknown" | "outsideAhead" | "outsideOther"; checkpoint: string };

export type LedgerCheck =
  | { state: "consistent"; ledgers: CheckedLedger[] }
  | { state: "broken"; fault: LedgerFault | OutsideFault };

/** Entries read at once. */
const PAGE = 1024;

/** Waits between pages, so that a check beside the portal's work is gentle; it may throw to end the check. */
export type Pace = () => Promise<void>;

/**
 * Computes every hash of every ledger anew and compares it with what is stored: entries, nodes, checkpoints. Says what is wrong and
 * where at the first fault. Rows removed from the end together with their checkpoints, or a whole ledger written anew, show only
 * against checkpoints kept outside; signatures are checked when keys are given. Of a ledger that a later one cites as broken, only what is relied on is
 * checked. Entries may be added meanwhile.
 */
export async function checkLedger({ db }: Pick<Portal, "db">, outside: Partial<Outside> = {}, pace?: Pace): Promise<LedgerCheck> {
  const ledgers: CheckedLedger[] = [];
  const citations = await readCitations(db);
  for (const ledgerNumber of await selectLedgers(db)) {
    const citation = citations.get(ledgerNumber);
    const walk = startWalk({ db, ledgerNumber, keys: outside.keys ?? null, scope: citation?.fault ? "entries" : "all" });
    const fault = (await walkAsCited(walk, { citation, pace })) ?? takenOrigin(walk, ledgers);
    if (fault) return { state: "broken", fault };
    ledgers.push(checked(walk, citation));
  }
  const unlike = await findBookFault(db, ledgers.concat(withoutEntries(ledgers, citations)));
  if (unlike) return { state: "broken", fault: unlike };
  for (const checkpoint of outside.checkpoints ?? []) {
    const what = await disagreement({ db }, { checkpoint, keys: outside.keys ?? [], ledgers });
    if (what !== null) return { state: "broken", fault: { what, checkpoint } };
  }
  return { state: "consistent", ledgers };
}

/** Takes a walk through its first entries, up to that size. */
export async function walkTo(walk: Walk, size: number): Promise<LedgerFault | null> {
  while (walk.frontier.size < size) {
    const rows = await nextRows(walk, Math.min(PAGE, size - walk.frontier.size));
    if (rows.length === 0) return { ledgerNumber: walk.ledgerNumber, what: "entryMissing", index: walk.frontier.size };
    const fault = await checkPage(walk, rows);
    if (fault) return fault;
  }
  return null;
}

type Asked = { citation: Citation | undefined; pace: Pace | undefined };

async function walkAsCited(walk: Walk, { citation, pace }: Asked): Promise<LedgerFault | null> {
  const fault = citation?.fault ? await walkTo(walk, citation.size) : ((await walkToEnd(walk, pace)) ?? (await findRepeated(walk)));
  if (fault || !citation) return fault;
  const { size, rootHash } = citation;
  const isAsCited = size === walk.frontier.size && rootHash === hexOf(rootOf(LEDGER_CRYPTO, walk.frontier));
  return isAsCited ? null : { ledgerNumber: walk.ledgerNumber, what: "citedOther", size };
}

function checked({ ledgerNumber, origin, frontier }: Walk, citation: Citation | undefined): CheckedLedger {
  const rootHash = hexOf(rootOf(LEDGER_CRYPTO, frontier));
  return { ledgerNumber, origin: origin ?? citation?.ledger ?? "", size: frontier.size, rootHash, ...(citation?.fault && { brokenBy: citation.fault }) };
}

/** What later ledgers say of earlier ones, by their numbers; the latest word counts. */
async function readCitations(db: Portal["db"]): Promise<Map<number, Citation>> {
  const entries = (await selectFirstEntries(db)).map(({ entryJson }) => parseEntry(utf8Of(entryJson)));
  const citations = entries.flatMap((parsed) => ("entry" in parsed ? citationsIn(parsed.entry) : []));
  return new Map(citations.map((citation) => [citation.number, citation]));
}

/** Ledgers of which nothing is left, as a later one says. */
function withoutEntries(ledgers: readonly CheckedLedger[], citations: ReadonlyMap<number, Citation>): CheckedLedger[] {
  const left = [...citations.values()].filter(({ number, size }) => size === 0 && !ledgers.some(({ ledgerNumber }) => ledgerNumber === number));
  return left.map(({ number: ledgerNumber, ledger: origin, size, rootHash, fault }) => ({ ledgerNumber, origin, size, rootHash, ...(fault && { brokenBy: fault }) }));
}

/** Whether the rows that name ledgers and keys say what the entries say. */
async function findBookFault(db: Portal["db"], ledgers: readonly CheckedLedger[]): Promise<LedgerFault | null> {
  for (const { number: ledgerNumber, origin } of await selectOpenedLedgers(db)) {
    const ledger = ledgers.find((each) => each.ledgerNumber === ledgerNumber);
    if (!ledger) return { ledgerNumber, what: "entryMissing", index: 0 };
    if (ledger.origin !== origin) return { ledgerNumber, what: "originOther", index: 0 };
  }
  for (const { id, ledgerNumber, act, verifierKey } of await selectKeyChanges(db)) {
    if (ledgers.find((each) => each.ledgerNumber === ledgerNumber)?.brokenBy) continue;
    const entries = (await selectEntriesOfRecord(db, id)).map(({ entryJson }) => parseEntry(utf8Of(entryJson)));
    const isRecorded = entries.some((parsed) => "entry" in parsed && parsed.entry.kind === `key.${act}` && parsed.entry.body?.key === verifierKey);
    if (!isRecorded) return { ledgerNumber, what: "keyUnrecorded", key: verifierKey };
  }
  return null;
}

async function walkToEnd(walk: Walk, pace: Pace | undefined): Promise<LedgerFault | null> {
  for (;;) {
    await pace?.();
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

function nextRows({ db, ledgerNumber, frontier }: Walk, limit = PAGE): ReturnType<typeof selectLedgerEntries> {
  return selectLedgerEntries(db, { ledgerNumber, from: frontier.size, limit });
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
