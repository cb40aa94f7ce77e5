import { readFiles } from "#app/domain/evidence/receipt/files.server";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { readOpenings } from "#app/domain/evidence/openings.server";
import { readConsistency, readProof } from "#app/domain/evidence/receipt/proof.server";
import { utf8Of } from "#app/ledger/bytes";
import { openCheckpoint } from "#app/ledger/checkpoint";
import { verifyEvidence, type Evidence, type Verification } from "#app/ledger/verify";
import type { Portal } from "#app/portal.server";

/** What a stranger is given about a record: its entry and proof, an earlier checkpoint, the files that it rests on, and its openings. */
export async function evidenceOf(portal: Portal, recordId: string, earlier: string): Promise<Evidence> {
  const proof = await readProof(portal, recordId);
  if (!proof) throw new Error(`${recordId} has no proof`);
  const held = openCheckpoint(LEDGER_CRYPTO, earlier, portal.ledger.keys());
  if (held.state !== "signed") throw new Error(`the earlier checkpoint is ${held.state}`);
  const openings = (await readOpenings(portal, recordId)).map(({ opened }) => opened);
  return {
    entry: utf8Of(proof.entryJson),
    proof: proof.proof,
    held: [{ checkpoint: earlier, proof: await readConsistency(portal, { from: held.head.size, to: proof.size }) }],
    files: await readFiles(portal, proof.entryJson),
    openings: openings.filter((opening) => opening !== null),
  };
}

/** The four levels of a record's evidence, by the keys of its portal. */
export async function levelsOf(portal: Portal, evidence: Evidence): Promise<Record<"logged" | "consistent" | "text" | "person", Verification["logged"]["state"] | "erased">> {
  const { logged, consistent, text, person } = verifyEvidence(LEDGER_CRYPTO, evidence, portal.ledger.keys());
  return { logged: logged.state, consistent: consistent.state, text: text.state, person: person.state };
}
