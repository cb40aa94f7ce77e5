import { sha256Of } from "#app/domain/digest";
import { DomainError } from "#app/domain/refusal";

/** The longest text of an agreement that is taken in. */
export const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/** A text as it is stored, and the hash of the file as it was given. */
export type Source = { body: string; originalSha256: string };

/**
 * Reads a file's bytes as a text to store: valid UTF-8, without BOM, with LF. `file` names it in refusals: throws what
 * readExactText refuses.
 */
export function readSource(bytes: Uint8Array, file: string): Source {
  const body = readExactText(bytes, file).replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  return { body, originalSha256: sha256Of(bytes) };
}

/** A file's bytes as text, with BOM and line endings as they are. Throws text-too-large, text-binary, text-not-utf8, text-empty. */
export function readExactText(bytes: Uint8Array, file: string): string {
  if (bytes.length > MAX_TEXT_BYTES) throw new DomainError("text-too-large", { file, megabytes: MAX_TEXT_BYTES / 1024 / 1024 });
  const nul = bytes.indexOf(0);
  if (nul !== -1) throw new DomainError("text-binary", { file, line: lineAt(bytes, nul) });
  const text = Buffer.from(bytes).toString("utf8");
  const fault = firstDifference(bytes, Buffer.from(text));
  if (fault !== -1) throw new DomainError("text-not-utf8", { file, line: lineAt(bytes, fault) });
  if (text.trim() === "") throw new DomainError("text-empty", { file });
  return text;
}

/** Where the bytes part; a broken sequence does not survive decoding. -1 when they are the same. */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  if (Buffer.compare(a, b) === 0) return -1;
  return a.findIndex((byte, index) => byte !== b[index]);
}

function lineAt(bytes: Uint8Array, offset: number): number {
  return bytes.subarray(0, offset).reduce((line, byte) => (byte === 0x0a ? line + 1 : line), 1);
}
