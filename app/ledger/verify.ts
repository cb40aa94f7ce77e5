import { hexOf, isEqual } from "#app/ledger/bytes";
import { openCheckpoint, type TreeHead } from "#app/ledger/checkpoint";
import { isCommitmentTo, type Opening } from "#app/ledger/commitment";
import type { LedgerCrypto } from "#app/ledger/crypto";
import { erasureOf, parseEntry, type Entry, type EntryFault } from "#app/ledger/entry";
import type { NoteKey } from "#app/ledger/note";
import { parseProof } from "#app/ledger/proof";
import { hashLeaf, isExtension, isIncluded } from "#app/ledger/tree";

/** What a stranger holds. Any part may be altered, cut, of another ledger, or nonsense. */
export type Evidence = {
  /** The very bytes of the entry. */
  entry: Uint8Array;
  /** The text of its .tlog-proof. */
  proof: string;
  /** Checkpoints of other times, each with the proof that leads from the smaller tree to the larger. */
  held?: readonly { checkpoint: string; proof: readonly Uint8Array[] }[];
  /** Texts, screens and other files that the entry is said to rest on, under any names. */
  files?: readonly { name: string; bytes: Uint8Array }[];
  openings?: readonly Opening[];
  /** The entry that records the erasure of what this one commits to, and its proof. */
  erasure?: { entry: Uint8Array; proof: string };
};

/** One of the four answers. `about` names what a reason is about: a file, a tag, a place in a list. */
export type Answer<Reason extends string> =
  | { state: "yes" }
  | { state: "no"; reason: Reason; about?: string }
  | { state: "notGiven"; about?: string };

export type LoggedReason =
  | "proofMalformed" | "checkpointMalformed" | "checkpointForged" | "keyUnknown" | "notInTree" | "otherLedger" | EntryFault;

export type ConsistentReason = "notLogged" | "heldMalformed" | "heldForged" | "heldKeyUnknown" | "heldOtherLedger" | "inconsistent";

export type PersonReason = "openingWrong" | "openingForeign" | "erasureUnproved" | "erasureOfOthers";

/** The four levels, each answered for itself, and what was read on the way. */
export type Verification = {
  /** The entry is in a ledger whose checkpoint a trusted key signed. */
  logged: Answer<LoggedReason>;
  /** That checkpoint agrees with every other one held. */
  consistent: Answer<ConsistentReason>;
  /** The files given are those that the entry rests on, and none of those is missing. */
  text: Answer<"fileForeign">;
  /** The openings given are those of the entry; or the person was erased, which is no failure. */
  person: Answer<PersonReason> | { state: "erased"; at: string; ground: string };
  entry: Entry | null;
  index: number | null;
  head: TreeHead | null;
};

type Logged = Pick<Verification, "logged" | "entry" | "index" | "head">;

/**
 * Checks evidence by the keys that whoever asks has reason to trust, without network. Never throws, whatever it is given. Texts
 * and persons are compared with the entry as given: they say something about the ledger only where `logged` says yes.
 */
export function verifyEvidence(crypto: LedgerCrypto, evidence: Evidence, keys: readonly NoteKey[]): Verification {
  const found = findInLedger(crypto, evidence, keys);
  return {
    ...found,
    consistent: checkHeld({ crypto, keys, head: found.head }, evidence.held ?? []),
    text: checkFiles(crypto, found.entry?.hashes ?? {}, evidence.files ?? []),
    person: checkPerson({ crypto, keys, found }, evidence),
  };
}

function findInLedger(crypto: LedgerCrypto, { entry: bytes, proof: text }: Pick<Evidence, "entry" | "proof">, keys: readonly NoteKey[]): Logged {
  const parsed = parseEntry(bytes);
  const entry = "entry" in parsed ? parsed.entry : null;
  const proof = parseProof(text);
  if (!proof) return { logged: { state: "no", reason: "proofMalformed" }, entry, index: null, head: null };
  const opened = openCheckpoint(crypto, proof.checkpoint, keys);
  if (opened.state !== "signed") return { logged: { state: "no", reason: CHECKPOINT_REASONS[opened.state] }, entry, index: null, head: null };
  const { head } = opened;
  const inclusion = { ...head, index: proof.index, leafHash: hashLeaf(crypto, bytes), proof: proof.hashes };
  if (!isIncluded(crypto, inclusion)) return { logged: { state: "no", reason: "notInTree" }, entry, index: null, head };
  const read = { entry, index: proof.index, head };
  if ("fault" in parsed) return { logged: { state: "no", reason: parsed.fault }, ...read };
  if (parsed.entry.ledger !== head.origin) return { logged: { state: "no", reason: "otherLedger" }, ...read };
  return { logged: { state: "yes" }, ...read };
}

const CHECKPOINT_REASONS = { malformed: "checkpointMalformed", forged: "checkpointForged", unknownKey: "keyUnknown" } as const;
const HELD_REASONS = { malformed: "heldMalformed", forged: "heldForged", unknownKey: "heldKeyUnknown" } as const;

type Checking = { crypto: LedgerCrypto; keys: readonly NoteKey[]; head: TreeHead | null };

function checkHeld({ crypto, keys, head }: Checking, held: NonNullable<Evidence["held"]>): Answer<ConsistentReason> {
  if (held.length === 0) return { state: "notGiven" };
  if (!head) return { state: "no", reason: "notLogged" };
  for (const [place, { checkpoint, proof }] of held.entries()) {
    const other = openCheckpoint(crypto, checkpoint, keys);
    const reason = other.state === "signed" ? disagreement(crypto, [head, other.head], proof) : HELD_REASONS[other.state];
    if (reason !== null) return { state: "no", reason, about: String(place) };
  }
  return { state: "yes" };
}

function disagreement(crypto: LedgerCrypto, [one, other]: [TreeHead, TreeHead], proof: readonly Uint8Array[]): ConsistentReason | null {
  if (one.origin !== other.origin) return "heldOtherLedger";
  const [older, newer] = one.size <= other.size ? [one, other] : [other, one];
  const extension = { oldSize: older.size, newSize: newer.size, oldRoot: older.rootHash, newRoot: newer.rootHash, proof };
  const isEmpty = older.size === 0 && proof.length === 0 && isEqual(older.rootHash, crypto.sha256(new Uint8Array()));
  return isEmpty || isExtension(crypto, extension) ? null : "inconsistent";
}

function checkFiles(crypto: LedgerCrypto, hashes: NonNullable<Entry["hashes"]>, files: NonNullable<Evidence["files"]>): Answer<"fileForeign"> {
  const given = files.map(({ name, bytes }) => ({ name, sha256: hexOf(crypto.sha256(bytes)) }));
  const named = Object.values(hashes);
  const foreign = given.find(({ sha256 }) => !named.includes(sha256));
  if (foreign) return { state: "no", reason: "fileForeign", about: foreign.name };
  const missing = Object.keys(hashes).find((name) => !given.some(({ sha256 }) => sha256 === hashes[name]));
  if (missing !== undefined) return { state: "notGiven", about: missing };
  return given.length > 0 ? { state: "yes" } : { state: "notGiven" };
}

type CheckingPerson = { crypto: LedgerCrypto; keys: readonly NoteKey[]; found: Logged };

function checkPerson({ crypto, keys, found }: CheckingPerson, { openings = [], erasure }: Evidence): Verification["person"] {
  const commitments = found.entry?.commitments ?? {};
  for (const opening of openings) {
    const commitment = Object.hasOwn(commitments, opening.tag) ? commitments[opening.tag] : undefined;
    if (commitment === undefined) return { state: "no", reason: "openingForeign", about: opening.tag };
    if (!isCommitmentTo(crypto, commitment, opening)) return { state: "no", reason: "openingWrong", about: opening.tag };
  }
  const missing = Object.keys(commitments).find((tag) => !openings.some((opening) => opening.tag === tag));
  if (missing === undefined) return openings.length > 0 ? { state: "yes" } : { state: "notGiven" };
  return erasure ? checkErasure(findInLedger(crypto, erasure, keys), found) : { state: "notGiven", about: missing };
}

function checkErasure(recorded: Logged, found: Logged): Verification["person"] {
  const erasure = recorded.logged.state === "yes" && recorded.entry ? erasureOf(recorded.entry) : null;
  if (!erasure) return { state: "no", reason: "erasureUnproved" };
  const isOfThis = erasure.ledger === found.head?.origin && found.index !== null && erasure.entries.includes(found.index);
  if (!isOfThis) return { state: "no", reason: "erasureOfOthers" };
  return { state: "erased", at: erasure.at, ground: erasure.ground };
}
