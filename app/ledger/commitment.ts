import { hexOf, joinBytes, utf8Of } from "#app/ledger/bytes";
import { canonicalJson, isInProfile, type JsonValue } from "#app/ledger/canonical";
import type { Hashing } from "#app/ledger/crypto";

/** What opens a commitment: a value, the field it belongs to, and 32 random bytes, new for each field of each entry. */
export type Opening = { tag: string; opening: Uint8Array; value: JsonValue };

/** Length of an opening: as hard to guess as the hash. */
export const OPENING_BYTES = 32;

const BLOCK_BYTES = 64;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/**
 * The commitment to a personal value: HMAC-SHA-256(opening, tag ‖ 00 ‖ JCS(value)), in hexadecimal. It says nothing about the
 * value once the opening is destroyed. Throws on an opening, tag or value outside the form.
 */
export function commitmentTo(hashing: Hashing, opened: Opening): string {
  const fault = openingFault(opened);
  if (fault !== null) throw new Error(fault);
  return hexOf(hmacSha256(hashing, opened.opening, utf8Of(`${opened.tag}\0${canonicalJson(opened.value)}`)));
}

/** Whether the opening and value are those committed to. Never throws. */
export function isCommitmentTo(hashing: Hashing, commitment: string, opened: Opening): boolean {
  return openingFault(opened) === null && commitmentTo(hashing, opened) === commitment;
}

/** HMAC with SHA-256 (RFC 2104). */
export function hmacSha256({ sha256 }: Hashing, key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sha256(key) : key);
  const inner = sha256(joinBytes(block.map((byte) => byte ^ INNER_PAD), message));
  return sha256(joinBytes(block.map((byte) => byte ^ OUTER_PAD), inner));
}

function openingFault({ tag, opening, value }: Opening): string | null {
  if (opening.length !== OPENING_BYTES) return `an opening has 32 bytes, not ${opening.length}`;
  if (tag === "" || tag.includes("\0") || !isInProfile(tag)) return "a tag is text without the character 0";
  return isInProfile(value) ? null : "the value is not canonical JSON of the ledger";
}
