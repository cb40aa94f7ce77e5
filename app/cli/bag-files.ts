import { createHash, getHashes } from "node:crypto";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import yauzl from "yauzl";
import type { BagFiles, Digest } from "#app/ledger/bagit";
import { UnreadableEvidence } from "#app/ledger/evidence-file";

/** More than this is no bag of evidence: a small file can be made to swell without end. */
const MOST_BYTES = 1024 * 1024 * 1024;
const MOST_FILES = 500_000;

const ZIP_START = Buffer.from("PK\u0003\u0004");

/** The digests that a bag may name its files by, as far as this Node has them. */
export const bagDigest: Digest = (algorithm, bytes) => (getHashes().includes(algorithm) ? createHash(algorithm).update(bytes).digest("hex") : null);

/** Whether what lies there is read as a bag: a folder that says so, or a ZIP file by its first bytes. */
export async function isBag(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  if (stats?.isDirectory()) return stat(join(path, "bagit.txt")).then(() => true, () => false);
  if (!stats?.isFile()) return false;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ZIP_START.length), 0, ZIP_START.length, 0);
    return bytesRead === ZIP_START.length && buffer.equals(ZIP_START);
  } finally {
    await file.close();
  }
}

/** The files of a bag, a folder or a ZIP file with the one folder in it, by their paths within the bag. Throws UnreadableEvidence. */
export async function readBagFiles(path: string): Promise<BagFiles> {
  const stats = await stat(path);
  return withinBase(stats.isDirectory() ? await readFolder(path) : await readZip(path));
}

async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = relative(folder, path).split(sep).join("/");
    if (!entry.isFile()) throw new UnreadableEvidence("bagUnsafe", name);
    total += (await stat(path)).size;
    refuseTooMuch(total, files.size);
    files.set(name, await readFile(path));
  }
  return files;
}

function refuseTooMuch(bytes: number, files: number): void {
  if (bytes > MOST_BYTES) throw new UnreadableEvidence("bagTooLarge");
  if (files >= MOST_FILES) throw new UnreadableEvidence("tooMany", "files");
}

/** The package refuses paths that lead out of the folder, and sizes other than those announced. */
async function readZip(path: string): Promise<Map<string, Uint8Array>> {
  try {
    return await readEntries(await openZip(path));
  } catch (error) {
    if (error instanceof UnreadableEvidence) throw error;
    throw new UnreadableEvidence("zipMalformed", error instanceof Error ? error.message : String(error));
  }
}

function openZip(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

function readEntries(zip: yauzl.ZipFile): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let total = 0;
  return new Promise((resolve, reject) => {
    zip.on("error", reject).on("end", () => resolve(files));
    zip.on("entry", (entry: yauzl.Entry) => void take(entry).then(() => zip.readEntry(), fail));
    zip.readEntry();

    async function take(entry: yauzl.Entry): Promise<void> {
      if (entry.fileName.endsWith("/")) return;
      if (files.has(entry.fileName)) throw new UnreadableEvidence("bagTwice", entry.fileName);
      total += entry.uncompressedSize;
      refuseTooMuch(total, files.size);
      files.set(entry.fileName, await readEntry(zip, entry));
    }

    function fail(error: unknown): void {
      zip.close();
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject).on("end", () => resolve(Buffer.concat(chunks)));
    });
  });
}

/** Without the name of the folder that holds the bag, where there is one. */
function withinBase(files: BagFiles): BagFiles {
  if (files.size === 0) throw new UnreadableEvidence("nothingGiven");
  const [base = ""] = [...files.keys()].map((path) => path.slice(0, path.indexOf("/") + 1));
  const isBase = base !== "" && !files.has("bagit.txt") && [...files.keys()].every((path) => path.startsWith(base));
  return isBase ? new Map([...files].map(([path, bytes]) => [path.slice(base.length), bytes])) : files;
}
