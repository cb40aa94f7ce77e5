import { wholeFile, type BagFile } from "#app/domain/compliance/bag/bag-file";
import type { BagLedger, BagScope } from "#app/domain/compliance/bag/survey.server";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { openCheckpoint } from "#app/ledger/checkpoint";
import { writeConsistency } from "#app/ledger/consistency";
import { writeVerifierKey } from "#app/ledger/note";
import { consistencyProof } from "#app/ledger/tree";
import type { Portal } from "#app/portal.server";
import { selectTokensWithin } from "#db/compliance/bag";
import { nodeReader } from "#db/ledger/ledger";
import { findCheckpointBelow } from "#db/ledger/book";
import type { StampedCheckpoint } from "#db/ledger/time-tokens";

type Reading = Pick<Portal, "db" | "ledger">;

/** Each entry is held against every checkpoint of its ledger: more than this would tell nobody more. */
const MOST_TOKENS = 12;

/** The time tokens of a ledger that a bag brings along. */
export type LedgerTokens = { ledger: BagLedger; tokens: StampedCheckpoint[] };

/**
 * Of each ledger the time tokens that the tree of the bag holds: for each entry the one over the smallest tree that covers it, thinned where they are many, and
 * the newest. Those that came later are left out, so that the same checkpoint gives the same.
 */
export async function readTokens({ db }: Pick<Portal, "db">, { ledgerNumber, size }: BagScope, ledgers: readonly BagLedger[]): Promise<LedgerTokens[]> {
  return Promise.all(ledgers.map(async (ledger) => {
    const within = await selectTokensWithin(db, { of: ledger.number, ledgerNumber, size });
    const tokens = within.filter((token, place) => token.size <= ledger.size && within.findIndex((other) => other.size === token.size) === place);
    const covering = new Set(ledger.indexes.map((index) => tokens.find((token) => token.size > index)));
    return { ledger, tokens: thinned(tokens.filter((token, place) => covering.has(token) || place === tokens.length - 1)) };
  }));
}

function thinned(tokens: readonly StampedCheckpoint[]): StampedCheckpoint[] {
  if (tokens.length <= MOST_TOKENS) return [...tokens];
  const step = (tokens.length - 1) / (MOST_TOKENS - 1);
  return Array.from({ length: MOST_TOKENS }, (_, place) => tokens[Math.round(place * step)]).filter((token) => token !== undefined);
}

/** A signed checkpoint, by the name under which its files lie. */
type Note = { name: string; size: number; note: string };

/** Checkpoints with the proofs that they are of one history, the time tokens over them, and the keys that signed them. */
export async function outsideFiles(portal: Reading, held: readonly LedgerTokens[]): Promise<BagFile[]> {
  const files: BagFile[] = [];
  const notes: string[] = [];
  for (const { ledger, tokens } of held) {
    const own = { name: `${ledger.number}-${ledger.size}`, size: ledger.size, note: ledger.checkpoint };
    const others = await otherNotes(portal, ledger, tokens);
    for (const other of others) files.push(await consistencyFile(portal, ledger, other));
    for (const { name, note } of [own, ...others]) files.push(wholeFile(`checkpoints/${name}.checkpoint`, note));
    files.push(...tokens.map(({ size, tokenBase64 }) => wholeFile(`timestamps/${ledger.number}-${size}.tst`, Buffer.from(tokenBase64, "base64"))));
    notes.push(own.note, ...others.map(({ note }) => note));
  }
  return [wholeFile("keys.vkey", keyLines(portal, notes)), ...files];
}

/** The checkpoints that were stamped and, from before the first entry of the bag, the last that was signed. */
async function otherNotes({ db }: Reading, ledger: BagLedger, tokens: readonly StampedCheckpoint[]): Promise<Note[]> {
  const before = await findCheckpointBelow(db, { ledgerNumber: ledger.number, size: (ledger.indexes[0] ?? 0) + 1 });
  const sized = new Map([...(before && before.size > 0 ? [before] : []), ...tokens].map(({ size, note }) => [size, note]));
  sized.delete(ledger.size);
  return [...sized].map(([size, note]) => ({ name: `${ledger.number}-${size}`, size, note }));
}

async function consistencyFile({ db }: Reading, { number, size, checkpoint }: BagLedger, other: Note): Promise<BagFile> {
  const hashes = await consistencyProof({ ...LEDGER_CRYPTO, readNode: nodeReader(db, number) }, other.size, size);
  return wholeFile(`consistency/${other.name}.consistency`, writeConsistency({ oldSize: other.size, hashes, checkpoint }));
}

/** Those of the portal's keys by which one of the checkpoints is signed, a line each. */
function keyLines({ ledger }: Reading, notes: readonly string[]): string {
  const signing = ledger.keys().filter((key) => notes.some((note) => openCheckpoint(LEDGER_CRYPTO, note, [key]).state === "signed"));
  return signing.map((key) => `${writeVerifierKey(key)}\n`).join("");
}
