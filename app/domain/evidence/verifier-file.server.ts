import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** Where bin/scripts.mjs puts it, from the project's root. */
const FILE = "build/standalone/concordat-verify.mjs";

export type VerifierFile = { bytes: Uint8Array<ArrayBuffer>; sha256: string };

/** The one-file verifier of this build; null where it was not built. */
export async function readVerifierFile(): Promise<VerifierFile | null> {
  const bytes = await readFile(FILE).catch(() => null);
  return bytes && { bytes: new Uint8Array(bytes), sha256: createHash("sha256").update(bytes).digest("hex") };
}
