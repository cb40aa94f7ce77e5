import { sha256Of } from "#app/domain/digest";
import { timeTokenContent } from "#app/domain/evidence/entries/time-token";
import { newEntry } from "#app/domain/evidence/new-entry";
import { readTimeAnchors } from "#app/domain/evidence/time/time-authority.server";
import type { TimeFault } from "#app/domain/evidence/time/time-token";
import { requestTimeToken, type TimeAnswer } from "#app/domain/evidence/time/time-token-request.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { utf8Of } from "#app/ledger/bytes";
import type { Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";
import { findNewestCheckpoint } from "#db/ledger/ledger";
import type { CheckpointRow, TimeTokenRow } from "#db/schema/ledger";
import { findTimeTokenOver, selectTimeTokens, type StampedCheckpoint } from "#db/ledger/time-tokens";

type Stamping = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** What came of it: a token that is kept, no authority to ask, or what was wrong with its answer and what it said of it. */
export type Stamp =
  | { state: "stamped"; token: TimeTokenRow }
  | { state: "unset" }
  | { state: "failed"; fault: TimeFault; said: string };

/** How long an authority may take to answer. */
const PATIENCE_MS = 10_000;
const DAY_MS = 86_400_000;

/**
 * Has the newest checkpoint stamped by the configured authority and keeps the token, with its entry; of a day's token over all that is entered
 * nothing new is asked. A dead or false authority is an outcome. Throws ledger-stopped, and file-unreadable or file-unfit for the file of certificates.
 */
export async function stampCheckpoint(portal: Stamping, signal: AbortSignal = AbortSignal.timeout(PATIENCE_MS)): Promise<Stamp> {
  const { timeAuthorityUrl: url } = portal.settings;
  if (url === null) return { state: "unset" };
  const anchors = await readTimeAnchors(portal.settings);
  const checkpoint = await storedCheckpoint(portal);
  const [latest] = await selectTimeTokens(portal.db, { ledgerNumber: checkpoint.ledgerNumber, limit: 1 });
  if (latest && coversAllBut(latest, checkpoint) && !isDayOld(latest, portal.now())) return { state: "stamped", token: latest };
  const answer = await requestTimeToken({ url, content: utf8Of(checkpoint.note), anchors, signal });
  return answer.state === "sound" ? { state: "stamped", token: await keepToken(portal, checkpoint, answer) } : { ...answer, state: "failed" };
}

/** The same, where the last token is a day old or there is none; null where nothing is due. */
export async function stampDaily(portal: Stamping, signal: AbortSignal): Promise<Stamp | null> {
  if (portal.settings.timeAuthorityUrl === null || portal.ledger.fault()) return null;
  const [latest] = await selectTimeTokens(portal.db, { ledgerNumber: portal.ledger.open().number, limit: 1 });
  if (latest && !isDayOld(latest, portal.now())) return null;
  return stampCheckpoint(portal, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
}

/** Where an entry stands. */
export type EntryPlace = { ledgerNumber: number; index: number };

/** The token over the most entries of those that cover an entry; the entry is not younger than `notAfter`, the earliest time that one of them states. */
export type CoveringToken = StampedCheckpoint & { notAfter: Instant };

/** What outside authorities said of the time of an entry; null while no token covers it. */
export async function findCoveringToken({ db }: Pick<Portal, "db">, place: EntryPlace): Promise<CoveringToken | null> {
  const latest = await findTimeTokenOver(db, { ...place, which: "latest" });
  const earliest = await findTimeTokenOver(db, { ...place, which: "earliest" });
  return latest && earliest && { ...latest, notAfter: earliest.genTime };
}

/** The note as it is stored: the checkpoint of a ledger whose key was changed meanwhile may have been signed by another. */
async function storedCheckpoint({ db, ledger }: Stamping): Promise<CheckpointRow> {
  const { number } = ledger.open();
  await ledger.checkpoint();
  const stored = await findNewestCheckpoint(db, number);
  if (!stored) throw new Error("a checkpoint that was given is not stored");
  return stored;
}

/** Whether nothing was entered since the token but the token. */
function coversAllBut(latest: TimeTokenRow, checkpoint: CheckpointRow): boolean {
  return latest.size + 1 === checkpoint.size;
}

function isDayOld({ recordedAt }: TimeTokenRow, now: Instant): boolean {
  return Date.parse(now) - Date.parse(recordedAt) >= DAY_MS;
}

async function keepToken(portal: Stamping, checkpoint: CheckpointRow, { token, said }: Extract<TimeAnswer, { state: "sound" }>): Promise<TimeTokenRow> {
  const at = portal.now();
  const row = {
    id: newId("tst", at),
    ledgerNumber: checkpoint.ledgerNumber,
    size: checkpoint.size,
    noteSha256: sha256Of(checkpoint.note),
    ...said,
    tokenBase64: Buffer.from(token).toString("base64"),
    happenedAt: at,
    recordedAt: at,
  };
  await portal.writer.commit({ steps: [insertRow("timeTokens", row)], entries: [newEntry(portal.ledger.open(), timeTokenContent(row))] });
  return row;
}
