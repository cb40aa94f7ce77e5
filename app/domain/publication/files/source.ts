import { DomainError } from "#app/domain/refusal";
import { decodeSource, MAX_SOURCE_BYTES, readSource as readSourceText, type SourceRefusal } from "#app/domain/text/source";

/** The longest text of an agreement that is taken in. */
export const MAX_TEXT_BYTES = MAX_SOURCE_BYTES;

/** A text as it is stored, and the hash of the file as it was given. */
export type Source = { body: string; originalSha256: string };

/**
 * Reads a file's bytes as a text to store: valid UTF-8, without BOM, with LF. `file` names it in refusals: throws
 * text-too-large, text-binary, text-not-utf8, text-empty.
 */
export function readSource(bytes: Uint8Array, file: string): Source {
  const { text, originalSha256 } = accepted(readSourceText(bytes), bytes, file);
  return { body: text, originalSha256 };
}

/** A file's bytes as text, with BOM and line endings as they are. Throws what readSource throws. */
export function readExactText(bytes: Uint8Array, file: string): string {
  return accepted(decodeSource(bytes), bytes, file).text;
}

function accepted<T extends { ok: true }>(source: T | SourceRefusal, bytes: Uint8Array, file: string): T {
  if (source.ok) return source;
  const line = lineAt(bytes, source.offset);
  switch (source.reason) {
    case "too-large":
      throw new DomainError("text-too-large", { file, megabytes: MAX_TEXT_BYTES / 1024 / 1024 });
    case "binary":
      throw new DomainError("text-binary", { file, line });
    case "not-utf8":
      throw new DomainError("text-not-utf8", { file, line });
    case "empty":
      throw new DomainError("text-empty", { file });
  }
}

function lineAt(bytes: Uint8Array, offset: number): number {
  return bytes.subarray(0, offset).reduce((line, byte) => (byte === 0x0a ? line + 1 : line), 1);
}
