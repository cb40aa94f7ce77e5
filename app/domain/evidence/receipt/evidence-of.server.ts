import { DEVICE_TAGS } from "#app/domain/evidence/entries/act";
import { readFiles } from "#app/domain/evidence/receipt/files.server";
import { readOpenings } from "#app/domain/evidence/openings.server";
import { readConsistency, readProof, readProofs, type RecordProof } from "#app/domain/evidence/receipt/proof.server";
import { utf8Of } from "#app/ledger/bytes";
import { erasureOf, parseEntry } from "#app/ledger/entry";
import type { HeldEvidence, TimeToken } from "#app/ledger/evidence-file";
import type { Evidence } from "#app/ledger/verify";
import type { Portal } from "#app/portal.server";
import { selectErasures } from "#db/erasure/erasure";
import { selectSweepsOf } from "#db/erasure/retention-plans";
import { findActParties } from "#db/delegation";
import { findCheckpointBelow } from "#db/ledger/book";
import { findTimeTokenOver } from "#db/ledger/time-tokens";

type Reading = Pick<Portal, "db" | "keys" | "ledger">;

/** An act, and the account that asks for its evidence. */
export type AskedEvidence = { actId: string; accountId: string };

/**
 * All that a stranger needs to check an act offline: its entry and proof, a checkpoint from before it, the files that it rests on, the
 * verifier keys, and what opens its commitments. What is known of the device is only for whoever used it. Null where no signed
 * checkpoint covers the act.
 */
export async function readEvidenceOf(portal: Reading, { actId, accountId }: AskedEvidence): Promise<HeldEvidence | null> {
  const [proof, act] = await Promise.all([readProof(portal, actId), findActParties(portal.db, actId)]);
  if (!proof || !act) return null;
  const kept = await readOpenings(portal, actId);
  const mayShow = (tag: string) => act.actorId === accountId || !DEVICE_TAGS.includes(tag);
  const evidence: Evidence = {
    entry: utf8Of(proof.entryJson),
    proof: proof.proof,
    held: await readHeld(portal, proof),
    files: await readFiles(portal, proof.entryJson),
    openings: kept.flatMap(({ tag, opened }) => (opened && mayShow(tag) ? opened : [])),
  };
  const erasure = kept.some(({ opened }) => opened === null) ? await readErasure(portal, { actId, partyId: act.partyId, proof }) : null;
  return { evidence: erasure ? { ...evidence, erasure } : evidence, keys: portal.ledger.keys(), timeTokens: await readTimeTokens(portal, proof) };
}

/** What outside authorities signed about checkpoints over the entry: the earliest, and that over the most entries. */
async function readTimeTokens({ db }: Pick<Portal, "db">, { ledgerNumber, index }: RecordProof): Promise<TimeToken[]> {
  const [earliest, latest] = [await findTimeTokenOver(db, { ledgerNumber, index, which: "earliest" }), await findTimeTokenOver(db, { ledgerNumber, index, which: "latest" })];
  const different = earliest?.id === latest?.id ? [earliest] : [earliest, latest];
  return different.flatMap((each) => (each ? [{ checkpoint: each.note, token: Buffer.from(each.tokenBase64, "base64") }] : []));
}

/** The newest checkpoint from before the entry, and the proof that nothing of it was changed since. */
async function readHeld(portal: Reading, { ledgerNumber, index, size }: RecordProof): Promise<NonNullable<Evidence["held"]>> {
  const earlier = await findCheckpointBelow(portal.db, { ledgerNumber, size: index + 1 });
  if (!earlier || earlier.size === 0) return [];
  return [{ checkpoint: earlier.note, proof: await readConsistency(portal, { from: earlier.size, to: size, ledgerNumber }) }];
}

/** The entry which says that openings were destroyed, by an erasure of the party or at the end of their period, where it names this one. */
async function readErasure(portal: Reading, { actId, partyId, proof }: { actId: string; partyId: string; proof: RecordProof }): Promise<Evidence["erasure"] | null> {
  const erased = (await selectErasures(portal.db, [partyId])).filter(({ act }) => act !== "stopped").map(({ id }) => id);
  for (const recordId of [...erased.toReversed(), ...(await selectSweepsOf(portal.db, actId))]) {
    const found = (await readProofs(portal, recordId)).find((each) => namesEntry(each, proof));
    if (found) return { entry: utf8Of(found.entryJson), proof: found.proof };
  }
  return null;
}

/** Whether an entry says that what opens the other was destroyed: it names ledger and index. */
function namesEntry({ entryJson }: RecordProof, named: RecordProof): boolean {
  const [saying, about] = [entryJson, named.entryJson].map((json) => parseEntry(utf8Of(json)));
  if (!saying || !about || !("entry" in saying) || !("entry" in about)) return false;
  const erasure = erasureOf(saying.entry);
  return erasure !== null && erasure.ledger === about.entry.ledger && erasure.entries.includes(named.index);
}
