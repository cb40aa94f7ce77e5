import { DEVICE_TAGS } from "#app/domain/evidence/entries/act";
import { readFiles } from "#app/domain/evidence/files.server";
import { readOpenings } from "#app/domain/evidence/openings.server";
import { readConsistency, readProof, type RecordProof } from "#app/domain/evidence/proof.server";
import { utf8Of } from "#app/ledger/bytes";
import { erasureOf, parseEntry } from "#app/ledger/entry";
import type { HeldEvidence } from "#app/ledger/evidence-file";
import type { Evidence } from "#app/ledger/verify";
import type { Portal } from "#app/portal.server";
import { selectErasures } from "#db/erasure";
import { findActParties } from "#db/delegation";
import { findCheckpointBelow } from "#db/ledger-book";

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
  const erasure = kept.some(({ opened }) => opened === null) ? await readErasure(portal, { partyId: act.partyId, proof }) : null;
  return { evidence: erasure ? { ...evidence, erasure } : evidence, keys: portal.ledger.keys(), timeTokens: [] };
}

/** The newest checkpoint from before the entry, and the proof that nothing of it was changed since. */
async function readHeld(portal: Reading, { ledgerNumber, index, size }: RecordProof): Promise<NonNullable<Evidence["held"]>> {
  const earlier = await findCheckpointBelow(portal.db, { ledgerNumber, size: index + 1 });
  if (!earlier || earlier.size === 0) return [];
  return [{ checkpoint: earlier.note, proof: await readConsistency(portal, { from: earlier.size, to: size, ledgerNumber }) }];
}

/** The entry which says that the party's openings were destroyed, where it names this one. */
async function readErasure(portal: Reading, { partyId, proof }: { partyId: string; proof: RecordProof }): Promise<Evidence["erasure"] | null> {
  const erased = (await selectErasures(portal.db, [partyId])).find(({ act }) => act === "erased");
  const found = erased && (await readProof(portal, erased.id));
  const parsed = found && parseEntry(utf8Of(found.entryJson));
  const names = parsed && "entry" in parsed && erasureOf(parsed.entry)?.entries.includes(proof.index);
  return found && names ? { entry: utf8Of(found.entryJson), proof: found.proof } : null;
}
