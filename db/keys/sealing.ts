import {
  createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject,
} from "node:crypto";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Names the form of the text that follows: AES-256-GCM, nonce, ciphertext and tag in base64url. */
const FORM = "v1.";

/** A sealed text that does not open: altered, moved to another place, or sealed under another key. */
export class SealBrokenError extends Error {
  constructor(place: string) {
    super(`the sealed value of ${place} was altered or belongs elsewhere`);
    this.name = "SealBrokenError";
  }
}

/** A fresh random key. */
export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** The key for one purpose, derived from the master key (HKDF-SHA-256). Throws unless the master key has 32 bytes. */
export function deriveKey(masterKey: Buffer, purpose: string): KeyObject {
  if (masterKey.length !== KEY_BYTES) throw new TypeError(`a master key has ${KEY_BYTES} bytes, not ${masterKey.length}`);
  return createSecretKey(Buffer.from(hkdfSync("sha256", masterKey, "", `concordat ${purpose}`, KEY_BYTES)));
}

/** Encrypts and authenticates a value for one place (such as a column and a party); it opens at no other. */
export function sealBytes(key: KeyObject, place: string, value: Buffer): string {
  const nonce = nextNonce();
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
  return FORM + Buffer.concat([nonce, cipher.update(value), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

/** Random bytes for many nonces, drawn at once: each draw costs more than a sealing. */
const drawn = { bytes: Buffer.alloc(0), used: 0 };
const NONCES_DRAWN = 256;

/** Bytes that no nonce had before. */
function nextNonce(): Buffer {
  if (drawn.used === drawn.bytes.length) {
    drawn.bytes = randomBytes(NONCES_DRAWN * NONCE_BYTES);
    drawn.used = 0;
  }
  drawn.used += NONCE_BYTES;
  return drawn.bytes.subarray(drawn.used - NONCE_BYTES, drawn.used);
}

/** The value that was sealed for this place. Throws SealBrokenError. */
export function openBytes(key: KeyObject, place: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed.slice(FORM.length), "base64url");
  const isWhole = sealed === FORM + bytes.toString("base64url") && bytes.length >= NONCE_BYTES + TAG_BYTES;
  if (!isWhole) throw new SealBrokenError(place);
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealBrokenError(place);
  }
}

/** The look-up hash of an e-mail address: the same for every way of writing it that differs only in case or form. */
export function addressHash(key: KeyObject, address: string): string {
  return createHmac("sha256", key).update(address.trim().normalize("NFC").toLowerCase()).digest("hex");
}
