import { sha256Of } from "#app/domain/digest";

/** The longest text that is read: about a thousand printed pages. */
export const MAX_SOURCE_BYTES = 4 * 1024 * 1024;

export type SourceRefusal = {
  ok: false;
  reason: "empty" | "too-large" | "binary" | "not-utf8";
  /** Where the first byte stands that cannot be taken; for "too-large" the limit. */
  offset: number;
};

/** A text as it is stored, without BOM and with LF; the hash of the file as it was given, and of the text as stored. */
export type SourceText = { ok: true; text: string; originalSha256: string; sha256: string };

/** Reads the bytes of a text file, or says why they are none. */
export function readSource(bytes: Uint8Array): SourceText | SourceRefusal {
  const decoded = decodeSource(bytes);
  if (!decoded.ok) return decoded;
  const text = decoded.text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  return { ok: true, text, originalSha256: sha256Of(bytes), sha256: sha256Of(text) };
}

/** The text of a file exactly as it is, BOM and line endings kept; the same refusals. */
export function decodeSource(bytes: Uint8Array): { ok: true; text: string } | SourceRefusal {
  if (bytes.length > MAX_SOURCE_BYTES) return { ok: false, reason: "too-large", offset: MAX_SOURCE_BYTES };
  const nul = bytes.indexOf(0);
  if (nul !== -1) return { ok: false, reason: "binary", offset: nul };
  const fault = firstFault(bytes);
  if (fault !== -1) return { ok: false, reason: "not-utf8", offset: fault };
  const control = bytes.findIndex(isControl);
  if (control !== -1) return { ok: false, reason: "binary", offset: control };
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return text.trim() === "" ? { ok: false, reason: "empty", offset: 0 } : { ok: true, text };
}

/** Control characters that no text has; tab, line feed, form feed and carriage return are white space. */
function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) || byte === 0x7f;
}

/** Where the first byte sequence stands that is no well-formed UTF-8 (Unicode, table 3-7); -1 for none. */
function firstFault(bytes: Uint8Array): number {
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index);
    if (length === 0) return index;
    index += length;
  }
  return -1;
}

/** Bytes of the character that begins here; 0 when it is none. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0;
  if (lead < 0x80) return 1;
  const [low, high] = secondByteRange(lead);
  const second = bytes[index + 1] ?? 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (low === 0 || second < low || second > high) return 0;
  for (let further = index + 2; further < index + length; further++) if (((bytes[further] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** Too long forms, surrogates and what lies beyond U+10FFFF show in the second byte. */
function secondByteRange(lead: number): [number, number] {
  if (lead < 0xc2 || lead > 0xf4) return [0, 0];
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  return lead === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}
