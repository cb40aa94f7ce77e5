import { MOST_EVIDENCE_BYTES, UnreadableEvidence } from "#app/ledger/evidence-file";
import { MOST_HANDED_FILES, type HandedFile } from "#app/ledger/handed-in";

/** The files that a person chose. Throws UnreadableEvidence, for too many or too large ones before they are read. */
export async function readChosen(files: readonly File[]): Promise<HandedFile[]> {
  if (files.length > MOST_HANDED_FILES) throw new UnreadableEvidence("tooMany", "files");
  if (files.reduce((sum, { size }) => sum + size, 0) > MOST_EVIDENCE_BYTES) throw new UnreadableEvidence("tooLarge");
  return Promise.all(files.map(readOne));
}

async function readOne(file: File): Promise<HandedFile> {
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    throw new UnreadableEvidence("fileUnreadable", file.name);
  }
}
