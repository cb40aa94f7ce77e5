import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { DomainError } from "#app/domain/refusal";
import type { Settings } from "#app/settings";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates (DER) by which the operator trusts a time authority; none where no file is named. Throws file-unreadable and file-unfit. */
export async function readTimeAnchors({ timeAuthorityCaFile: file }: Pick<Settings, "timeAuthorityCaFile">): Promise<Uint8Array[]> {
  if (file === null) return [];
  const text = await readFile(file, "latin1").catch((error: NodeJS.ErrnoException) => {
    throw new DomainError("file-unreadable", { file, fault: error.message });
  });
  const blocks = text.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) throw new DomainError("file-unfit", { file, place: "", fault: "it holds no certificate in PEM" });
  return blocks.map((block) => readCertificate(block, file));
}

function readCertificate(block: string, file: string): Uint8Array {
  try {
    return Uint8Array.from(new X509Certificate(block).raw);
  } catch {
    throw new DomainError("file-unfit", { file, place: "", fault: "a certificate in it is damaged" });
  }
}
