import { openCheckpoint } from "#app/ledger/checkpoint";
import type { LedgerCrypto } from "#app/ledger/crypto";
import { UnreadableEvidence, type HeldEvidence } from "#app/ledger/evidence-file";
import type { NoteKey } from "#app/ledger/note";
import { parseProof } from "#app/ledger/proof";
import { verifyEvidence, type Verification } from "#app/ledger/verify";

/** What can be said of evidence as a whole. */
export type Judgement = {
  verification: Verification;
  held: HeldEvidence;
  /** Where the keys come from: from whoever asks, from the page that filled them in, or from the evidence itself, where anyone may have put them. */
  trust: "given" | "filled" | "inside";
  /** The keys that signed the checkpoint, among those gone by; those gone by where none did. */
  keys: readonly NoteKey[];
  /** `selfConsistent`: no level fails, but only by a key that came with the evidence. */
  verdict: "holds" | "selfConsistent" | "fails";
};

/**
 * Checks evidence by the keys that whoever asks has reason to trust; only where there are none, by those that came with it, which
 * shows no more than that it agrees with itself. Throws UnreadableEvidence where there is no key at all.
 */
export function judgeEvidence(crypto: LedgerCrypto, held: HeldEvidence, given: readonly NoteKey[]): Judgement {
  const trust = given.length > 0 ? "given" : "inside";
  const keys = given.length > 0 ? given : held.keys;
  if (keys.length === 0) throw new UnreadableEvidence("keyMissing");
  const verification = verifyEvidence(crypto, held.evidence, keys);
  const opened = openCheckpoint(crypto, parseProof(held.evidence.proof)?.checkpoint ?? "", keys);
  const verdict = hasFailed(verification) ? "fails" : trust === "inside" ? "selfConsistent" : "holds";
  return { verification, held, trust, keys: opened.state === "signed" ? opened.by : keys, verdict };
}

function hasFailed({ logged, consistent, text, person }: Verification): boolean {
  return [logged, consistent, text, person].some(({ state }) => state === "no");
}
