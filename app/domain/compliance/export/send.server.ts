import { createHash } from "node:crypto";
import { fetchContent, fetchEndContent } from "#app/domain/compliance/export/entry";
import { newEntry } from "#app/domain/evidence/new-entry";
import { newId } from "#app/domain/ids";
import type { Actor } from "#app/domain/publication/actor";
import type { Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";
import { selectFetches, type FetchRow } from "#db/compliance/exports";
import type { ExportFetchEndRow, ExportFetchRow } from "#db/schema/exports";

type Recording = Pick<Portal, "writer" | "ledger" | "now">;

/** What was handed over, by its length and its SHA-256. */
export type Sent = Pick<ExportFetchEndRow, "bytes" | "sha256">;

/** Takes the bytes where they go: resolves when all were handed over, and throws when they could not be. */
export type Receiver = (bytes: AsyncIterable<Uint8Array>) => Promise<void>;

export type Sending = { exportId: string; after: string | null; actor: Actor; bytes: AsyncIterable<Uint8Array>; to: Receiver };

/**
 * Hands the file of an export over. That it is fetched is on record, and in the ledger, before the first byte; how it ended when it has: sent, with the hash of all
 * that was handed over, or cut short. Throws what the receiver throws, and ledger-stopped before anything is sent.
 */
export async function sendFile(portal: Recording, { bytes, to, ...asked }: Sending): Promise<Sent> {
  const fetch = await recordFetch(portal, asked);
  const handed = countedBytes(bytes);
  const failure = await to(handed.bytes).then(() => null, (error: unknown) => ({ error }));
  const sent = handed.sum();
  await recordEnd(portal, fetch, { ...sent, outcome: failure ? "cutShort" : "sent" });
  if (failure) throw failure.error;
  return sent;
}

const MOST_SHOWN = 20;

/** The newest fetches of an export, each with its end as far as that is on record. */
export function listFetches({ db }: Pick<Portal, "db">, exportId: string): Promise<FetchRow[]> {
  return selectFetches(db, exportId, MOST_SHOWN);
}

async function recordFetch({ writer, ledger, now }: Recording, { exportId, after, actor }: Pick<Sending, "exportId" | "after" | "actor">): Promise<ExportFetchRow> {
  const at = now();
  const row: ExportFetchRow = { id: newId("xft", at), exportId, afterRow: after ?? "", actorId: actor.accountId, signInId: actor.signInId, happenedAt: at, recordedAt: at };
  await writer.commit({ steps: [insertRow("exportFetches", row)], entries: [newEntry(ledger.open(), fetchContent(row))] });
  return row;
}

async function recordEnd({ writer, ledger, now }: Recording, fetch: ExportFetchRow, ended: Sent & Pick<ExportFetchEndRow, "outcome">): Promise<void> {
  const at = now();
  const row: ExportFetchEndRow = { fetchId: fetch.id, ...ended, happenedAt: at, recordedAt: at };
  await writer.commit({ steps: [insertRow("exportFetchEnds", row)], entries: [newEntry(ledger.open(), fetchEndContent(row, fetch))] });
}

function countedBytes(source: AsyncIterable<Uint8Array>): { bytes: AsyncIterable<Uint8Array>; sum(): Sent } {
  const hash = createHash("sha256");
  let count = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      hash.update(piece);
      count += piece.byteLength;
      yield piece;
    }
  }
  return { bytes: counted(), sum: () => ({ bytes: count, sha256: hash.digest("hex") }) };
}
