import { randomBytes } from "node:crypto";
import { sha256Of } from "#app/domain/digest";

/** A new secret for a session or a link: 256 bits, fit for cookies and addresses. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token: the SHA-256 of its text, in lower-case hexadecimal. */
export function tokenDigest(token: string): string {
  return sha256Of(token);
}
