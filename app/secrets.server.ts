import { randomBytes } from "node:crypto";
import { link, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";

const SECRET_BYTES = 32;

/** A secret that cannot be what was written. */
export class SecretBrokenError extends Error {}

/**
 * The 32 random bytes kept in the file, made when it is missing and readable by this user only. Two who make it at once
 * get the same: each writes a file of its own, and the first to give it the name wins.
 */
export async function keepSecret(file: string): Promise<Buffer> {
  return (await readSecret(file)) ?? (await makeSecret(file));
}

async function readSecret(file: string): Promise<Buffer | null> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (bytes && bytes.length !== SECRET_BYTES) {
    throw new SecretBrokenError(`${file} is damaged: it has ${bytes.length} bytes instead of ${SECRET_BYTES}. Put it back from its backup.`);
  }
  return bytes;
}

async function makeSecret(file: string): Promise<Buffer> {
  const secret = randomBytes(SECRET_BYTES);
  const candidate = `${file}.${randomBytes(6).toString("hex")}`;
  await writeDurably(candidate, secret);
  try {
    await link(candidate, file);
    await syncFolder(dirname(file));
    return secret;
  } catch (error) {
    const earlier = await readSecret(file);
    if (earlier) return earlier;
    throw error;
  } finally {
    await rm(candidate);
  }
}

async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
