import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { MAX_TEXT_BYTES } from "#app/domain/publication/files/source";
import { DomainError } from "#app/domain/refusal";

/** Reads a file that the command line names, relative to the folder where the person stands. Throws refusals that name it. */
export async function readInputFile(path: string, folder: string): Promise<Uint8Array> {
  try {
    return await readUpToLimit(path, folder);
  } catch (error) {
    throw error instanceof DomainError ? error : new DomainError("file-unreadable", { file: path, fault: faultOf(error) });
  }
}

/** Reads no further than the limit, so that an endless or huge file costs nothing. */
async function readUpToLimit(path: string, folder: string): Promise<Uint8Array> {
  const file = await open(resolve(folder, path));
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_TEXT_BYTES) throw new DomainError("text-too-large", { file: path, megabytes: MAX_TEXT_BYTES / 1024 / 1024 });
    }
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

const FAULTS: Record<string, string> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "this is a folder, not a file",
  EACCES: "the file may not be read",
  EPERM: "the file may not be read",
};

/** Why a file cannot be read, in words. */
export function faultOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return FAULTS[code] ?? (error instanceof Error ? error.message : String(error));
}
