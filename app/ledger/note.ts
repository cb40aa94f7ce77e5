import { base64Of, hexOf, joinBytes, parseBase64, parseHex, utf8Of } from "#app/ledger/bytes";
import type { Hashing, LedgerCrypto } from "#app/ledger/crypto";

/** A public key that signs notes (C2SP signed-note), told apart by name and id together. */
export type NoteKey = {
  name: string;
  /** The first four bytes of SHA-256(name ‖ LF ‖ 01 ‖ public key), in hexadecimal. */
  id: string;
  publicKey: Uint8Array;
};

/** A key with the means to sign by it (Ed25519). */
export type NoteSigner = { key: NoteKey; sign(message: Uint8Array): Uint8Array };

type NoteSignature = { name: string; keyId: string; signature: Uint8Array };

/** The number that signed-note assigns to Ed25519. */
const ED25519 = 1;
const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const KEY_ID_BYTES = 4;

/** More than any checkpoint needs; a reader must take 16 signatures, which may have some thousand bytes each. */
const MOST_CHARACTERS = 1_000_000;
const MOST_SIGNATURES = 100;

const NAME = /^[^\p{White_Space}\p{Cc}\p{Surrogate}+]+$/u;
const UNWRITABLE = /[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u;
const VERIFIER_KEY = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/;
const SIGNATURE_LINE = /^— ([^ ]+) ([^ ]+)$/;

/** Whether a key may bear the name: not empty, no white space, no plus sign. */
export function isKeyName(name: string): boolean {
  return NAME.test(name);
}

/** The key of this name. Throws when the name or the length of the key is not allowed. */
export function noteKey(hashing: Hashing, name: string, publicKey: Uint8Array): NoteKey {
  if (!isKeyName(name)) throw new Error(`no key may be called "${name}"`);
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw new Error(`an Ed25519 key has 32 bytes, not ${publicKey.length}`);
  const hash = hashing.sha256(joinBytes(utf8Of(`${name}\n`), Uint8Array.of(ED25519), publicKey));
  return { name, id: hexOf(hash.subarray(0, KEY_ID_BYTES)), publicKey };
}

/** The key as one line for people to publish and compare: `name+id+base64(01 ‖ public key)`. */
export function writeVerifierKey({ name, id, publicKey }: NoteKey): string {
  return `${name}+${id}+${base64Of(joinBytes(Uint8Array.of(ED25519), publicKey))}`;
}

/** The key of such a line; null where it is malformed, its id does not fit, or it is not for Ed25519. */
export function parseVerifierKey(hashing: Hashing, line: string): NoteKey | null {
  const [, name = "", id, encoded = ""] = VERIFIER_KEY.exec(line) ?? [];
  const bytes = parseBase64(encoded);
  if (!isKeyName(name) || bytes?.[0] !== ED25519 || bytes.length !== 1 + PUBLIC_KEY_BYTES) return null;
  const key = noteKey(hashing, name, bytes.subarray(1));
  return key.id === id ? key : null;
}

/** The text, which ends in a newline, with one line of signature for each signer. Throws where the text cannot be a note's. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!text.endsWith("\n") || UNWRITABLE.test(text)) throw new Error("the text of a note ends in a newline and has no other control character");
  const message = utf8Of(text);
  const lines = signers.map(({ key, sign }) => `— ${key.name} ${base64Of(joinBytes(keyIdBytes(key), sign(message)))}\n`);
  return `${text}\n${lines.join("")}`;
}

/** What became of a note: its text and the keys that signed it, or why it says nothing. `name` is that of the key at fault. */
export type OpenedNote =
  | { state: "signed"; text: string; by: NoteKey[] }
  | { state: "malformed" }
  | { state: "unknownKey" }
  | { state: "forged"; name: string };

/** Opens a note: lines of unknown keys are ignored, every line of a known key must hold, and one must be there. Never throws. */
export function openNote(crypto: LedgerCrypto, note: string, keys: readonly NoteKey[]): OpenedNote {
  const parsed = parseNote(note);
  if (!parsed) return { state: "malformed" };
  const message = utf8Of(parsed.text);
  const by = new Set<NoteKey>();
  for (const { name, keyId, signature } of parsed.signatures) {
    const key = keys.find((each) => each.name === name && each.id === keyId);
    if (!key) continue;
    if (signature.length !== SIGNATURE_BYTES || !crypto.verifyEd25519(key.publicKey, message, signature)) return { state: "forged", name };
    by.add(key);
  }
  return by.size > 0 ? { state: "signed", text: parsed.text, by: [...by] } : { state: "unknownKey" };
}

/** The text up to the last empty line, and the signatures after it; null where that is not the form. */
function parseNote(note: string): { text: string; signatures: NoteSignature[] } | null {
  const blank = note.lastIndexOf("\n\n");
  if (blank < 0 || note.length > MOST_CHARACTERS || !note.endsWith("\n") || UNWRITABLE.test(note)) return null;
  const lines = note.slice(blank + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) return null;
  const signatures = lines.map(parseSignature).filter((signature) => signature !== null);
  return signatures.length === lines.length ? { text: note.slice(0, blank + 1), signatures } : null;
}

function parseSignature(line: string): NoteSignature | null {
  const [, name = "", encoded = ""] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = parseBase64(encoded);
  if (!isKeyName(name) || !bytes || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: hexOf(bytes.subarray(0, KEY_ID_BYTES)), signature: bytes.subarray(KEY_ID_BYTES) };
}

function keyIdBytes({ id }: NoteKey): Uint8Array {
  const bytes = parseHex(id);
  if (!bytes) throw new Error(`"${id}" is not the id of a key`);
  return bytes;
}
