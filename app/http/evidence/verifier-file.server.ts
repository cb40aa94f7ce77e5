import { readVerifierFile } from "#app/domain/evidence/verifier-file.server";

/** What pages say of it. */
export async function viewVerifierFile(): Promise<{ sha256: string; kilobytes: number } | null> {
  const file = await readVerifierFile();
  return file && { sha256: file.sha256, kilobytes: Math.ceil(file.bytes.length / 1024) };
}
