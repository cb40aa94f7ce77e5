import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Changes with the running program: the hash of the file that holds this line, which is the whole bundle once built. */
export const BUILD = createHash("sha256").update(readFileSync(fileURLToPath(import.meta.url))).digest("base64url");
