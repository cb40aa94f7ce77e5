import { createHash } from "node:crypto";

/** SHA-256 as lower-case hexadecimal; text is hashed as its UTF-8 bytes. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
