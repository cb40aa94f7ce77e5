import { base64Of, parseBase64 } from "#app/ledger/bytes";
import { HASH_BYTES, type LedgerCrypto } from "#app/ledger/crypto";
import { isKeyName, openNote, signNote, type NoteKey, type NoteSigner } from "#app/ledger/note";

/** A ledger at one size. The origin names the ledger, as its key's name does. */
export type TreeHead = { origin: string; size: number; rootHash: Uint8Array };

const DECIMAL = /^(?:0|[1-9][0-9]*)$/;

/** What a checkpoint says (C2SP tlog-checkpoint): origin, size and root hash, a line each. Throws on a head that cannot be. */
export function writeTreeHead({ origin, size, rootHash }: TreeHead): string {
  if (!isKeyName(origin)) throw new Error(`no ledger may be called "${origin}"`);
  if (!Number.isSafeInteger(size) || size < 0) throw new Error(`no ledger has the size ${size}`);
  if (rootHash.length !== HASH_BYTES) throw new Error(`a root hash has 32 bytes, not ${rootHash.length}`);
  return `${origin}\n${size}\n${base64Of(rootHash)}\n`;
}

/** Reads the text of a checkpoint; further lines are allowed and say nothing to us. Null for anything else. */
export function parseTreeHead(text: string): TreeHead | null {
  if (!text.endsWith("\n")) return null;
  const lines = text.slice(0, -1).split("\n");
  const [origin = "", size = "", root = ""] = lines;
  const count = parseDecimal(size);
  const rootHash = parseBase64(root);
  if (lines.includes("") || count === null || rootHash?.length !== HASH_BYTES) return null;
  return { origin, size: count, rootHash };
}

/** A whole number in ASCII digits without leading zeros, up to 2^53 − 1; null for anything else. */
export function parseDecimal(text: string): number | null {
  const number = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : null;
}

/** The checkpoint of a head, signed by each signer. Whoever calls answers for never signing two heads that contradict each other. */
export function signCheckpoint(head: TreeHead, signers: readonly NoteSigner[]): string {
  return signNote(writeTreeHead(head), signers);
}

/** A checkpoint's head and the keys that signed it, or why it says nothing. */
export type OpenedCheckpoint = { state: "signed"; head: TreeHead; by: NoteKey[] } | { state: "malformed" | "unknownKey" | "forged" };

/**
 * Opens a checkpoint by the keys that are trusted: a line of a known key that does not hold fails it. One key that bears the
 * ledger's own name must have signed, so that whoever is trusted for one ledger cannot speak for another. Never throws.
 */
export function openCheckpoint(crypto: LedgerCrypto, checkpoint: string, keys: readonly NoteKey[]): OpenedCheckpoint {
  const note = openNote(crypto, checkpoint, keys);
  if (note.state !== "signed") return { state: note.state };
  const head = parseTreeHead(note.text);
  if (!head) return { state: "malformed" };
  return note.by.some(({ name }) => name === head.origin) ? { state: "signed", head, by: note.by } : { state: "unknownKey" };
}
