import { randomBytes } from "node:crypto";
import { link, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

const SECRET_BYTES = 32;

/** A secret that cannot be what was written. */
export class SecretBrokenError extends Error {}

/** The 32 random bytes kept in the file, as keepFile keeps them. */
export async function keepSecret(file: string): Promise<Buffer> {
  const bytes = await keepFile(file, () => randomBytes(SECRET_BYTES));
  if (bytes.length === SECRET_BYTES) return bytes;
  throw new SecretBrokenError(`${file} is damaged: it has ${bytes.length} bytes instead of ${SECRET_BYTES}. Put it back from its backup.`);
}

/**
 * What the file holds, made when it is missing and readable by this user only. Two who make it at once
 * get the same: each writes a file of its own, and the first to give it the name wins.
 */
export async function keepFile(file: string, make: () => Buffer): Promise<Buffer> {
  return (await readIfThere(file)) ?? (await makeFile(file, make()));
}

/** What the file holds; null where it is missing. */
export function readIfThere(file: string): Promise<Buffer | null> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

/** Puts this in the place of what the file held, all or nothing. */
export async function replaceFile(file: string, bytes: Buffer): Promise<void> {
  const candidate = candidateFor(file);
  await writeDurably(candidate, bytes);
  try {
    await rename(candidate, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(candidate, { force: true });
    throw error;
  }
}

async function makeFile(file: string, bytes: Buffer): Promise<Buffer> {
  const candidate = candidateFor(file);
  await writeDurably(candidate, bytes);
  try {
    await link(candidate, file);
    await syncFolder(dirname(file));
    return bytes;
  } catch (error) {
    const earlier = await readIfThere(file);
    if (earlier) return earlier;
    throw error;
  } finally {
    await rm(candidate);
  }
}

function candidateFor(file: string): string {
  return `${file}.${randomBytes(6).toString("hex")}`;
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
