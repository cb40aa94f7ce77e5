import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import type { Instant } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";
import { parseDecimal } from "#app/ledger/checkpoint";
import { writeConsistency } from "#app/ledger/consistency";
import { consistencyProof } from "#app/ledger/tree";
import type { Portal } from "#app/portal.server";
import { findNewestCheckpoint, nodeReader } from "#db/ledger/ledger";
import { selectKeyChanges, selectOpenedLedgers } from "#db/ledger/book";
import type { CheckpointRow, KeyChangeRow, LedgerRow, TimeTokenRow } from "#db/schema/ledger";
import { findTimeToken, selectTimeTokens } from "#db/ledger/time-tokens";

/** A verifier key as one line, with the time of its use; `retiredAt` is null while it signs. */
export type PublishedKey = { line: string; introducedAt: Instant; retiredAt: Instant | null };

/** What outsiders are told of a ledger. */
export type PublishedLedger = {
  number: number;
  origin: string;
  openedAt: Instant;
  /** Why the ledger before it was closed; "" for the first. */
  reason: string;
  /** The newest first. */
  keys: PublishedKey[];
  /** The newest that was signed and stored: at most a second behind what is committed. */
  checkpoint: Pick<CheckpointRow, "size" | "rootHash" | "note" | "recordedAt"> | null;
};

/** What an authority outside said of the time of a checkpoint (RFC 3161). */
export type PublishedToken = Pick<TimeTokenRow, "id" | "authority" | "genTime" | "size"> & { isTrusted: boolean };

/** How many of the newest time tokens are listed; a year of daily ones. */
const LISTED_TOKENS = 366;

/** Every ledger of the portal, the newest first, its time tokens, and whether it stands still for a fault. Writes and signs nothing. */
export async function readTransparency(
  { db, ledger }: Pick<Portal, "db" | "ledger">,
): Promise<{ ledgers: PublishedLedger[]; tokens: PublishedToken[]; isStopped: boolean }> {
  const changes = await selectKeyChanges(db);
  const rows = (await selectOpenedLedgers(db)).reverse();
  const ledgers = await Promise.all(rows.map((row) => readLedger({ db }, row, changes)));
  const tokens = (await selectTimeTokens(db, { limit: LISTED_TOKENS })).map(publishedToken);
  return { ledgers, tokens, isStopped: ledger.fault() !== null };
}

function publishedToken({ id, authority, genTime, size, anchorSha256 }: TimeTokenRow): PublishedToken {
  return { id, authority, genTime, size, isTrusted: anchorSha256 !== null };
}

/** A time token with the checkpoint that it is about, each as the bytes that `openssl ts -verify` takes. Throws page-unknown. */
export async function readTimeToken({ db }: Pick<Portal, "db">, id: string): Promise<{ token: Uint8Array<ArrayBuffer>; checkpoint: string }> {
  const found = await findTimeToken(db, id);
  if (!found) throw new DomainError("page-unknown");
  return { token: new Uint8Array(Buffer.from(found.tokenBase64, "base64")), checkpoint: found.note };
}

async function readLedger({ db }: Pick<Portal, "db">, { number, origin, reason, happenedAt }: LedgerRow, changes: readonly KeyChangeRow[]): Promise<PublishedLedger> {
  const row = await findNewestCheckpoint(db, number);
  const checkpoint = row && { size: row.size, rootHash: row.rootHash, note: row.note, recordedAt: row.recordedAt };
  return { number, origin, openedAt: happenedAt, reason, keys: keysOf(changes.filter(({ ledgerNumber }) => ledgerNumber === number)), checkpoint };
}

function keysOf(changes: readonly KeyChangeRow[]): PublishedKey[] {
  const introduced = changes.filter(({ act }) => act === "introduced").toReversed();
  return introduced.map(({ verifierKey, happenedAt }) => {
    const retired = changes.find((change) => change.act === "retired" && change.verifierKey === verifierKey);
    return { line: verifierKey, introducedAt: happenedAt, retiredAt: retired?.happenedAt ?? null };
  });
}

/** The newest checkpoint that was signed and stored. Throws sizes-invalid while there is none. */
export async function readCheckpoint(portal: Pick<Portal, "db" | "ledger">): Promise<Pick<CheckpointRow, "size" | "note">> {
  const { ledgers } = await readTransparency(portal);
  const newest = ledgers[0]?.checkpoint;
  if (!newest) throw new DomainError("sizes-invalid", { size: 0 });
  return newest;
}

/** Sizes as they were asked for; null for the newest. */
export type AskedSizes = { from: string | null; to: string | null };

/**
 * The proof that the ledger of one size extends that of a smaller one, with the checkpoint over the larger, as text. Throws sizes-invalid
 * for what are no sizes of this ledger, and ledger-stopped where an earlier checkpoint would have to be signed.
 */
export async function readConsistency(portal: Pick<Portal, "db" | "ledger">, asked: AskedSizes): Promise<{ from: number; to: number; text: string }> {
  const { ledgers } = await readTransparency(portal);
  const newest = ledgers[0];
  const size = newest?.checkpoint?.size ?? 0;
  const from = parseDecimal(asked.from ?? "") ?? 0;
  const to = asked.to === null ? size : (parseDecimal(asked.to) ?? 0);
  if (!newest?.checkpoint || from < 1 || from > to || to > size) throw new DomainError("sizes-invalid", { size });
  const checkpoint = to === size ? newest.checkpoint.note : await portal.ledger.checkpoint(to);
  const hashes = await consistencyProof({ ...LEDGER_CRYPTO, readNode: nodeReader(portal.db, newest.number) }, from, to);
  return { from, to, text: writeConsistency({ oldSize: from, hashes, checkpoint }) };
}
