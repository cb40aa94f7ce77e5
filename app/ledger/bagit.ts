import { parseUtf8, utf8Of } from "#app/ledger/bytes";

/** The files of a bag (BagIt, RFC 8493) by their paths within it, such as `data/records.jsonl`. */
export type BagFiles = ReadonlyMap<string, Uint8Array>;

/** The digest of the bytes in lower-case hexadecimal; null for an algorithm that is not known. The names are those of RFC 8493: `sha256`, `sha512`, `md5` … */
export type Digest = (algorithm: string, bytes: Uint8Array) => string | null;

export type BagFault =
  | "declarationMissing" | "declarationMalformed" | "manifestMissing" | "manifestMalformed" | "algorithmUnknown"
  | "pathUnsafe" | "listedTwice" | "fileMissing" | "fileUnlisted" | "fileAltered" | "totalOther";

/** What makes a folder no valid bag; `about` names a file. */
export type BagFinding = { fault: BagFault; about: string };

const DECLARATION = /^BagIt-Version: (\d+)\.(\d+)\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/;
const MANIFEST = /^(tag)?manifest-([a-z0-9]+)\.txt$/;
const PAYLOAD = "data/";

/**
 * Whether the files are a bag that is complete and whose digests are right (RFC 8493, section 3): null, or the first thing that is not so. What `fetch.txt`
 * says may be fetched from elsewhere counts as missing.
 */
export function faultOfBag(digest: Digest, files: BagFiles): BagFinding | null {
  const unsafe = [...files.keys()].find((path) => !isSafePath(path));
  if (unsafe !== undefined) return { fault: "pathUnsafe", about: unsafe };
  return declarationFault(files) ?? manifestsFault(digest, files) ?? totalFault(files);
}

/** Whether a path leads to a place within the folder in which it is read, on every system. */
export function isSafePath(path: string): boolean {
  const isOutside = path.startsWith("/") || path.startsWith("~") || path.includes("\\") || path.includes("\0") || /^[a-z]:/i.test(path);
  return path !== "" && !isOutside && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

function declarationFault(files: BagFiles): BagFinding | null {
  const bytes = files.get("bagit.txt");
  if (!bytes) return { fault: "declarationMissing", about: "bagit.txt" };
  return DECLARATION.test(parseUtf8(bytes) ?? "") ? null : { fault: "declarationMalformed", about: "bagit.txt" };
}

type Manifest = { name: string; isOfTags: boolean; algorithm: string; listed: ReadonlyMap<string, string> };

function manifestsFault(digest: Digest, files: BagFiles): BagFinding | null {
  const manifests: Manifest[] = [];
  for (const [name, bytes] of files) {
    const read = readManifest(name, bytes);
    if (read && "fault" in read) return read;
    if (read) manifests.push(read);
  }
  const ofPayload = manifests.filter(({ isOfTags }) => !isOfTags);
  if (ofPayload.length === 0) return { fault: "manifestMissing", about: "manifest-sha256.txt" };
  return first(manifests, (manifest) => listedFault(digest, files, manifest)) ?? unlistedFault(files, ofPayload);
}

function readManifest(name: string, bytes: Uint8Array): Manifest | BagFinding | null {
  const [, tag, algorithm = ""] = MANIFEST.exec(name) ?? [];
  if (algorithm === "") return null;
  const isOfTags = tag !== undefined;
  const listed = new Map<string, string>();
  for (const line of linesOf(bytes)) {
    const [, value = "", written = ""] = /^([0-9A-Fa-f]+)[ \t]+\*?(.+)$/.exec(line) ?? [];
    const path = decodedPath(written).replace(/^\.\//, "");
    if (value === "") return { fault: "manifestMalformed", about: name };
    if (!isSafePath(path)) return { fault: "pathUnsafe", about: path };
    if (path.startsWith(PAYLOAD) === isOfTags) return { fault: "manifestMalformed", about: name };
    if (listed.has(path)) return { fault: "listedTwice", about: path };
    listed.set(path, value.toLowerCase());
  }
  return { name, isOfTags, algorithm, listed };
}

function listedFault(digest: Digest, files: BagFiles, { name, algorithm, listed }: Manifest): BagFinding | null {
  return first([...listed], ([path, value]) => {
    const bytes = files.get(path);
    if (!bytes) return { fault: "fileMissing", about: path };
    const found = digest(algorithm, bytes);
    if (found === null) return { fault: "algorithmUnknown", about: name };
    return found === value ? null : { fault: "fileAltered", about: path };
  });
}

/** Every manifest of the payload lists all of it. */
function unlistedFault(files: BagFiles, manifests: readonly Manifest[]): BagFinding | null {
  const payload = [...files.keys()].filter((path) => path.startsWith(PAYLOAD));
  const unlisted = payload.find((path) => manifests.some(({ listed }) => !listed.has(path)));
  return unlisted === undefined ? null : { fault: "fileUnlisted", about: unlisted };
}

/** `Payload-Oxum` in bag-info.txt, where it stands: bytes and number of the files of the payload. */
function totalFault(files: BagFiles): BagFinding | null {
  const info = linesOf(files.get("bag-info.txt") ?? new Uint8Array());
  const said = info.map((line) => /^Payload-Oxum:\s*(\S+)\s*$/i.exec(line)?.[1]).find((value) => value !== undefined);
  return said === undefined || said === totalOf(files) ? null : { fault: "totalOther", about: "bag-info.txt" };
}

function totalOf(files: BagFiles): string {
  const payload = [...files].filter(([path]) => path.startsWith(PAYLOAD));
  return `${payload.reduce((sum, [, bytes]) => sum + bytes.length, 0)}.${payload.length}`;
}

/** A file of the payload as its manifest tells of it. */
export type Listed = { path: string; sha256: string; bytes: number };

/** The tag files of a bag over a payload, by their paths, in the order in which they are written; `info` is what bag-info.txt says, by label. */
export function writeTagFiles(digest: Digest, payload: readonly Listed[], info: Readonly<Record<string, string>>): Map<string, Uint8Array> {
  const total = `${payload.reduce((sum, { bytes }) => sum + bytes, 0)}.${payload.length}`;
  const said = Object.entries({ ...info, "Payload-Oxum": total }).map(([label, value]) => `${label}: ${value.replace(/\s+/g, " ")}\n`);
  const tags = new Map([
    ["bagit.txt", utf8Of("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")],
    ["bag-info.txt", utf8Of(said.join(""))],
    ["manifest-sha256.txt", utf8Of(payload.map(manifestLine).join(""))],
  ]);
  const listed = [...tags].map(([path, bytes]) => ({ path, sha256: digest("sha256", bytes) ?? "" }));
  return tags.set("tagmanifest-sha256.txt", utf8Of(listed.map(manifestLine).join("")));
}

function manifestLine({ path, sha256 }: Pick<Listed, "path" | "sha256">): string {
  return `${sha256}  ${path.replace(/[%\r\n]/g, (character) => encodeURIComponent(character))}\n`;
}

/** Only these three are written as their codes (RFC 8493, section 2.1.3). */
function decodedPath(path: string): string {
  return path.replace(/%(?:0a|0d|25)/gi, decodeURIComponent);
}

function linesOf(bytes: Uint8Array): string[] {
  return (parseUtf8(bytes) ?? "\ufffd").split(/\r\n|\r|\n/).filter((line) => line !== "");
}

function first<T>(items: readonly T[], find: (item: T) => BagFinding | null): BagFinding | null {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return null;
}
