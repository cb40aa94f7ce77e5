import { createHash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import type { ZipFile } from "yazl";
import type { BagFile } from "#app/domain/compliance/bag/bag-file";
import { writeTagFiles, type Digest, type Listed } from "#app/ledger/bagit";

/** The time that every file in the ZIP bears, so that the same files give the same bytes: the first that ZIP can tell, on any clock. */
const FIXED = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 } as const;

export type BagParts = {
  /** The one folder in the ZIP. */
  base: string;
  /** The files in their order, given what is known of those before. */
  payload(listed: readonly Listed[]): AsyncIterable<BagFile>;
  /** What bag-info.txt says, by label, once the payload is known. */
  info(payload: readonly Listed[]): Readonly<Record<string, string>>;
};

/** A bag as a ZIP file, piece by piece as it is asked for: the payload as it comes, the manifests after it. Nothing is read ahead of who asks. */
export async function* zipBag(parts: BagParts): AsyncGenerator<Uint8Array> {
  const { default: yazl } = await import("yazl");
  const zip = new yazl.ZipFile();
  const output = new PassThrough();
  const fail = (error: unknown) => void output.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on("error", fail);
  zip.outputStream.pipe(output);
  fill(zip, parts).catch(fail);
  for await (const piece of output) yield piece;
}

async function fill(zip: ZipFile, { base, payload, info }: BagParts): Promise<void> {
  const listed: Listed[] = [];
  for await (const { path, content } of payload(listed)) listed.push(await add(zip, { base, path: `data/${path}`, content }));
  for (const [path, bytes] of writeTagFiles(digestOf, listed, info(listed))) zip.addBuffer(Buffer.from(bytes), `${base}/${path}`, FIXED);
  zip.end();
}

function digestOf(...[algorithm, bytes]: Parameters<Digest>): string {
  return createHash(algorithm).update(bytes).digest("hex");
}

/** Writes one file and waits until it is written: what follows is not read before. */
function add(zip: ZipFile, { base, path, content }: { base: string } & BagFile): Promise<Listed> {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      hash.update(piece);
      bytes += piece.length;
      if (piece.length > 0) yield piece;
    }
  }
  return new Promise((resolve, reject) => {
    zip.addReadStreamLazy(`${base}/${path}`, FIXED, (begin) => {
      const stream = Readable.from(counted(), { objectMode: false });
      stream.on("error", reject).on("end", () => resolve({ path, sha256: hash.digest("hex"), bytes }));
      begin(null, stream);
    });
  });
}
